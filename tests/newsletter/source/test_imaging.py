"""Pictures made ready for a mail."""

import io
import random
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter
from PIL.PngImagePlugin import PngInfo

from plugins.newsletter.source.imaging import ready


def encoded(image, form="PNG", **options):
    target = io.BytesIO()
    image.save(target, form, **options)
    return target.getvalue()


def chart(width=750, height=500):
    image = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(image)
    for number, colour in enumerate(("#a3171f", "#1f5fa3", "#555555", "#d8d8d8")):
        draw.line((number * 90, 0, width - number * 90, height), fill=colour, width=5)
    return image.quantize(64)


def photo(width=900, height=600):
    noise = random.Random(1).randbytes(  # noqa: S311  # no secret, always the same
        width * height * 3
    )
    return Image.frombytes("RGB", (width, height), noise).filter(ImageFilter.GaussianBlur(2))


def opened(picture):
    return Image.open(io.BytesIO(picture.content))


def chunk(kind, body):
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def test_a_small_clean_chart_keeps_every_byte():
    content = encoded(chart(), optimize=True)
    picture = ready(content)
    assert picture.content == content
    assert (picture.media_type, picture.width, picture.height) == ("image/png", 750, 500)
    assert len(picture.digest) == 64


def test_what_a_png_tells_beside_its_picture_is_dropped():
    info = PngInfo()
    info.add_text("Author", "Erika Muster")
    told = encoded(chart(), pnginfo=info)
    hidden = encoded(chart()) + b"Erika Muster"
    unended = told[:-12]
    for content in (told, hidden, unended):
        picture = ready(content)
        assert b"Erika" in content
        assert b"Erika" not in picture.content
        assert len(picture.content) <= len(content)
        shown, was = (Image.open(io.BytesIO(c)).convert("RGB") for c in (picture.content, content))
        assert shown.tobytes() == was.tobytes()
        assert picture.media_type == "image/png"


def test_a_wide_chart_becomes_1200_px_wide_and_stays_a_small_png():
    content = encoded(chart(2400, 1600), optimize=True)
    picture = ready(content)
    assert (picture.media_type, picture.width, picture.height) == ("image/png", 1200, 800)
    assert len(picture.content) < 200_000
    assert opened(picture).convert("RGB").getpixel((600, 799)) == (255, 255, 255)


def test_a_photograph_becomes_a_jpeg_without_place_and_camera():
    exif = Image.Exif()
    exif[0x010F] = "Kamera von Erika"
    exif.get_ifd(0x8825)[1] = "N"
    content = encoded(photo(2000, 1000), "JPEG", exif=exif, comment=b"Erika")
    picture = ready(content)
    assert (picture.media_type, picture.width, picture.height) == ("image/jpeg", 1200, 600)
    assert b"Erika" not in picture.content
    assert not opened(picture).getexif()


def test_a_photograph_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = ready(encoded(photo(300, 200), "JPEG", exif=exif))
    assert (picture.width, picture.height) == (200, 300)


def test_a_photograph_saved_as_png_becomes_a_jpeg():
    picture = ready(encoded(photo()))
    assert picture.media_type == "image/jpeg"
    assert len(picture.content) < 200_000


def test_transparency_stays_and_is_found_only_where_it_is():
    clear = Image.new("RGBA", (1300, 100), (0, 0, 0, 0))
    assert opened(ready(encoded(clear))).mode == "RGBA"
    assert ready(encoded(clear.resize((50, 50)), "WEBP")).media_type == "image/png"
    opaque = photo(100, 100).convert("RGBA")
    assert ready(encoded(opaque, "WEBP")).media_type == "image/jpeg"


def test_other_kinds_are_made_showable():
    assert ready(encoded(photo(60, 60).convert("CMYK"), "JPEG")).media_type == "image/jpeg"
    assert ready(encoded(photo(60, 60).convert("L"), "JPEG")).media_type == "image/jpeg"
    frames = [chart(40, 40), chart(40, 40).rotate(90)]
    animated = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    picture = ready(animated)
    assert picture.media_type == "image/png"
    assert getattr(opened(picture), "n_frames", 1) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Hallo",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>x</script></svg>',
        b"<html>404</html>",
        encoded(Image.new("RGB", (60, 60)), "TIFF"),
        encoded(Image.new("RGB", (60, 60)), "BMP"),
        encoded(Image.new("RGB", (60, 60)))[:-30],
        encoded(photo(200, 200), "JPEG")[:500],
        encoded(Image.new("RGB", (1, 1))),
        encoded(Image.new("RGB", (600, 2))),
    ],
)
def test_what_is_no_whole_picture_for_a_mail_is_none(content):
    assert ready(content) is None


def test_a_picture_that_unpacks_to_gigabytes_is_not_unpacked():
    for side in (7_000, 30_000):
        head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
        body = chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
        assert ready(b"\x89PNG\r\n\x1a\n" + head + body) is None


WHOLE = [
    encoded(chart(60, 40)),
    encoded(photo(60, 40), "JPEG"),
    encoded(chart(60, 40), "GIF"),
    encoded(photo(60, 40), "WEBP"),
]


@settings(deadline=None)
@given(
    st.sampled_from(WHOLE),
    st.lists(st.tuples(st.integers(0, 5000), st.binary(min_size=1, max_size=4)), max_size=4),
)
def test_a_damaged_picture_is_shown_or_left_out_but_breaks_nothing(content, damages):
    damaged = bytearray(content)
    for place, new in damages:
        at = place % len(damaged)
        damaged[at : at + len(new)] = new
    picture = ready(bytes(damaged))
    assert picture is None or opened(picture).format in {"PNG", "JPEG"}
