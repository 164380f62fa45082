"""The PNG of a figure: resvg drops what it cannot draw without a word, so every part is proved."""

import html
import re
import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.indicators.data.package import Package
from plugins.indicators.kinds.plots import Bar
from plugins.indicators.kinds.scene import Scene
from plugins.indicators.picture.drawing import draw_scene
from plugins.indicators.picture.metrics import BOLD, REGULAR, TITLE, covered, width, wrap
from plugins.indicators.picture.picture import draw_png, pixel_size, write_pictures
from plugins.indicators.picture.rows import shown_rows
from plugins.indicators.settings import PictureColors

Draw = Callable[..., Scene]
FOUR = "gebiete: Landkreis, Ahausen, Südwald, Bad Königsbrunn"
Unseen = Callable[[str], list[str]]


def draw_kind(kind: str, simple: Package, draw: Draw) -> tuple[str, int]:
    year = "jahre: 2023" if kind == "balken" else "jahre: alle"
    scene = draw(simple, FOUR, year, f"art: {kind}", "titel: Ein Befund — „größer“ & mehr")
    return draw_scene(scene, PictureColors())


@pytest.fixture(params=["linie", "balken", "vielfache"])
def svg(request: pytest.FixtureRequest, simple: Package, draw: Draw) -> tuple[str, int]:
    return draw_kind(request.param, simple, draw)


@pytest.fixture
def lines(simple: Package, draw: Draw) -> str:
    return draw_kind("linie", simple, draw)[0]


def test_every_text_and_every_shape_is_in_the_picture(svg: tuple[str, int], unseen: Unseen):
    assert len(re.findall(r"<text|<path|<circle|<rect", svg[0])) >= 15
    # Points that lie under others may not show; everything else must.
    assert not [part for part in unseen(svg[0]) if not part.startswith("<circle")]


@pytest.mark.parametrize(
    "part",
    [
        '<path d="M20 90h500" stroke="#ff0000" stroke-width="0"/>',
        '<path d="M620 90h50" stroke="#ff0000" stroke-width="2"/>',
        '<path d="M20 90h500" stroke="var(--ink)" stroke-width="2"/>',
        '<text x="20" y="90" font-size="0" fill="#ff0000">Ein Wort</text>',
        '<text x="20" y="90" font-size="13" fill="#ff0000"></text>',
    ],
)
def test_a_part_that_does_not_show_is_noticed(lines: str, part: str, unseen: Unseen):
    assert part in unseen(lines.replace("</svg>", f"{part}</svg>"))


def test_a_shape_under_another_does_not_show(lines: str, unseen: Unseen):
    covered = '<rect x="20" y="30" width="9" height="9" fill="#ff0000"/>'
    assert covered in unseen(lines.replace("</svg>", f"{covered}{covered}</svg>"))


def test_every_letter_of_a_text_is_drawn(lines: str):
    """A part is seen as soon as one of its letters is, so the fonts must have all of them."""
    for text in re.finditer(r"<text ([^>]*)>([^<]*)<", lines):
        face = TITLE if "Faustina" in text[1] else BOLD if "font-weight" in text[1] else REGULAR
        assert covered(html.unescape(text[2]), face), text[0]


def test_the_picture_has_the_size_it_says(svg: tuple[str, int]):
    png = draw_png(svg[0])
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == pixel_size(svg[1])


def test_the_same_figure_is_the_same_bytes(svg: tuple[str, int]):
    assert draw_png(svg[0]) == draw_png(svg[0])


def test_a_picture_knows_no_variable_and_no_style_sheet(svg: tuple[str, int]):
    assert "var(" not in svg[0]
    assert "<style" not in svg[0]
    assert "%" not in re.sub(r">[^<]*<", "><", svg[0])


def test_all_texts_stand_inside_the_picture(svg: tuple[str, int]):
    for text in re.finditer(r"<text ([^>]*)>([^<]*)<", svg[0]):
        facts = dict(re.findall(r'([\w-]+)="([^"]*)"', text[1]))
        face = TITLE if facts["font-family"] == "Faustina" else BOLD
        length = width(text[2], float(facts["font-size"]), face)
        start = (
            float(facts["x"]) - {"start": 0, "middle": 0.5, "end": 1}[facts["text-anchor"]] * length
        )
        assert start >= 0, text[0]
        assert start + length <= 600, text[0]


def test_a_long_list_shows_its_ends_and_what_is_highlighted():
    bars = [Bar(str(number), "1", is_highlighted=number == 20) for number in range(52)]
    rows = [row.name if row else "…" for row in shown_rows(bars)]
    first, last = list(map(str, range(6))), list(map(str, range(48, 52)))
    assert rows == [*first, "…", "20", "…", *last]
    assert len(shown_rows(bars[:12])) == 12


def test_a_picture_is_drawn_once_and_then_kept(tmp_path: Path, lines: str):
    write_pictures({tmp_path / "out" / "x.png": lines}, tmp_path / "cache")
    drawn = (tmp_path / "out" / "x.png").read_bytes()
    (kept,) = (tmp_path / "cache").iterdir()
    assert kept.read_bytes() == drawn
    kept.write_bytes(b"kept")
    write_pictures({tmp_path / "again" / "y.png": lines}, tmp_path / "cache")
    assert (tmp_path / "again" / "y.png").read_bytes() == b"kept"
    assert drawn == draw_png(lines)


def test_many_pictures_are_drawn_in_processes_with_the_same_bytes(tmp_path: Path, lines: str):
    many = {tmp_path / f"{n}.png": lines.replace("Befund", f"Befund {n}") for n in range(9)}
    write_pictures(many, tmp_path / "cache")
    assert len(list((tmp_path / "cache").iterdir())) == 9
    assert all(file.read_bytes() == draw_png(words) for file, words in many.items())


def test_widths_are_those_of_the_fonts():
    assert width("", 13) == 0
    assert width("iiii", 13) < width("mmmm", 13)
    assert width("0123456789") == pytest.approx(10 * width("7"))  # digits stand in columns
    assert covered("Größe Łódź Žitava „Befund“ −6,4 % …")
    assert not covered("Москва")


def test_text_is_broken_where_it_must():
    lines = wrap("eins zwei drei vier fünf", 60, 13)
    assert " ".join(lines) == "eins zwei drei vier fünf"
    assert all(width(line, 13) <= 60 for line in lines)
    assert wrap("Donaudampfschifffahrt", 10, 13) == ("Donaudampfschifffahrt",)
