"""A canvas for pictures: an SVG with fixed places that grows downwards.

Colours are attributes, because resvg knows neither `var()` nor the site's style sheets.
"""

from collections.abc import Iterable

from plugins.indicators.markup import escape
from plugins.indicators.picture.metrics import REGULAR, TITLE, wrap
from plugins.indicators.settings import PictureColors

WIDTH = 600
EDGE = 20
INNER = WIDTH - 2 * EDGE


class Canvas:
    """An SVG that grows downwards: `y` is where the next part begins."""

    def __init__(self, colors: PictureColors) -> None:
        self.colors = colors
        self.y: float = EDGE
        self._parts: list[str] = []

    def add(self, svg: str) -> None:
        """Add a drawing of its own."""
        self._parts.append(svg)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 13,
        color: str = "",
        bold: bool = False,
        anchor: str = "start",
        family: str = "Inter",
    ) -> None:
        """Write a line of text with its base at `y`."""
        weight = ' font-weight="600"' if bold else ""
        self._parts.append(
            f'<text x="{_number(x)}" y="{_number(y)}" font-family="{family}" font-size="{size}"'
            f'{weight} fill="{color or self.colors.ink}" text-anchor="{anchor}">'
            f"{escape(words)}</text>"
        )

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        color: str,
        size: float,
        dash: str = "",
    ) -> None:
        """Draw a straight line."""
        self.path(way([start, end]), color, size, dash)

    def path(self, data: str, color: str, size: float, dash: str = "") -> None:
        """Draw a stroke."""
        dashes = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<path d="{data}" fill="none" stroke="{color}" stroke-width="{size}"'
            f' stroke-linejoin="round"{dashes}/>'
        )

    def dot(self, x: float, y: float, color: str, radius: float = 3.5) -> None:
        """Draw a dot."""
        self._parts.append(
            f'<circle cx="{_number(x)}" cy="{_number(y)}" r="{radius}" fill="{color}"/>'
        )

    def ring(self, x: float, y: float, color: str) -> None:
        """Draw a hollow dot."""
        self._parts.append(
            f'<circle cx="{_number(x)}" cy="{_number(y)}" r="6" fill="{self.colors.paper}"'
            f' stroke="{color}" stroke-width="2"/>'
        )

    def box(self, x: float, y: float, size: tuple[float, float], color: str) -> None:
        """Draw a filled rectangle."""
        self._parts.append(
            f'<rect x="{_number(x)}" y="{_number(y)}" width="{_number(size[0])}"'
            f' height="{_number(size[1])}" fill="{color}"/>'
        )

    def paragraph(
        self, words: str, size: float, leading: float, *, color: str = "", face: str = REGULAR
    ) -> None:
        """Write words over the whole width, in as many lines as they need."""
        family = "Faustina" if face == TITLE else "Inter"
        for words_of_line in wrap(words, INNER, size, face):
            self.y += leading
            self.text(
                EDGE,
                self.y - leading * 0.28,
                words_of_line,
                size=size,
                color=color,
                bold=face != REGULAR,
                family=family,
            )

    def svg(self) -> tuple[str, int]:
        """Return the SVG on opaque paper, and its height."""
        height = int(self.y + EDGE)
        size = f'width="{WIDTH}" height="{height}"'
        svg = (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} viewBox="0 0 {WIDTH} {height}">'
            f'<rect {size} fill="{self.colors.paper}"/>{"".join(self._parts)}</svg>'
        )
        return svg, height


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def way(places: Iterable[tuple[float, float]]) -> str:
    """Return the path data of a stroke through places."""
    data = "L".join([f"{x:.1f} {y:.1f}" for x, y in places])
    return "M" + data.replace(".0 ", " ").replace(".0L", "L").removesuffix(".0")
