"""The house's own texts are easy to read: measured by another program, on the pages as they are served."""

from pathlib import Path

import pytest
import textstat
from bs4 import BeautifulSoup

from pelicanconf import READABILITY
from plugins.readability.survey import IN_EASY, LEGAL, OWN, mean, survey

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def table():
    return [row for row in survey(ROOT, READABILITY) if row.group in {OWN, LEGAL, IN_EASY}]


@pytest.fixture(scope="module")
def points(real_site, table):
    """Return the points that textstat gives to each page, by its address."""
    textstat.set_lang("de")
    return {
        row.address: textstat.flesch_reading_ease(words(real_site.page(row.address)))
        for row in table
    }


def words(page: BeautifulSoup) -> str:
    """Return paragraphs and points of lists, each closed by a full stop, as a reader meets them."""
    prose = page.select_one(".prose")
    for looked_at in prose.select("figure, table, form, section, nav, .source"):
        looked_at.decompose()
    for end in prose.select("br"):
        end.replace_with("\n")
    lines = [
        line.strip()
        for block in prose.select("p, li")
        if block.find(["p", "li"]) is None
        for line in block.get_text().split("\n" if page.select_one(".easy") else "\0")
    ]
    return " ".join(line if line[-1] in ".!?" else f"{line}." for line in lines if line)


def test_own_texts_are_sixty_in_the_mean_and_never_below_fifty(table, points):
    own = [points[row.address] for row in table if row.group == OWN]
    assert sum(own) / len(own) >= READABILITY.goal
    assert min(own) >= READABILITY.least
    assert mean(table) >= READABILITY.goal


def test_texts_in_leichte_sprache_are_easy(table, points):
    easy = [points[row.address] for row in table if row.group == IN_EASY]
    assert len(easy) >= 2
    assert min(easy) >= READABILITY.easy


def test_our_own_measure_agrees_with_the_other_program(table, points):
    apart = [row.measure.points - points[row.address] for row in table if row.group != LEGAL]
    assert abs(sum(apart) / len(apart)) < 3
    assert max(map(abs, apart)) < 8
    assert {row.address for row in table if row.group == LEGAL} <= points.keys()
