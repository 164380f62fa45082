"""Data → charts: the ```diagramm block and `[[wert: …]]`, from tidy CSV and `datapackage.json`.

The core knows nothing of Pelican: package → request → scene → figure and picture.
"""

from typing import Any

from pelican import signals

from plugins.indicators.claims.typed import TypedNumbers
from plugins.indicators.data.package import read_package
from plugins.indicators.gallery import Gallery
from plugins.indicators.generator import GALLERY, IndicatorsGenerator
from plugins.indicators.inline.directive import inline_value
from plugins.indicators.kinds.scene import Scene
from plugins.indicators.settings import IndicatorSettings
from plugins.manuscript.build import build_of
from plugins.manuscript.directives import Inline
from plugins.manuscript.faults import Faults


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_open_gallery)
    signals.all_generators_finalized.connect(_check_numbers)
    signals.get_generators.connect(_generators)


def _generators(pelican: object) -> type[IndicatorsGenerator]:
    del pelican
    return IndicatorsGenerator


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
        if indicator := gallery.package.find(next(iter(directive.arguments), "")):
            gallery.mention(indicator.key, directive.path)
        return inline_value(directive, faults, gallery.package)

    return handler
