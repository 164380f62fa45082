"""What a text asks of a plugin for pictures, and what it gets.

This room only knows their form. Who makes the files registers itself in the build (`Build.pictures`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from plugins.manuscript.faults import Fault

# In the text, above it, or only linked to.
Role = Literal["text", "lead", "link"]


@dataclass(frozen=True)
class PictureUse:
    """A picture as a text names it, with the place where it does. `file` exists below content/."""

    file: Path
    role: Role
    alt: str
    path: str
    line: int
    column: int
    length: int
    excerpt: str

    def fault(self, message: str, advice: str) -> Fault:
        """Return a fault, or a hint, about the picture where the text names it."""
        return Fault(self.path, self.line, self.column, message, advice, self.excerpt, self.length)


@dataclass(frozen=True)
class Rendition:
    """The files that readers get of a picture.

    `src` is the one that any program can show, `width` × `height` its pixels; `sources` are pairs of
    media type and `srcset`, the best first; `sizes` says how wide the page shows it.
    """

    src: str
    width: int
    height: int
    srcset: str = ""
    sources: tuple[tuple[str, str], ...] = ()
    sizes: str = ""


# None: the picture cannot be shown, and a fault says why.
PictureHandler = Callable[[PictureUse], Rendition | None]
