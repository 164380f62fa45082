"""Pelican generator for the page of changes, and for what an indicator's page says of its own."""

from typing import Any

from pelican.generators import Generator

from plugins.indicators.gallery import GALLERY
from plugins.indicators.history.log import read_log
from plugins.indicators.history.page import changes_by_indicator, show_log
from plugins.indicators.history.staleness import read_file
from plugins.manuscript.build import build_of


class HistoryGenerator(Generator):
    """Tells readers what is new in the data and what was corrected; a site without data has no page."""

    def generate_context(self) -> None:
        """Read the log; `changes_by_indicator` says what changed of each series."""
        build, gallery = build_of(self.settings), self.settings[GALLERY]
        text, path = read_file(build.content / gallery.settings.folder, build.root)
        log, faults = read_log(text, path) if text else ((), [])
        build.faults.extend(faults)
        self._days = show_log(log, gallery.package, gallery.settings.catalogue)
        self.context["changes_by_indicator"] = changes_by_indicator(self._days, log)

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Write the page of changes below that of the package."""
        gallery = self.settings[GALLERY]
        if not gallery.package.indicators:
            return
        url = f"{gallery.settings.package}/aenderungen/"
        template = self.get_template("changes")
        writer.write_file(f"{url}index.html", template, self.context, url=url, days=self._days)
