"""Pelican generator for the pages of areas and their files."""

from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican.generators import Generator

from plugins.indicators.atlas.locator import locate
from plugins.indicators.catalogue.figurepage import Download
from plugins.indicators.files.citation import cite_area
from plugins.indicators.files.excel import excel_csv
from plugins.indicators.files.formats import CSV, EXCEL
from plugins.indicators.files.site import Site
from plugins.indicators.files.tidy import tidy_csv
from plugins.indicators.files.weight import weight
from plugins.indicators.gallery import GALLERY, Gallery
from plugins.indicators.kinds.signs import signs_used
from plugins.indicators.profile.address import area_addresses
from plugins.indicators.profile.grammar import a, named
from plugins.indicators.profile.introduction import describe_area, introduce
from plugins.indicators.profile.mentions import texts_by_area
from plugins.indicators.profile.profile import Profile, area_profile, open_series
from plugins.indicators.profile.similar import similar_areas
from plugins.indicators.profile.texts import texts_about
from plugins.manuscript.build import build_of


class ProfilesGenerator(Generator):
    """Writes a page for each area of today; without a folder in the settings, none."""

    def generate_context(self) -> None:
        """Tell all templates the addresses of the areas that will have a page, and the comparison what they show."""
        self._gallery: Gallery = self.settings[GALLERY]
        package, settings = self._gallery.package, self._gallery.settings.profiles
        addresses = area_addresses(package.areas, settings.folder) if settings.folder else {}
        made = (
            area_profile(package.areas.by_key[key], address, package, settings)
            for key, address in addresses.items()
        )
        self._profiles = self.context["profiles"] = tuple(filter(None, made))
        self.context["area_addresses"] = {each.area.key: each.address for each in self._profiles}

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Write the pages; their files first, for pages say how large they are."""
        package, settings = self._gallery.package, self._gallery.settings
        site = Site(self.settings["SITENAME"], self.settings.get("PUBLIC_URL", ""))
        posts = self._posts()
        for profile in self._profiles:
            area, url = profile.area, profile.address.strip("/")
            writer.write_file(
                f"{url}/index.html",
                self.get_template("profile"),
                self.context,
                url=f"{url}/",
                profile=profile,
                introduction=introduce(area, package, settings.profiles),
                summary=describe_area(area, package, settings.profiles),
                locator=Markup(locate(area, package)),  # noqa: S704 - it escapes
                similar=similar_areas(area, package, settings.profiles.similar),
                posts=posts.get(area.key, []),
                downloads=self._write_files(profile),
                citation=cite_area(
                    area.name, profile.indicators, f"{site.origin}{profile.address}", site.name
                ),
                signs=signs_used(profile.texts),
                **self._places(profile),
            )

    def _places(self, profile: Profile) -> dict[str, Any]:
        """Return the words for the area and its level, and the ways up to the areas above."""
        areas, addresses = self._gallery.package.areas, self.context["area_addresses"]
        level, name = areas.level(profile.area.level), named(profile.area, areas)
        return {
            "level": level,
            "one": a(level.singular) or "ein Gebiet",
            "call": {"the": name.the, "about": name.about},
            "parts_level": areas.level(profile.parts[0].level) if profile.parts else None,
            "overview": areas.levels[-1].plural,
            "ways": [
                (each.short, addresses[each.key])
                for each in reversed(profile.over)
                if each.key in addresses
            ],
        }

    def _posts(self) -> dict[str, list[Any]]:
        """Return the listed posts about each area, the newest first."""
        build = build_of(self.settings)
        texts = texts_about(build.archive, self._gallery)
        found = texts_by_area(texts, self._gallery.package.areas)
        listed = {build.path_of(post.source_path): post for post in self.context["articles"]}
        return {
            key: [post for path, post in listed.items() if path in paths]
            for key, paths in found.items()
        }

    def _write_files(self, profile: Profile) -> list[Download]:
        """Write the open series of an area; return what there is to take, as pages list it."""
        series = tuple(open_series(profile.area, self._gallery.package))
        if not series:
            return []
        folder = Path(self.output_path) / profile.address.strip("/")
        folder.mkdir(parents=True, exist_ok=True)
        files = ((EXCEL, excel_csv(series)), (CSV, tidy_csv(series).encode()))
        listed = []
        for form, content in files:
            name = f"{profile.slug}{form.ending}"
            (folder / name).write_bytes(content)
            address = f"{profile.address}{name}"
            listed.append(Download(address, form.label, form.use, weight(len(content))))
        return listed
