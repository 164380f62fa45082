"""Pelican generator for the overview of all areas; it also tells other plugins which areas there are."""

from typing import Any

from markupsafe import Markup
from pelican.generators import Generator

from plugins.indicators.atlas.entry import area_entries, people
from plugins.indicators.atlas.overview import overview
from plugins.indicators.atlas.plan import linked_map
from plugins.indicators.gallery import GALLERY, Gallery


class AtlasGenerator(Generator):
    """Writes one page, if any area has one; runs behind the generator of these."""

    def generate_context(self) -> None:
        """Put the areas into the context, for the search and the start page, and whose boundaries maps show."""
        gallery: Gallery = self.settings[GALLERY]
        self._package, self._settings = gallery.package, gallery.settings.profiles
        self._addresses = self.context["area_addresses"]
        population = next(iter(self._settings.population), "")
        self._counted = people(self._package, population)
        self.context["boundaries_credit"] = self._package.boundaries.attribution
        self.context["areas"] = area_entries(self._package, self._addresses, self._counted)

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Write the overview."""
        entries = self.context["areas"]
        if not entries:
            return
        url = f"{self._settings.folder}/"
        writer.write_file(
            f"{url}index.html",
            self.get_template("areas"),
            self.context,
            url=url,
            overview=overview(entries, self._package.areas),
            drawing=Markup(linked_map(self._package, self._addresses)),  # noqa: S704 - it escapes
            counted=next(iter(self._counted.values()), None),
        )
