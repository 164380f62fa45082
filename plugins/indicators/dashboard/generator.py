"""Pelican generator for the dashboard: its page, and its first figures for the start page."""

from typing import Any

from pelican.generators import Generator

from plugins.indicators.dashboard.figure import dimensions
from plugins.indicators.gallery import GALLERY, Gallery


class DashboardGenerator(Generator):
    """Writes the page of the whole's figures, if the settings name a folder and figures that have values."""

    def generate_context(self) -> None:
        """Give all templates the first figure of each dimension, and the address of the page (or nothing)."""
        gallery: Gallery = self.settings[GALLERY]
        settings = gallery.settings.dashboard
        self._dimensions = dimensions(settings, gallery.package, gallery.settings.catalogue)
        written = settings.folder and self._dimensions
        self.context["dashboard"] = f"/{settings.folder}/" if written else ""
        self.context["key_figures"] = [each.figures[0] for each in self._dimensions]

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Write the page."""
        url = self.context["dashboard"].lstrip("/")
        if not url:
            return
        gallery: Gallery = self.settings[GALLERY]
        writer.write_file(
            f"{url}index.html",
            self.get_template("dashboard"),
            self.context,
            url=url,
            whole=gallery.package.areas.whole,
            dimensions=self._dimensions,
            ways=gallery.settings.dashboard.ways,
        )
