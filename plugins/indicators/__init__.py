"""Data → charts: the ```diagramm block and `[[wert: …]]`, from tidy CSV and `datapackage.json`.

The core knows nothing of Pelican: package → request → scene → figure and picture.
"""

from pathlib import Path
from typing import Any

from pelican import signals

from plugins.indicators.data.package import Package, read_package
from plugins.indicators.gallery import Gallery
from plugins.indicators.settings import IndicatorSettings
from plugins.indicators.value import inline_value
from plugins.manuscript.build import build_of
from plugins.manuscript.directives import Inline
from plugins.manuscript.faults import Faults

_GALLERY = "INDICATORS_GALLERY"


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_open_gallery)
    signals.get_generators.connect(_generators)


class PictureGenerator:
    """Writes the pictures of all figures that the other generators made while reading."""

    def __init__(self, *, settings: dict[str, Any], output_path: str, **_: object) -> None:
        self.settings = settings
        self.output = Path(output_path)

    def generate_output(self, writer: object) -> None:
        """Write the pictures below Pelican's output folder."""
        del writer
        self.settings[_GALLERY].write(self.output, build_of(self.settings).root)


def _generators(pelican: object) -> type[PictureGenerator]:
    del pelican
    return PictureGenerator


def _open_gallery(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Read the data, and answer the blocks and directives of this build."""
    settings = pelican.settings.get("INDICATORS", IndicatorSettings())
    build = build_of(pelican.settings)
    package, faults = read_package(build.content / settings.folder, build.root)
    build.faults.extend(faults)
    gallery = Gallery(package, settings)
    pelican.settings[_GALLERY] = gallery
    build.blocks["diagramm"] = gallery.show
    build.inlines["wert"] = _inline(package)
    if faults and not package.indicators:
        # The data cannot be read at all: that one fault is enough, not one more for each figure.
        build.blocks["diagramm"] = lambda _block, _faults: "<p>(Daten nicht lesbar)</p>"
        build.inlines["wert"] = lambda _directive, _faults: "(Daten nicht lesbar)"


def _inline(package: Package) -> Any:  # noqa: ANN401 - an InlineHandler
    def handler(directive: Inline, faults: Faults) -> Any:  # noqa: ANN401 - Element or text
        return inline_value(directive, faults, package)

    return handler
