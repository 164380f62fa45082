"""A sheet of few colours to draw on: each pixel is the ground or one of a colour's steps towards it.

So the palette is known before anything is drawn, no colour has to be searched for afterwards, and a PNG of four
bits a pixel comes out (measured: 10 ms a card; an SVG through resvg and a palette took 100).
"""

import io
from dataclasses import dataclass, field

from PIL import Image, ImageDraw, ImageFont

# zlib's best takes ten times as long for seven bytes in a hundred (measured).
_EFFORT = 6


@dataclass
class Sheet:
    """Draws shapes given as masks; a colour must have been taken (`take`) before it is used."""

    size: tuple[int, int]
    ground: str
    _palette: list[int] = field(default_factory=list)
    _steps: dict[str, bytes] = field(default_factory=dict)
    _pixels: Image.Image = field(init=False)

    def __post_init__(self) -> None:
        self._palette += bytes.fromhex(self.ground[1:])
        self._pixels = Image.new("L", self.size)

    def take(self, colour: str, steps: int) -> None:
        """Add a colour in some steps; sixteen in all, the ground among them, are four bits a pixel."""
        first = len(self._palette) // 3
        ground = self._palette[:3]
        for step in range(1, steps + 1):
            mixed = zip(ground, bytes.fromhex(colour[1:]), strict=True)
            self._palette += [round(under + (over - under) * step / steps) for under, over in mixed]
        levels = (round(level * steps / 255) for level in range(256))
        self._steps[colour] = bytes(first + level - 1 if level else 0 for level in levels)

    def paint(self, mask: Image.Image, place: tuple[int, int], colour: str) -> None:
        """Lay a colour on, as much of it as the mask says."""
        steps = self._steps[colour]
        touched = mask.point([255 if index else 0 for index in steps])
        self._pixels.paste(mask.point(list(steps)), place, touched)

    def box(self, place: tuple[int, int], size: tuple[int, int], colour: str) -> None:
        """Draw a filled rectangle."""
        self.paint(Image.new("L", size, 255), place, colour)

    def write(
        self,
        text: str,
        place: tuple[float, float],
        font: ImageFont.FreeTypeFont,
        colour: str,
        anchor: str = "ls",
    ) -> None:
        """Write a line of text; `place` is on its base line."""
        top = int(place[1] - 1.2 * font.size)
        mask = Image.new("L", (self.size[0], int(1.6 * font.size)))
        ImageDraw.Draw(mask).text((place[0], place[1] - top), text, 255, font, anchor)
        self.paint(mask, (0, top), colour)

    def png(self) -> bytes:
        """Return the sheet as a PNG."""
        picture = Image.frombytes("P", self.size, self._pixels.tobytes())
        picture.putpalette(self._palette)
        file = io.BytesIO()
        picture.save(file, "PNG", compress_level=_EFFORT)
        return file.getvalue()
