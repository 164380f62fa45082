"""Photographs inside a drawing: they go out as they are, so nothing may stand in them beside the picture."""

import base64
import io
import warnings
from urllib.parse import unquote

from PIL import Image

_FORMATS = ("JPEG", "PNG", "WEBP")
# What Pillow calls the notes of cameras and programs.
_NOTES = {"exif", "xmp", "photoshop", "comment"}


def has_notes(address: str) -> bool:
    """Tell whether more than a picture is in a `data:` address; what cannot be read may hold anything."""
    try:
        data = base64.b64decode(unquote(address.partition(",")[2]))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(io.BytesIO(data), formats=_FORMATS)
        with image:
            image.load()  # a PNG may end with notes
            return bool(_NOTES & image.info.keys() or getattr(image, "text", None))
    except (Image.DecompressionBombError, EOFError, OSError, SyntaxError, ValueError):
        return True
