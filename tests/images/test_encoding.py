"""What becomes of the pixels: upright, in sRGB, on white, the same bytes each time."""

import io

import pytest
from PIL import Image, ImageCms, ImageStat

from plugins.images.encoding import encode
from plugins.images.inspection import Kind
from plugins.images.recipe import FORMATS, Variant
from tests.images.invented import MAKE, camera_notes, jpeg, logo, photograph, saved, svg


@pytest.fixture
def made(tmp_path):
    """Return a maker of one file out of the bytes of a picture."""

    def make(data: bytes, name: str = "jpg", kind: Kind = "photo", width: int = 60) -> bytes:
        source, file = tmp_path / "source", tmp_path / f"made.{name}"
        source.write_bytes(data)
        encode(source, kind, {file: Variant(name, width, 40)})
        assert sorted(entry.name for entry in tmp_path.iterdir()) == [file.name, "source"]
        content = file.read_bytes()
        file.unlink()
        return content

    return make


def mean(content: bytes, box: tuple[int, int, int, int] | None = None) -> list[float]:
    image = Image.open(io.BytesIO(content))
    assert image.mode == "RGB"
    return ImageStat.Stat(image.crop(box)).mean


def near(one: list[float], other: tuple[int, int, int], by: int = 12) -> bool:
    return all(abs(a - b) < by for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("name", FORMATS["photo"])
def test_the_same_bytes_each_time_without_a_word_about_the_camera(made, name):
    notes = {"exif": camera_notes(), "comment": MAKE, "xmp": f"<x>{MAKE}</x>".encode()}
    content = made(jpeg(**notes), name)
    assert content == made(jpeg(**notes), name)
    assert MAKE.encode() not in content
    with Image.open(io.BytesIO(content)) as image:
        image.load()
        assert not dict(image.getexif())
        assert not {"icc_profile", "xmp", "comment"} & set(image.info)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_what_a_camera_held_askew_stands_upright(made, orientation):
    """Red is where the picture's upper left corner is when it stands upright."""
    image = Image.new("RGB", (64, 64), "white")
    red = {1: (0, 0), 2: (32, 0), 3: (32, 32), 4: (0, 32), 5: (0, 0), 6: (0, 32), 7: (32, 32), 8: (32, 0)}  # fmt: skip
    x, y = red[orientation]
    image.paste((255, 0, 0), (x, y, x + 32, y + 32))
    content = made(saved(image, quality=95, exif=camera_notes(orientation)), width=40)
    assert near(mean(content, (2, 2, 16, 16)), (254, 0, 0))
    assert near(mean(content, (24, 24, 38, 38)), (255, 255, 255))


def test_print_colours_deep_greys_and_few_colours_become_srgb(made):
    red = Image.new("RGB", (64, 64), (200, 30, 30))
    assert near(mean(made(saved(red.convert("CMYK")))), (200, 30, 30))
    assert near(mean(made(saved(red.quantize(4), "PNG"))), (200, 30, 30))
    deep = Image.new("I;16", (64, 64), 200 * 256)
    assert near(mean(made(saved(deep, "PNG"))), (200, 200, 200))
    assert near(mean(made(saved(Image.new("1", (64, 64), 1), "PNG"))), (255, 255, 255))


def test_another_colour_space_is_converted_and_a_broken_one_ignored(made):
    colours = Image.new("RGB", (64, 64), (200, 30, 30))
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for profile in (srgb, lab, b"kaputt"):
        assert near(mean(made(saved(colours, quality=95, icc_profile=profile))), (200, 30, 30))


@pytest.mark.parametrize(
    ("name", "kind"), [("png", "graphic"), ("webp", "graphic"), ("jpg", "photo")]
)
def test_what_is_see_through_stands_on_white(made, name, kind):
    content = made(logo(), name, kind)
    assert near(mean(content, (0, 0, 4, 4)), (255, 255, 255))
    assert near(mean(content, (25, 18, 30, 22)), (0, 80, 90))


def test_few_colours_lose_nothing(made):
    image = Image.new("RGB", (60, 40), (1, 2, 3))
    image.putpixel((5, 5), (250, 7, 9))
    for name in FORMATS["graphic"]:
        back = Image.open(io.BytesIO(made(saved(image, "PNG"), name, "graphic")))
        assert back.getpixel((5, 5)) == (250, 7, 9)


def test_a_drawing_is_cleaned_and_drawn(made):
    drawing = svg('<!-- Meier --><path fill="#c00000" d="M0 0h600v300H0z"/>')
    assert b"Meier" not in made(drawing, "svg", "vector", 0)
    assert near(mean(made(drawing, "png", "vector", 60)), (192, 0, 0))


def test_a_size_is_the_same_whoever_asked_for_others(tmp_path):
    source = tmp_path / "source"
    source.write_bytes(saved(photograph(900, 600)))
    alone, both = tmp_path / "alone.jpg", tmp_path / "both.jpg"
    encode(source, "photo", {alone: Variant("jpg", 90, 60)})
    large = tmp_path / "large.jpg"
    encode(source, "photo", {large: Variant("jpg", 800, 533), both: Variant("jpg", 90, 60)})
    assert alone.read_bytes() == both.read_bytes()
