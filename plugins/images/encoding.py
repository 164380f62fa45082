"""A picture → its smaller files: upright, in sRGB, on white, without a word about place or camera.

Work for a process of its own: Pillow's AVIF encoder holds Python's lock. It must make the same bytes on
every machine, so each encoder gets one thread: with two, AVIF comes out different (measured).
"""

import io
import os
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms

from plugins.images.inspection import DEEP, Kind
from plugins.images.orientation import orientation_of, upright
from plugins.images.recipe import Variant
from plugins.images.vector import Vector, read_vector

# All sizes come from a copy at least this wide (or high); a JPEG need not be decoded larger. It never
# depends on which sizes are asked for, so that a file is the same whoever asked first.
_ENOUGH = 3456
# About the same error in all three (measured, docs/entscheidungen.md).
_SAVING: dict[tuple[Kind, str], dict[str, Any]] = {
    ("photo", "avif"): {"quality": 50, "speed": 8, "max_threads": 1},
    ("photo", "webp"): {"quality": 75, "method": 4},
    ("photo", "jpg"): {"quality": 80, "progressive": True, "subsampling": "4:2:0"},
    ("graphic", "webp"): {"lossless": True, "quality": 70, "method": 4},
    ("graphic", "png"): {"optimize": True},
    ("vector", "png"): {"optimize": True},
}
_FORMATS = {"jpg": "JPEG"}
_WHITE = "#ffffff"


def encode(source: Path, kind: Kind, wanted: Mapping[Path, Variant]) -> None:
    """Write every file of `wanted`, whole or not at all."""
    data = source.read_bytes()
    if kind == "vector":
        vector = read_vector(data)
        assert isinstance(vector, Vector)  # noqa: S101 - inspected before
        pictures = {file: _vector(vector, variant) for file, variant in wanted.items()}
    else:
        image = _prepared(data)
        pictures = {file: _smaller(image, kind, variant) for file, variant in wanted.items()}
    for file, content in pictures.items():
        part = file.with_suffix(f".{os.getpid()}.part")
        part.write_bytes(content)
        part.replace(file)


def _prepared(data: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # inspected before
        image = Image.open(io.BytesIO(data))
    orientation = orientation_of(image)
    profile = image.info.get("icc_profile")
    image.draft(None, (_ENOUGH, _ENOUGH))
    image.load()
    return upright(_in_srgb(_opaque(image), profile), orientation)


def _opaque(image: Image.Image) -> Image.Image:
    """Return an opaque picture of eight bits: on dark paper black lines on nothing would vanish."""
    if image.mode in DEEP:
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.has_transparency_data:
        seen = image.convert("RGBA")
        paper = Image.new("RGBA", seen.size, _WHITE)
        return Image.alpha_composite(paper, seen).convert("RGB")
    return image if image.mode in {"RGB", "L", "CMYK"} else image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in the colours that every screen knows, whatever its profile was."""
    if not profile:
        return image.convert("RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        converted = None  # a broken profile says nothing
    return image.convert("RGB") if converted is None else converted


def _smaller(image: Image.Image, kind: Kind, variant: Variant) -> bytes:
    size = (variant.width, variant.height)
    small = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    return _saved(small, kind, variant.format)


def _vector(vector: Vector, variant: Variant) -> bytes:
    if not variant.width:
        return vector.svg
    import resvg_py  # noqa: PLC0415 - only for drawings

    drawn = resvg_py.svg_to_bytes(
        svg_string=vector.svg.decode(), width=variant.width, skip_system_fonts=True
    )
    with Image.open(io.BytesIO(drawn)) as image:
        return _saved(_opaque(image), "vector", variant.format)


def _saved(image: Image.Image, kind: Kind, name: str) -> bytes:
    """Return the file; nothing that a camera or program noted about the picture is in it."""
    image.info = {}
    out = io.BytesIO()
    image.save(out, _FORMATS.get(name, name.upper()), **_SAVING[kind, name])
    return out.getvalue()
