"""What a site can set about its indicators."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class PictureColors:
    """Colours of the PNG pictures, which know no style sheet; the page takes them from the theme."""

    paper: str = "#ffffff"
    ink: str = "#221e1b"
    quiet: str = "#5f574f"
    line: str = "#d8cec0"
    series: tuple[str, str, str, str] = ("#8f2f2b", "#0f5c69", "#7a5200", "#5b4b86")
    bar: str = "#c27a61"
    cool: str = "#3f8d97"
    classes: tuple[str, str, str, str] = ("#f3e2d3", "#e0b195", "#c27a61", "#b04a40")
    gains: tuple[str, str] = ("#a3cbd0", "#3f8d97")
    stroke: str = "#6d645b"


@dataclass(frozen=True)
class IndicatorSettings:
    """`folder` is below content/, `cache` below the project root, the others below the output.

    `figures` are the pages of figures, `catalogue` those of indicators, `package` is all data.
    """

    folder: str = "daten"
    figures: str = "diagramme"
    catalogue: str = "indikatoren"
    package: str = "daten"
    cache: str = ".cache/diagramme"
    colors: PictureColors = field(default_factory=PictureColors)
