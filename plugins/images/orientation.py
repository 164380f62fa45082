"""Which way up a camera was held: an entry in its file says so, and every program must obey."""

import warnings

from PIL import Image
from PIL.ExifTags import Base

_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ON_ITS_SIDE = {5, 6, 7, 8}


def orientation_of(image: Image.Image) -> int:
    """Return how the camera was held, from 1 (upright) to 8, as Exif counts."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of broken notes, in English
            orientation = int(image.getexif().get(Base.Orientation, 1))
    except (SyntaxError, TypeError, ValueError):  # what cannot be read turns nothing
        return 1
    return orientation if orientation in _TURNS else 1


def upright_size(size: tuple[int, int], orientation: int) -> tuple[int, int]:
    """Return width and height of a picture when it stands upright."""
    width, height = size
    return (height, width) if orientation in _ON_ITS_SIDE else (width, height)


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """Return the picture upright."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)
