"""Data → charts: the ```diagramm block and `[[wert: …]]`, from tidy CSV and `datapackage.json`.

The core knows nothing of Pelican: package → request → scene → figure and picture.
"""

from typing import Any

from pelican import signals
from pelican.generators import Generator

from plugins.indicators.atlas.generator import AtlasGenerator
from plugins.indicators.claims.typed import TypedNumbers
from plugins.indicators.comparison.generator import ComparisonGenerator
from plugins.indicators.dashboard.generator import DashboardGenerator
from plugins.indicators.data.package import read_package
from plugins.indicators.gallery import GALLERY, Gallery
from plugins.indicators.generator import IndicatorsGenerator
from plugins.indicators.history.generator import HistoryGenerator
from plugins.indicators.inline.directive import inline_value
from plugins.indicators.kinds.scene import Scene
from plugins.indicators.opendata.generator import OpenDataGenerator
from plugins.indicators.profile.generator import ProfilesGenerator
from plugins.indicators.profile.texts import named_areas
from plugins.indicators.settings import IndicatorSettings
from plugins.manuscript.build import build_of
from plugins.manuscript.directives import Inline
from plugins.manuscript.faults import Faults
from plugins.manuscript.vocabulary import DRAFT


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_open_gallery)
    signals.all_generators_finalized.connect(_check_numbers)
    signals.get_generators.connect(_generators)


def _generators(pelican: object) -> tuple[type[Generator], ...]:
    """Return the generators in their order: each may read what those before it put into the context."""
    del pelican
    return (
        IndicatorsGenerator,
        ProfilesGenerator,
        AtlasGenerator,
        DashboardGenerator,
        ComparisonGenerator,
        OpenDataGenerator,
        HistoryGenerator,
    )


def _open_gallery(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Read the data, and answer the blocks and directives of this build."""
    settings = pelican.settings.setdefault("INDICATORS", IndicatorSettings())
    build = build_of(pelican.settings)
    package, faults = read_package(build.content / settings.folder, build.root, build.faults.extend)
    build.faults.extend(faults)
    gallery = Gallery(package, settings, hints=build.hints)
    pelican.settings[GALLERY] = gallery
    build.blocks["diagramm"] = gallery.show
    build.inlines["wert"] = _inline(gallery)
    if faults and not package.indicators:
        # The data cannot be read at all: that one fault is enough, not one more for each figure.
        build.blocks["diagramm"] = lambda _block, _faults: "<p>(Daten nicht lesbar)</p>"
        build.inlines["wert"] = lambda _directive, _faults: "(Daten nicht lesbar)"
        return
    for manuscript in build.archive:
        if build.preview or manuscript.metadata.status != DRAFT:
            build.faults.extend(named_areas(manuscript, package.areas)[1])


def _check_numbers(generators: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Look for typed numbers in the texts that have been read, now that their figures are known."""
    settings = generators[0].settings
    build, gallery = build_of(settings), settings[GALLERY]
    shown: dict[str, list[Scene]] = {}
    for exhibit in gallery.exhibits.values():
        shown.setdefault(exhibit.path, []).append(exhibit.scene)
    typed = TypedNumbers(gallery.package)
    for manuscript in build.archive:
        build.hints.extend(typed.find(manuscript, shown.get(manuscript.path, ())))


def _inline(gallery: Gallery) -> Any:  # noqa: ANN401 - an InlineHandler
    def handler(directive: Inline, faults: Faults) -> Any:  # noqa: ANN401 - Element or text
        name, area = (*directive.arguments, "", "")[:2]
        if indicator := gallery.package.find(name):
            gallery.mention(indicator.key, directive.path, area)
        return inline_value(directive, faults, gallery.package)

    return handler
