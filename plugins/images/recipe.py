"""Which files are made of a picture, and under which names: the same for the same bytes, for ever."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import takewhile
from pathlib import PurePosixPath

import PIL
import resvg_py
from PIL import features

from plugins.images.inspection import Facts, Kind
from plugins.manuscript.slugs import slugify

# Add one whenever encoding.py makes other bytes of the same picture.
_VERSION = 1
# The best first; the last is for every program, feed readers and mail too.
FORMATS: dict[Kind, tuple[str, ...]] = {
    "photo": ("avif", "webp", "jpg"),
    "graphic": ("webp", "png"),
    "vector": ("svg", "png"),
}
TYPES = {"avif": "image/avif", "webp": "image/webp", "svg": "image/svg+xml"}
# `src`: what programs get that cannot choose.
PLAIN_WIDTH = 1200
_CLOSE = 0.9  # of the next width, and nobody sees a difference
_DIGITS = 8


@dataclass(frozen=True, order=True)
class Variant:
    """One file of a picture. `width` is 0 where the file has no pixels."""

    format: str
    width: int
    height: int


def digest_of(data: bytes) -> str:
    """Return a name for a picture that changes with its bytes and with who encodes them."""
    return sha256(_encoders().encode() + data).hexdigest()[:32]


@cache
def _encoders() -> str:
    names = ("avif", "webp", "libjpeg_turbo", "zlib_ng", "littlecms2")
    versions = [str(features.version(name)) for name in names]
    return " ".join([str(_VERSION), PIL.__version__, resvg_py.__version__, *versions])


def ladder(facts: Facts, widths: tuple[int, ...]) -> tuple[int, ...]:
    """Return the widths that a picture comes in: none above its own, none nearly the same."""
    if facts.kind == "vector":
        return (PLAIN_WIDTH,)
    own = min(facts.width, max(widths))
    return (*takewhile(lambda width: width < own * _CLOSE, sorted(widths)), own)


def variants(facts: Facts, widths: tuple[int, ...]) -> tuple[Variant, ...]:
    """Return the files that are made of a picture, the best format first."""
    return tuple(
        Variant(name, 0, 0) if name == "svg" else Variant(name, width, _height(facts, width))
        for name in FORMATS[facts.kind]
        for width in (ladder(facts, widths) if name != "svg" else (0,))
    )


def plain(facts: Facts, made: tuple[Variant, ...]) -> Variant:
    """Return the file for programs that cannot choose."""
    fitting = [one for one in made if one.format == FORMATS[facts.kind][-1]]
    return max((one for one in fitting if one.width <= PLAIN_WIDTH), default=min(fitting))


def _height(facts: Facts, width: int) -> int:
    return max(1, round(facts.height * width / facts.width))


def kept_name(digest: str, variant: Variant) -> str:
    """Return a file's name in the cache."""
    return f"{digest}-{variant.width}.{variant.format}"


def public_name(relative: PurePosixPath, digest: str, variant: Variant) -> str:
    """Return a file's name in the output: `bilder/haus-640.1a2b3c4d.avif`, readable and for ever."""
    folder = "/".join(slugify(part) or "bilder" for part in relative.parent.parts)
    stem = slugify(relative.stem) or "bild"
    size = f"-{variant.width}" if variant.width else ""
    return f"{folder}/{stem}{size}.{digest[:_DIGITS]}.{variant.format}"
