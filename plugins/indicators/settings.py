"""What a site can set about its indicators."""

from dataclasses import dataclass, field

from plugins.indicators.dashboard.settings import DashboardSettings
from plugins.indicators.profile.settings import ProfileSettings


@dataclass(frozen=True)
class PictureColors:
    """Colours of the PNG pictures, which know no style sheet; the page takes them from the theme.

    `first`, `classes` and `gain` are the county's, written `#rrggbb` in small letters.
    """

    paper: str = "#ffffff"
    ink: str = "#221e1b"
    quiet: str = "#5f574f"
    line: str = "#d8cec0"
    first: str = "#8f2f2b"
    others: tuple[str, str, str] = ("#0f5c69", "#7a5200", "#5b4b86")
    classes: tuple[str, str, str, str] = ("#f3e2d3", "#e0b195", "#c27a61", "#b04a40")
    gain: str = "#3f8d97"
    stroke: str = "#6d645b"

    @property
    def series(self) -> tuple[str, str, str, str]:
        """The colours of lines, by their style."""
        return (self.first, *self.others)

    @property
    def bar(self) -> str:
        """The colour of bars, as on the page."""
        return self.classes[2]

    @property
    def gains(self) -> tuple[str, str]:
        """The colours of small and large gains on a map; the small is mixed with paper, as on the page."""
        parts = zip(bytes.fromhex(self.gain[1:]), bytes.fromhex(self.paper[1:]), strict=True)
        mixed = bytes(round(0.45 * gain + 0.55 * paper) for gain, paper in parts)
        return f"#{mixed.hex()}", self.gain


@dataclass(frozen=True)
class IndicatorSettings:
    """`folder` is below content/, `cache` below the project root, the others below the output.

    `figures` are the pages of figures, `catalogue` those of indicators, `package` is all data, `comparison`
    the page that compares areas.
    `strip` is the indicator whose areas the start page shows as strokes, and the words that say what a
    stroke is.
    """

    folder: str = "daten"
    figures: str = "diagramme"
    catalogue: str = "indikatoren"
    package: str = "daten"
    comparison: str = "vergleich"
    cache: str = ".cache/diagramme"
    colors: PictureColors = field(default_factory=PictureColors)
    strip: tuple[str, str] = ("", "")
    profiles: ProfileSettings = field(default_factory=ProfileSettings)
    dashboard: DashboardSettings = field(default_factory=DashboardSettings)
