"""Indicators and their package → records of the catalogue: only what the data and the settings say."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from plugins.indicators.data.indicator import Indicator, Licence, Source
from plugins.indicators.files.citation import citation, publishers
from plugins.indicators.files.formats import CSV, EXCEL, JSON, Format
from plugins.indicators.files.openpackage import OpenPackage
from plugins.indicators.files.site import Site
from plugins.indicators.opendata.records import File, Record, Terms
from plugins.indicators.opendata.vocabulary import OTHER_OPEN, THEME, licence_iri
from plugins.manuscript.dates import exact_as_known

_ZIP = Format(".zip", "ZIP", "application/zip", "alle Reihen mit Gebieten und Metadaten")
# What files are called in the catalogue, and in the EU's list of file types: Excel's CSV is one too.
_NAMES = {
    CSV: ("csv", "CSV"),
    EXCEL: ("excel", "CSV"),
    JSON: ("json", "JSON"),
    _ZIP: ("zip", "ZIP"),
}


def indicator_files(address: str, output: Path, site: Site) -> tuple[File, ...]:
    """Return the data files at an indicator's address, as they were written below `output`."""
    return tuple(
        _file(each, f"{address}{each.ending}", output, site) for each in (CSV, EXCEL, JSON)
    )


def series_file(address: str, output: Path, site: Site) -> File:
    """Return the CSV of a series in the package."""
    return _file(CSV, address, output, site)


def archive_file(address: str, output: Path, site: Site) -> File:
    """Return the archive of the package."""
    return _file(_ZIP, address, output, site)


def indicator_record(
    indicator: Indicator,
    times: Sequence[str],
    files: tuple[File, ...],
    *,
    page: str,
    identifier: str,
    site: Site,
    subjects: Iterable[str],
    themes: Mapping[str, tuple[str, ...]],
) -> Record:
    """Return the record of a series whose licence is checked. `subjects` are the names of its fields."""
    words = (indicator.short_title, indicator.dimension, *subjects)
    about = (indicator.dimension, *indicator.fields)
    own = "Eigene Berechnung aus diesen Angaben." if indicator.own_calculation else ""
    sources = "; ".join(map(_source, indicator.sources))
    return Record(
        identifier=identifier,
        page=page,
        title=indicator.title,
        description=f"{indicator.definition} {indicator.method}",
        keywords=tuple(dict.fromkeys(filter(None, words))),
        themes=_themes(about, themes),
        creators=publishers([indicator]),
        modified=indicator.as_of,
        period=(times[0], times[-1]),
        provenance=" ".join(filter(None, (f"Quelle: {sources}.", own))),
        terms=_terms(indicator.licences, citation([indicator], indicator.title, page, site.name)),
        files=files,
        related=tuple(dict.fromkeys(each.address for each in indicator.sources if each.address)),
        changes=tuple(
            f"Ab {exact_as_known(each.start)}: {each.reason}" for each in indicator.breaks
        ),
    )


def package_record(
    package: OpenPackage,
    records: Sequence[Record],
    file: File,
    *,
    page: str,
    identifier: str,
) -> Record:
    """Return the record of the archive that holds all series; `records` are theirs."""
    indicators = package.included
    return Record(
        identifier=identifier,
        page=page,
        title=package.title,
        description="Alle offenen Reihen dieses Katalogs in einer Datei, mit Gebieten und Metadaten "
        "(Frictionless Data Package).",
        keywords=tuple(dict.fromkeys(each.dimension for each in indicators if each.dimension)),
        themes=tuple(dict.fromkeys(theme for each in records for theme in each.themes)),
        creators=publishers(indicators),
        modified=max(each.modified for each in records),
        period=(
            min(each.period[0] for each in records),
            max(each.period[1] for each in records),
        ),
        provenance="Zusammengestellt aus den Reihen dieses Katalogs; Quelle, Methode und Lizenz jeder "
        "Reihe stehen in datapackage.json und LIESMICH.txt.",
        terms=_terms(package.licences, package.citation),
        files=(file,),
    )


def _file(form: Format, address: str, output: Path, site: Site) -> File:
    name, kind = _NAMES[form]
    return File(
        name=name,
        address=f"{site.origin}{address}",
        title=f"{form.label}: {form.use}",
        format=kind,
        media_type=form.media_type,
        size=(output / address.lstrip("/")).stat().st_size,
    )


def _source(source: Source) -> str:
    since = f", Stand {exact_as_known(source.as_of)}" if source.as_of else ""
    return f"{source.publisher}: {source.title}{since}"


def _themes(about: Iterable[str], themes: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    codes = dict.fromkeys(code for name in about for code in themes.get(name, ()))
    return tuple(f"{THEME}{code}" for code in codes)


def _terms(licences: Iterable[Licence], attribution: str) -> Terms:
    """Return the terms of one file; several licences, or one without an entry, are said in words."""
    named = [*licences]
    entries = {licence_iri(each.address) for each in named}
    if len(entries) == 1 and (entry := entries.pop()):
        return Terms(licence=entry, attribution=attribution)
    words = ". ".join(dict.fromkeys(each.title for each in named))
    return Terms(licence=OTHER_OPEN, attribution=attribution, words=f"{words}.")
