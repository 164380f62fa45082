"""Pelican generator for the page that compares areas, and for the files of values that it reads."""

from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.indicators.comparison.choice import by_dimension, by_level, by_whole
from plugins.indicators.comparison.valuesfile import FILE, Places, values_file
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.number import MISSING
from plugins.indicators.gallery import GALLERY, Gallery
from plugins.indicators.profile.change import change_of
from plugins.indicators.profile.facts import all_facts

_FEWEST = 2


class ComparisonGenerator(Generator):
    """Writes for the areas that have a page; with fewer than two there is nothing to compare."""

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Write the values of each area, then the page."""
        gallery: Gallery = self.settings[GALLERY]
        areas, settings = gallery.package.areas, gallery.settings
        addresses: dict[str, str] = self.context["area_addresses"]
        if len(addresses) < _FEWEST or not settings.comparison:
            return
        indicators = self._write_values(gallery, addresses)
        writer.write_file(
            f"{settings.comparison}/index.html",
            self.get_template("compare"),
            self.context,
            url=f"{settings.comparison}/",
            levels=by_level(areas, addresses),
            wholes=by_whole(areas, addresses),
            dimensions=by_dimension(indicators),
            missing=MISSING,
            file=FILE,
        )

    def _write_values(self, gallery: Gallery, addresses: dict[str, str]) -> list[Indicator]:
        """Write the file of each area; return the indicators of all of them, in the package's order."""
        package, origin = gallery.package, self.settings.get("PUBLIC_URL", "")
        indicators = f"{origin}/{gallery.settings.catalogue}/{{indikator}}/"
        shown = set()
        for key, address in addresses.items():
            area = package.areas.by_key[key]
            known = [(fact, change_of(fact, package)) for fact in all_facts(area, package)]
            shown |= {fact.indicator.key for fact, _ in known}
            text = values_file(area, package.areas, known, Places(f"{origin}{address}", indicators))
            file = Path(self.output_path) / address.strip("/") / FILE
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return [each for key, each in package.indicators.items() if key in shown]
