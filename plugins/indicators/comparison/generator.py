"""Pelican generator for the page that compares areas, and for the files of values that it reads."""

from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.indicators.comparison.choice import by_dimension, by_level, by_whole
from plugins.indicators.comparison.valuesfile import FILE, Places, values_file
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.number import MISSING
from plugins.indicators.gallery import GALLERY, Gallery
from plugins.indicators.profile.profile import Profile

_FEWEST = 2


class ComparisonGenerator(Generator):
    """Writes for the areas that have a page; with fewer than two there is nothing to compare."""

    def generate_context(self) -> None:
        """Tell the pages of areas the address of the page, or nothing."""
        folder = self.settings[GALLERY].settings.comparison
        written = folder and len(self.context["profiles"]) >= _FEWEST
        self.context["comparison"] = f"/{folder}/" if written else ""

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Write the values of each area, then the page."""
        gallery: Gallery = self.settings[GALLERY]
        areas, addresses = gallery.package.areas, self.context["area_addresses"]
        url = self.context["comparison"].lstrip("/")
        if not url:
            return
        indicators = self._write_values(gallery)
        writer.write_file(
            f"{url}index.html",
            self.get_template("compare"),
            self.context,
            url=url,
            levels=by_level(areas, addresses),
            wholes=by_whole(areas, addresses),
            dimensions=by_dimension(indicators),
            missing=MISSING,
            file=FILE,
        )

    def _write_values(self, gallery: Gallery) -> list[Indicator]:
        """Write the file of each area; return the indicators of all of them, in the package's order."""
        package, origin = gallery.package, self.settings.get("PUBLIC_URL", "")
        indicators = f"{origin}/{gallery.settings.catalogue}/{{indikator}}/"
        shown = set()
        profiles: tuple[Profile, ...] = self.context["profiles"]
        for profile in profiles:
            shown |= {each.key for each in profile.indicators}
            places = Places(f"{origin}{profile.address}", indicators)
            text = values_file(profile.area, package.areas, profile.table.rows, places)
            file = Path(self.output_path) / profile.address.strip("/") / FILE
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return [each for key, each in package.indicators.items() if key in shown]
