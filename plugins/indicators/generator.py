"""Pelican generator for all that is made of data: figures' files and pages, indicators, the package."""

from itertools import chain
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican.generators import Generator

from plugins.indicators.catalogue.entry import by_dimension, by_field, list_entry
from plugins.indicators.catalogue.figurepage import (
    Text,
    cite,
    downloads,
    figure_page,
    frame,
    unique,
)
from plugins.indicators.catalogue.portrait import Portrait, hang_portrait
from plugins.indicators.catalogue.related import related_by_data
from plugins.indicators.catalogue.strip import strip
from plugins.indicators.files.dataset import (
    data_catalogue,
    indicator_dataset,
    package_dataset,
)
from plugins.indicators.files.openpackage import OPEN_PACKAGE, open_package
from plugins.indicators.files.site import Site
from plugins.indicators.files.weight import weight
from plugins.indicators.gallery import GALLERY, Gallery
from plugins.indicators.page.figure import figure
from plugins.indicators.page.valuetable import value_table
from plugins.manuscript.build import build_of
from plugins.manuscript.slugs import slugify


class IndicatorsGenerator(Generator):
    """Draws the figures of the indicators' pages, then writes what all figures leave behind."""

    def generate_context(self) -> None:
        """Put the indicators into the context, and what is related by data beside each post."""
        build = build_of(self.settings)
        self._gallery: Gallery = self.settings[GALLERY]
        self._site = Site(self.settings["SITENAME"], self.settings.get("PUBLIC_URL", ""))
        self._output = Path(self.output_path)
        package, folder = self._gallery.package, self._gallery.settings.catalogue
        self._texts: dict[str, Text] = {}
        kinds = ("articles", "hidden_articles", "pages", "hidden_pages")
        for text in chain(*(self.context.get(kind, ()) for kind in kinds)):
            hidden = text.status == "hidden"
            self._texts[self._path(text)] = Text(text.title, f"/{text.url}", hidden)
        for text in self.context.get("fields", ()):
            file = build.content / f"{text.url.rstrip('/')}.md"
            self._texts[build.path_of(file)] = Text(text.title, f"/{text.url}")
        self._portraits = [
            portrait
            for indicator in package.indicators.values()
            if indicator.has_page and (portrait := hang_portrait(indicator, self._gallery))
        ]
        entries = [list_entry(each.indicator, package, folder) for each in self._portraits]
        self.context["indicators"] = entries
        self.context["indicators_by_field"] = by_field(entries)
        subjects = map(self._gallery.texts_about, package.indicators)
        self._posts = {self._path(text): text for text in self.context["articles"]}
        related = related_by_data(list(self._posts), str, subjects)
        for path, text in self._posts.items():
            text.related_by_data = [self._posts[other] for other in related.get(path, ())]
        key, words = self._gallery.settings.strip
        self.context["strip"] = strip(key, words, package, folder)

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Write files first: pages say how large they are."""
        open_data, data = self.settings.get("OPEN_DATA"), f"/{self._gallery.settings.package}/"
        self._catalogue = open_data and data_catalogue(open_data.title, data, self._site)
        self._gallery.write(self._output, build_of(self.settings).root, self._site)
        self._writer = writer
        main = {portrait.main.place.address for portrait in self._portraits}
        taken: set[str] = set()
        for address, exhibit in self._gallery.exhibits.items():
            text = self._texts.get(exhibit.path)
            about = exhibit.scene.title if text is None else f"{exhibit.scene.title} – {text.title}"
            title = unique(f"Diagramm: {about}", taken)
            taken.add(title)
            page = figure_page(exhibit, title, self._site, self._output, text)
            if address not in main:
                self._write(exhibit.place.page, "figure", page=page)
            self._write(exhibit.place.embed, "embed", page=page)
        for portrait in self._portraits:
            self._write_portrait(portrait)
        settings = self._gallery.settings
        entries = self.context["indicators"]
        self._write(
            f"/{settings.catalogue}/", "indicators", entries=entries, groups=by_dimension(entries)
        )
        self._write_package(data)

    def _write_portrait(self, portrait: Portrait) -> None:
        """Write an indicator's page; its posts are those that are listed, the newest first."""
        indicator, place = portrait.indicator, portrait.main.place
        package = self._gallery.package
        about, areas = self._gallery.texts_about(indicator.key), self.context["area_addresses"]
        whole, times = package.areas.whole, package.observations[indicator.key].times()
        dataset = None
        if indicator.licence_checked:
            name = whole.name if whole else ""
            dataset = indicator_dataset(
                indicator, times, name, place.address, self._site, catalogue=self._catalogue
            )
        self._write(
            place.page,
            "indicator",
            portrait=portrait,
            indicator=indicator,
            figures=[
                Markup(figure(each.scene, each.place, files=each is not portrait.main))  # noqa: S704 - it escapes
                for each in (portrait.main, *portrait.maps)
            ],
            tables=[
                (heading, Markup(value_table(table, addresses=areas)))  # noqa: S704 - it escapes
                for heading, table in portrait.tables
            ],
            posts=[post for path, post in self._posts.items() if path in about],
            citation=cite([indicator], indicator.title, portrait.main, self._site),
            frame=frame(portrait.main, self._site),
            downloads=downloads(place.address, self._output),
            dataset=dataset,
        )

    def _write_package(self, address: str) -> None:
        """Write the open part of the package, its ZIP, and the page about both."""
        build, settings = build_of(self.settings), self._gallery.settings
        name = f"{slugify(self._site.name)}-daten"
        package = open_package(
            build.content / settings.folder, self._gallery.package, self._site, name, address
        )
        if package is None:
            return
        self.context[OPEN_PACKAGE] = package
        folder = self._output / address.strip("/")
        folder.mkdir(parents=True, exist_ok=True)
        for file, content in package.files.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(content)
        archive = f"{address}{name}.zip"
        (folder / f"{name}.zip").write_bytes(package.archive)
        description = package_dataset(package, archive, self._site, catalogue=self._catalogue)
        self._write(
            address,
            "data",
            package=package,
            archive=archive,
            weight=weight(len(package.archive)),
            dataset=description,
        )

    def _path(self, text: Any) -> str:  # noqa: ANN401 - Pelican has no types
        return build_of(self.settings).path_of(text.source_path)

    def _write(self, address: str, template: str, **values: object) -> None:
        url = address.strip("/")
        self._writer.write_file(
            f"{url}/index.html", self.get_template(template), self.context, url=f"{url}/", **values
        )
