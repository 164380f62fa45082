"""Shares in a picture: every part is really there."""

import re
from collections.abc import Callable
from itertools import pairwise

from plugins.indicators.kinds.plots import Stack, StackedPlot
from plugins.indicators.picture.canvas import Canvas
from plugins.indicators.picture.stacked import draw_stacked
from plugins.indicators.settings import PictureColors

PARTS = ("Erstes", "Zweites", "Ein Teil mit langem Namen", "Viertes", "Noch einer mit langem Namen")


def picture(*stacks: Stack) -> str:
    canvas = Canvas(PictureColors())
    draw_stacked(canvas, StackedPlot("Jahr", PARTS, stacks))
    return canvas.svg()[0]


FULL = Stack("2020", (0.3, 0.3, 0.2, 0.1, 0.1), ("30 %", "30 %", "20 %", "10 %", "10 %"))
EMPTY = Stack("2021", (), ("k. A.",) * 5, after_break=True)


def test_every_part_of_a_picture_shows(unseen: Callable[[str], list[str]]):
    svg = picture(FULL, EMPTY)
    # paper, key, its names, texts, bar, break
    assert len(re.findall(r"<text|<path|<rect", svg)) == 1 + 5 + 5 + 12 + 5 + 1
    assert unseen(svg) == []


def test_parts_are_divided_by_paper_and_stay_inside():
    boxes = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="14"', picture(FULL))
    places = [(float(x), float(x) + float(width)) for x, width in boxes]
    assert len(places) == 5
    for (_, end), (start, _) in pairwise(places):
        assert 1 <= start - end <= 2
    assert places[-1][1] < 600 - 20


def test_the_tiniest_share_is_still_drawn():
    tiny = Stack("2020", (0.9999, 0.0001, 0, 0, 0), ("100 %", "0 %", "0 %", "0 %", "0 %"))
    assert len(re.findall(r'height="14"', picture(tiny))) == 2
