"""What is found out about a picture file, and why one is refused."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from plugins.images.inspection import Facts, Unfit, inspect
from tests.images.invented import camera_notes, jpeg, logo, photograph, png_of, saved, svg

PHOTO = jpeg()


def facts(data: bytes, name: str = "haus.jpg") -> Facts:
    return inspect(Path(name), data)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.jpg", PHOTO, Facts("photo", 700, 400)),
        ("a.JPEG", jpeg(exif=camera_notes(6)), Facts("photo", 400, 700)),
        ("a.jpg", jpeg(exif=camera_notes(3)), Facts("photo", 700, 400)),
        ("a.png", saved(photograph(99, 60), "PNG"), Facts("photo", 99, 60)),
        ("a.png", logo(), Facts("graphic", 700, 300)),
        ("a.png", saved(photograph(99, 60).quantize(64), "PNG"), Facts("graphic", 99, 60)),
        ("a.png", saved(photograph(99, 60).convert("RGBA"), "PNG"), Facts("photo", 99, 60)),
        ("a.png", saved(Image.new("I;16", (60, 50), 40_000), "PNG"), Facts("photo", 60, 50)),
        ("a.webp", saved(photograph(99, 60), "WEBP"), Facts("photo", 99, 60)),
        ("a.avif", saved(photograph(99, 60), "AVIF"), Facts("photo", 99, 60)),
        ("a.svg", svg(), Facts("vector", 600, 300)),
    ],
)
def test_what_a_picture_is(name, data, expected):
    assert facts(data, name) == expected


def test_a_second_small_picture_in_a_photo_is_no_film():
    assert facts(
        saved(photograph(99, 60), "MPO", save_all=True, append_images=[photograph(40, 30)])
    ) == Facts("photo", 99, 60)


FILM = [photograph(99, 60, seed) for seed in (1, 2)]
CASES = {
    "cut off": ("a.jpg", PHOTO[: len(PHOTO) // 2], "lässt sich nicht öffnen"),
    "cut early": ("a.jpg", PHOTO[:200], "lässt sich nicht öffnen"),
    "no picture": ("a.jpg", b"Hallo", "lässt sich nicht öffnen; es ist kein Bild"),
    "empty": ("a.jpg", b"", "ist leer"),
    "no pixels": ("a.png", png_of(700, 400), "lässt sich nicht öffnen"),
    "bomb": ("a.png", png_of(40_000, 40_000), "mehr als 60 Millionen Bildpunkte"),
    "too large": ("a.png", png_of(10_000, 7_000), "70 Millionen Bildpunkte"),
    "strip": ("a.png", saved(Image.new("RGB", (900, 100)), "PNG"), "ein schmaler Streifen"),
    "wrong ending": ("a.jpg", logo(), "endet auf .jpg, ist aber ein Bild der Art PNG"),
    "iphone": ("a.heic", b"\0\0\0\x18ftypheic", "HEIC"),
    "iphone in disguise": ("a.jpg", b"\0\0\0\x18ftypheic", "HEIC"),
    "gif": ("a.gif", saved(photograph(99, 60), "GIF"), "GIF-Bilder nimmt die Website nicht an"),
    "tiff": ("a.tif", saved(photograph(99, 60), "TIFF"), "Bilder der Art „tif“"),
    "pdf": ("a.pdf", b"%PDF-1.4", "eine PDF-Datei"),
    "word": ("a.docx", b"PK\3\4", "Bilder der Art „docx“"),
    "film": ("a.webp", saved(FILM[0], "WEBP", save_all=True, append_images=FILM), "bewegt sich"),
    "moving png": (
        "a.png",
        saved(FILM[0], "PNG", save_all=True, append_images=FILM),
        "bewegt sich",
    ),
    "no svg": ("a.svg", b"<svg", "beschädigt"),
}


@pytest.mark.parametrize("case", CASES)
def test_why_a_picture_is_refused(case):
    name, data, message = CASES[case]
    with pytest.raises(Unfit) as unfit:
        facts(data, name)
    assert message in unfit.value.message
    assert unfit.value.advice.endswith(".")


MODERN = saved(photograph(99, 60), "AVIF", exif=camera_notes(6))


@given(st.data(), st.binary(max_size=8), st.sampled_from(["a.jpg", "a.png", "a.avif"]))
def test_whatever_a_broken_card_leaves_stops_nothing(data, noise, name):
    whole = MODERN if name == "a.avif" else PHOTO
    place = data.draw(st.integers(0, len(whole) - 1))
    with suppress(Unfit):
        assert facts(whole[:place] + noise + whole[place + 1 :], name).kind == "photo"


def test_a_broken_avif_is_said_to_be_broken():
    with pytest.raises(Unfit, match="beschädigt"):
        facts(MODERN[:-40] + bytes(40), "a.avif")
