"""A file → what kind of picture it is and how large, or why readers cannot get it.

Each file is decoded once here, whole, so that a broken one is found where the editor named it.
"""

import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image

from plugins.images.orientation import orientation_of, upright_size
from plugins.images.signature import true_kind
from plugins.images.vector import read_vector

MOST_PIXELS = 60_000_000
_LONGEST = 8  # times the shorter side; WebP ends at 16,383 pixels
_FEW_COLOURS = 256
# Pillow's names for 16 bits of grey.
DEEP = {"I", "I;16", "I;16B", "I;16L", "I;16N"}

# How it is encoded: many colours, few sharp ones, or lines that a browser draws.
Kind = Literal["photo", "graphic", "vector"]


class Unfit(ValueError):  # noqa: N818 - as plugins.manuscript.values names its own
    """A file that cannot be shown: a German message, and a way out."""

    def __init__(self, message: str, advice: str) -> None:
        super().__init__(message)
        self.message, self.advice = message, advice


@dataclass(frozen=True)
class Facts:
    """A picture as people see it: upright, in pixels (of a vector picture, in its own units)."""

    kind: Kind
    width: int
    height: int


def inspect(file: Path, data: bytes) -> Facts:
    """Return the facts about the picture in `data`, the bytes of `file`. Raises Unfit."""
    true, message, advice = true_kind(file.name, data)
    if message:
        raise Unfit(message, advice)
    if true == "svg":
        vector = read_vector(data)
        if isinstance(vector, tuple):
            raise Unfit(*vector)
        facts = Facts("vector", vector.width, vector.height)
    else:
        facts = _decoded(data)
    longer, shorter = max(facts.width, facts.height), min(facts.width, facts.height)
    if longer > _LONGEST * shorter:
        raise Unfit(
            f"Das Bild ist {facts.width} × {facts.height} Bildpunkte groß, ein schmaler Streifen.",
            "Schneiden Sie es zu; die längere Seite darf höchstens achtmal so lang sein wie die kürzere.",
        )
    return facts


def _decoded(data: bytes) -> Facts:
    broken = Unfit(
        "Die Bilddatei lässt sich nicht öffnen; sie ist beschädigt oder unvollständig.",
        "Speichern Sie das Bild noch einmal als JPEG, oder kopieren Sie es neu.",
    )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our own limit stands below Pillow's
            image = Image.open(io.BytesIO(data))
        with image:
            if image.width * image.height > MOST_PIXELS:
                raise _too_many(image.width * image.height)
            # Cameras put a small second picture into a JPEG (MPO); that is no film.
            if getattr(image, "is_animated", False) and image.format != "MPO":
                raise Unfit(
                    "Das Bild bewegt sich.",
                    "Speichern Sie ein einzelnes Bild daraus als PNG oder JPEG.",
                )
            size = upright_size(image.size, orientation_of(image))
            # A JPEG is read to its end all the same, in less time.
            image.draft(None, (1, 1))
            image.load()
            return Facts(_kind(image), *size)
    except Image.DecompressionBombError as bomb:
        raise _too_many(0) from bomb
    # AVIF's decoder raises RuntimeError.
    except (EOFError, OSError, RuntimeError, SyntaxError, ValueError) as error:
        if isinstance(error, Unfit):
            raise
        raise broken from error


def _too_many(pixels: int) -> Unfit:
    count = f"{pixels / 1_000_000:.0f}" if pixels else f"mehr als {MOST_PIXELS // 1_000_000}"
    return Unfit(
        f"Das Bild hat {count} Millionen Bildpunkte.",
        f"Höchstens {MOST_PIXELS // 1_000_000} Millionen gehen; 2.000 Bildpunkte Breite genügen.",
    )


def _kind(image: Image.Image) -> Kind:
    if image.format != "PNG" or image.mode in DEEP:
        return "photo"
    if image.has_transparency_data and image.convert("RGBA").getchannel("A").histogram()[255] < (
        image.width * image.height
    ):
        return "graphic"
    few = image.convert("RGB").getcolors(_FEW_COLOURS)
    return "photo" if few is None else "graphic"
