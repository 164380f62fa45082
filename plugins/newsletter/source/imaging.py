"""The bytes of a picture → a picture ready for a mail.

Drawings stay PNG, photographs become JPEG, both at most 1,200 px wide and without metadata: a
photograph tells where it was taken. SVG and all else that mail programs do not show is refused.
"""

import hashlib
import io
import struct
import warnings
import zlib
from collections.abc import Iterator

from PIL import Image, ImageCms, ImageOps

from plugins.newsletter.source.entry import Picture

WIDTH = 1200
_PIXELS = 40_000_000
_SMALL = 200_000  # bytes of a PNG above which an opaque one becomes a JPEG
_QUALITY = 82
_DOT = 2  # px; nothing to see: a counting pixel
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What only draws. All other chunks tell something: text, time, camera, or an animation.
_DRAWING = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB",
                      b"sBIT", b"bKGD", b"pHYs"})  # fmt: skip
# What Pillow raises on broken files, by its plugins.
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, OverflowError,
           struct.error, zlib.error, Image.DecompressionBombError, Image.DecompressionBombWarning)  # fmt: skip


def ready(content: bytes) -> Picture | None:
    """Return the picture for a mail, None if it is broken, too large, or no picture for mails."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=_FORMATS) as image:
                return _ready(image, content)
    except _BROKEN:
        return None


def _ready(image: Image.Image, content: bytes) -> Picture | None:
    if image.width * image.height > _PIXELS or min(image.size) <= _DOT:
        return None
    source = image.format
    image.draft("RGB", (2 * WIDTH, 2 * WIDTH))  # a JPEG is decoded no larger than is needed
    image.load()
    if source == "PNG" and len(content) <= _SMALL and image.width <= WIDTH and _is_bare(content):
        return _picture(content, "image/png", image.size)
    drawn = source in {"PNG", "GIF"}
    upright = _fitted(_standard(image))
    see_through = upright.mode == "RGBA"
    if drawn or see_through:
        png = _encoded(_few_colours(upright), "PNG", optimize=True)
        if see_through or len(png) <= _SMALL:
            return _picture(png, "image/png", upright.size)
    jpeg = _encoded(upright, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return _picture(jpeg, "image/jpeg", upright.size)


def _standard(image: Image.Image) -> Image.Image:
    """Return the picture upright, in sRGB, with transparency only where there is some."""
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    if profile and upright.mode in {"RGB", "CMYK"}:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            standard = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(upright, own, standard, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):
            converted = None
        upright = converted or upright
    if not upright.has_transparency_data:
        return upright.convert("L" if upright.mode in {"1", "L"} else "RGB")
    clear = upright.convert("RGBA")
    lowest, _ = clear.getchannel("A").getextrema()
    return clear.convert("RGB") if lowest == 255 else clear  # noqa: PLR2004  # opaque


def _fitted(image: Image.Image) -> Image.Image:
    if image.width <= WIDTH:
        return image
    height = max(1, round(image.height * WIDTH / image.width))
    return image.resize((WIDTH, height), Image.Resampling.LANCZOS)


def _few_colours(image: Image.Image) -> Image.Image:
    """Return the same picture with a palette, where its colours fit into one without a change."""
    if image.mode != "RGB" or image.getcolors(256) is None:
        return image
    return image.quantize(256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def _encoded(image: Image.Image, form: str, **options: object) -> bytes:
    bare = Image.frombytes(image.mode, image.size, image.tobytes())  # no info, no EXIF
    if image.mode == "P":
        bare.putpalette(image.getpalette() or [])
    target = io.BytesIO()
    bare.save(target, form, **options)
    return target.getvalue()


def _picture(content: bytes, media_type: str, size: tuple[int, int]) -> Picture:
    return Picture(hashlib.sha256(content).hexdigest(), media_type, *size, content)


def _is_bare(png: bytes) -> bool:
    """Whether a PNG holds nothing but what draws it, to its last byte (PNG, section 5)."""
    kinds = list(_chunks(png))
    return kinds[-1:] == [b"IEND"] and _DRAWING.issuperset(kinds)


def _chunks(png: bytes) -> Iterator[bytes]:
    place = len(_SIGNATURE)
    while place < len(png):
        size, kind = struct.unpack_from(">I4s", png, place)
        place += 12 + size
        yield kind if kind != b"IEND" or place == len(png) else b"rest"
