"""Pelican generator that writes the catalogue of the open series, once all files are there."""

from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.indicators.data.indicator import Indicator
from plugins.indicators.files.openpackage import OPEN_PACKAGE, OpenPackage
from plugins.indicators.files.site import Site
from plugins.indicators.gallery import GALLERY, Gallery
from plugins.indicators.opendata.address import catalogue_id, package_id, series_id
from plugins.indicators.opendata.describe import (
    archive_file,
    indicator_files,
    indicator_record,
    package_record,
    series_file,
)
from plugins.indicators.opendata.records import Catalogue, File, Place, Record
from plugins.indicators.opendata.settings import OpenDataSettings
from plugins.indicators.opendata.vocabulary import DISTRICT
from plugins.indicators.opendata.writing import write_catalogue
from plugins.manuscript.build import build_of


class OpenDataGenerator(Generator):
    """Describes what `IndicatorsGenerator` has written; it comes after that one."""

    def generate_output(self, writer: object) -> None:
        """Write the catalogue in both syntaxes; without settings or open series there is none."""
        del writer
        settings: OpenDataSettings | None = self.settings.get("OPEN_DATA")
        package: OpenPackage | None = self.context.get(OPEN_PACKAGE)
        self._gallery: Gallery = self.settings[GALLERY]
        whole = self._gallery.package.areas.whole
        if settings is None or package is None or whole is None or not package.included:
            return
        self._site = Site(self.settings["SITENAME"], self.settings.get("PUBLIC_URL", ""))
        self._output = Path(self.output_path)
        self._folder = f"/{self._gallery.settings.package}/"
        page = f"{self._site.origin}{self._folder}"
        records = [self._record(each, settings, page) for each in package.included]
        archive = archive_file(f"{self._folder}{package.name}.zip", self._output, self._site)
        records.append(
            package_record(
                package,
                records,
                archive,
                page=page,
                identifier=package_id(page),
            )
        )
        catalogue = Catalogue(
            identifier=catalogue_id(page),
            page=page,
            home=f"{self._site.origin}/",
            title=settings.title,
            description=settings.description,
            licence=settings.licence,
            publisher=settings.publisher,
            publisher_id=f"{self._site.origin}/#herausgeber",
            email=settings.email,
            place=Place(
                iri=f"{DISTRICT}{whole.key}",
                name=whole.name,
                box=self._gallery.package.boundaries.box,
            ),
            records=tuple(records),
            contributor=settings.contributor,
        )
        folder = self._output / self._folder.strip("/")
        write_catalogue(catalogue, folder, build_of(self.settings).root / settings.cache)

    def _record(self, indicator: Indicator, settings: OpenDataSettings, package: str) -> Record:
        """Return the record of a series; one without a page has its file in the package alone."""
        gallery, output, site = self._gallery, self._output, self._site
        address = f"/{gallery.settings.catalogue}/{indicator.key}"
        files: tuple[File, ...]
        if address in gallery.exhibits:
            page = f"{site.origin}{address}/"
            files, identifier = indicator_files(address, output, site), series_id(page)
        else:
            page, identifier = package, series_id(package, indicator.key)
            files = (series_file(f"{self._folder}{indicator.file}", output, site),)
        fields: dict[str, Any] = self.context.get("fields_by_key", {})
        return indicator_record(
            indicator,
            gallery.package.observations[indicator.key].times(),
            files,
            page=page,
            identifier=identifier,
            site=site,
            subjects=[fields[key].short for key in indicator.fields if key in fields],
            themes=settings.themes,
        )
