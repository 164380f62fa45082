from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from plugins.feeds.articles import feed_entry
from plugins.feeds.entry import Category, EntryError
from tests.feeds.invented import SETTINGS, WINTER, Picture, Post, Word


def test_an_article_becomes_an_entry(tmp_path: Path) -> None:
    post = Post(content="<p>Text</p>")
    entry = feed_entry(post, SETTINGS, [tmp_path])
    assert entry.identifier == post.identifier
    assert entry.title == "Neues aus Größenau"
    assert entry.url == "https://musterland.example/2024/03/neues/"
    assert entry.published == entry.updated == post.date
    assert entry.summary == "Kurz gesagt."
    assert entry.html == "<p>Text</p>"
    assert entry.enclosure is None


def test_fields_and_kind_are_categories_of_two_lists(tmp_path: Path) -> None:
    post = Post(content="", field_list=[Word("arbeit", "ARBEIT finden"), Word("armut", "ARMUT")])
    assert feed_entry(post, SETTINGS, [tmp_path]).categories == (
        Category("arbeit", "tag:musterland.example,2020:feeds/feld", "ARBEIT finden"),
        Category("armut", "tag:musterland.example,2020:feeds/feld", "ARMUT"),
        Category("projekt", "tag:musterland.example,2020:feeds/art", "Projekt"),
    )


def test_a_review_without_fields_has_its_kind_only(tmp_path: Path) -> None:
    post = Post(content="", field_list=[], kind=Word("rueckblick", "", "Jahresrückblick"))
    assert [one.term for one in feed_entry(post, SETTINGS, [tmp_path]).categories] == ["rueckblick"]


@pytest.mark.parametrize("days", [3, 0, -3])
def test_updated_is_the_later_of_modified_and_date(days: int, tmp_path: Path) -> None:
    post = Post(content="")
    post.modified = post.date + timedelta(days=days)  # type: ignore[attr-defined]  # as Pelican does
    assert feed_entry(post, SETTINGS, [tmp_path]).updated == max(post.date, post.modified)  # type: ignore[attr-defined]


def test_the_lead_picture_goes_before_the_first_chart(tmp_path: Path) -> None:
    (tmp_path / "bilder").mkdir()
    (tmp_path / "bilder/markt.jpg").write_bytes(b"123")
    (tmp_path / "diagramme").mkdir()
    (tmp_path / "diagramme/arbeit-1a2b.png").write_bytes(b"12345")
    chart = feed_entry(Post(), SETTINGS, [tmp_path]).enclosure
    assert chart is not None
    assert (chart.length, chart.type) == (5, "image/png")
    assert chart.title == "Die Quote fiel von 12,1\u00a0% auf 10,5\u00a0%."
    picture = Post(picture=Picture("/bilder/markt.jpg", "Der Markt"))
    lead = feed_entry(picture, SETTINGS, [tmp_path]).enclosure
    assert lead is not None
    assert (lead.url, lead.title) == ("https://musterland.example/bilder/markt.jpg", "Der Markt")


@pytest.mark.parametrize(
    ("post", "word"),
    [
        (Post(identifier=None), "Kennung"),
        (Post(title=""), "Titel"),
        (Post(date=datetime(2024, 3, 6)), "Zeitzone"),  # noqa: DTZ001 - the fault itself
    ],
)
def test_what_is_missing_is_said_in_german(post: Post, word: str, tmp_path: Path) -> None:
    with pytest.raises(EntryError, match=word):
        feed_entry(replace(post, content=""), SETTINGS, [tmp_path])


def test_the_zone_of_the_post_is_kept(tmp_path: Path) -> None:
    assert feed_entry(Post(content=""), SETTINGS, [tmp_path]).published.tzinfo is WINTER
