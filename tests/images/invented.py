"""Pictures as cameras, drawing programs and broken cards leave them, made here; nobody's photograph."""

import io
import random
import struct
import zlib
from typing import Any

from PIL import Image, ImageDraw

MAKE = "Musterkamera"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}</svg>'


def photograph(width: int, height: int, seed: int = 1) -> Image.Image:
    """Return soft areas of many colours with edges in them, as photographs have."""
    chance = random.Random(seed)  # noqa: S311 - no secret, a picture
    bands = [
        Image.frombytes("L", (9, 7), chance.randbytes(63)).resize((width, height), Image.BICUBIC)
        for _ in range(3)
    ]
    image = Image.merge("RGB", bands)
    draw = ImageDraw.Draw(image)
    for _ in range(20):
        x, y, size = chance.randrange(width), chance.randrange(height), chance.randrange(9, 90)
        corners = [(x, y), (x + size, y + size // 3), (x, y + size)]
        draw.polygon(corners, fill=tuple(chance.randbytes(3)))
    return image


def camera_notes(orientation: int = 1) -> Image.Exif:
    """Return what a phone writes beside a picture: how it was held, its make, its place."""
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010F] = MAKE
    notes.get_ifd(0x8825).update({1: "N", 2: (50.0, 59.0, 1.0), 3: "E", 4: (13.0, 6.0, 2.0)})
    return notes


def saved(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def jpeg(width: int = 700, height: int = 400, seed: int = 1, **options: Any) -> bytes:
    return saved(photograph(width, height, seed), quality=88, **options)


def logo() -> bytes:
    """Return a drawing on nothing."""
    image = Image.new("RGBA", (700, 300), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((50, 50, 650, 250), fill=(0, 80, 90, 255))
    return saved(image, "PNG")


def png_of(width: int, height: int) -> bytes:
    """Return a PNG of a few bytes that only says how large it is."""

    def chunk(name: bytes, data: bytes) -> bytes:
        check = zlib.crc32(name + data)
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


def svg(inner: str = '<path d="M0 0h9v9z"/>', head: str = 'viewBox="0 0 600 300"') -> bytes:
    return SVG.format(head, inner).encode()
