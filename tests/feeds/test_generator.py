"""A small invented site, built by Pelican in a process of its own."""

import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import feedparser
import pytest

KENNUNG = "5f1f7c0e-6f0e-4a51-9f0e-0d9d5f0a2b11"
SETTINGS = """
from datetime import UTC, datetime
from plugins.feeds.settings import FeedSettings

PATH, OUTPUT_PATH, THEME = "content", "output", "theme"
ARTICLE_PATHS, PAGE_PATHS, STATIC_PATHS = ["beitraege", "rueckblicke"], ["seiten"], ["bilder"]
SITEURL, SITENAME, TIMEZONE, DEFAULT_LANG = "", "Musterland Sozial", "Europe/Berlin", "de"
ARTICLE_URL = "{date:%Y}/{date:%m}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
AUTHOR_SAVE_AS = TAG_SAVE_AS = CATEGORY_SAVE_AS = ""
DIRECT_TEMPLATES, CACHE_CONTENT, TYPOGRIFY = [], False, False
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None
USE_FOLDER_AS_CATEGORY, READERS = False, {"html": None, "rst": None}
MARKDOWN = {"extensions": ["extra", "toc"], "extension_configs": {}}
PLUGINS = ["plugins.manuscript", "plugins.fields", "plugins.feeds"]
PREVIEW = False
FEEDS = FeedSettings(
    public_url="https://musterland.example",
    title=SITENAME,
    identifier="tag:musterland.example,2020:feeds",
    since=datetime(2020, 1, 1, tzinfo=UTC),
)
"""
TEXT = """Siehe [Wohnen](/felder/wohnen/), ein Maß[^1].

![Der Markt](/bilder/markt.jpg "Der Markt. Quelle: Amt")

[^1]: Eine Fußnote.
"""
PICTURE = {"bild": "markt.jpg", "bild_alt": "Der Markt", "bild_quelle": "Amt"}


def build(county: Any, pelican: Any, *, preview: bool = False) -> Path:
    templates = ("article", "page", "field", "kind", "index", "archives", "tag", "author")
    county.write({"pelicanconf.py": SETTINGS.replace("PREVIEW = False", f"PREVIEW = {preview}")})
    county.write({f"theme/templates/{name}.html": "{{ SITENAME }}" for name in templates})
    county.write({"theme/static/.keep": ""})
    done = pelican("-s", "pelicanconf.py", cwd=county.root, SOURCE_DATE_EPOCH="1750000000")
    assert done.returncode == 0, done.stdout + done.stderr
    return county.root / "output"


@pytest.fixture
def files(post: Any) -> dict[str, str | bytes]:
    return {
        "content/bilder/markt.jpg": b"\xff\xd8\xff" + bytes(97),
        "content/beitraege/2025/neu.md": post(
            TEXT, titel="Das Neue", kennung=KENNUNG, aktualisiert="2025-04-01", **PICTURE
        ),
        "content/beitraege/2024/alt.md": post("Alt.", titel="Das Alte", datum="2024-03-06"),
        "content/beitraege/2025/entwurf.md": post("Noch nicht.", status="entwurf"),
        "content/beitraege/2025/spaeter.md": post("Später.", datum="2090-01-01"),
    }


def test_a_site_gets_all_its_feeds(county: Any, pelican: Any, files: Any) -> None:
    output = build(county.write(files), pelican)
    feeds = {path.relative_to(output / "feeds").as_posix() for path in output.rglob("feeds/**/*.*")}
    kinds = ("beteiligung", "datenbeitrag", "hilfe", "projekt", "rueckblick", "termin")
    assert feeds == {
        "alle.atom.xml",
        "alle.rss.xml",
        "feld/alter.atom.xml",
        "feld/wohnen.atom.xml",
        *(f"art/{kind}.atom.xml" for kind in kinds),
    }
    read = {name: feedparser.parse((output / "feeds" / name).read_bytes()) for name in feeds}
    assert not any(feed.bozo for feed in read.values())
    titles = {name: [entry.title for entry in feed.entries] for name, feed in read.items()}
    both = ["Das Neue", "Das Alte"]
    for name in ("alle.atom.xml", "alle.rss.xml", "feld/alter.atom.xml", "art/projekt.atom.xml"):
        assert titles[name] == both
    assert titles["feld/wohnen.atom.xml"] == titles["art/termin.atom.xml"] == []
    assert read["feld/wohnen.atom.xml"].feed.title == "Musterland Sozial: WOHNEN im Land"
    assert read["feld/wohnen.atom.xml"].feed.link == "https://musterland.example/felder/wohnen/"
    # An empty feed is as new as the site.
    assert read["feld/wohnen.atom.xml"].feed.updated == read["alle.atom.xml"].feed.updated

    entry = read["alle.atom.xml"].entries[0]
    assert entry.id == f"urn:uuid:{KENNUNG}"
    assert entry.link == "https://musterland.example/2025/03/neu/"
    assert entry.published == "2025-03-06T00:00:00+01:00"
    assert entry.updated == "2025-04-01T00:00:00+02:00"
    assert [tag.term for tag in entry.tags] == ["alter", "projekt"]
    (picture,) = entry.enclosures
    assert (picture.href, picture.length) == ("https://musterland.example/bilder/markt.jpg", "100")
    text = entry.content[0].value
    for address in ("felder/wohnen/", "bilder/markt.jpg", "2025/03/neu/#fn:1"):
        assert f'"https://musterland.example/{address}"' in text


def test_drafts_of_a_preview_stay_out(county: Any, pelican: Any, files: Any) -> None:
    output = build(county.write(files), pelican, preview=True)
    assert (output / "2025/03/entwurf/index.html").exists()
    entries = ET.parse(output / "feeds/alle.atom.xml").findall(".//{*}entry/{*}title")  # noqa: S314 - just built
    assert [title.text for title in entries] == ["Das Neue", "Das Alte"]


def test_two_builds_write_the_same_bytes(
    county: Any, pelican: Any, files: Any, tmp_path_factory: pytest.TempPathFactory
) -> None:
    first = build(county.write(files), pelican)
    elsewhere = type(county)(tmp_path_factory.mktemp("anderswo"))
    everything = {
        path.relative_to(county.root).as_posix(): path.read_bytes()
        for path in county.content.rglob("*")
        if path.is_file()
    }
    second = build(elsewhere.write(everything), pelican)
    names = sorted(path.relative_to(first) for path in (first / "feeds").rglob("*.xml"))
    assert names
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes()


def test_the_id_survives_a_change_of_slug_title_and_date(
    county: Any, pelican: Any, post: Any
) -> None:
    county.write({"content/beitraege/2025/neu.md": post(kennung=KENNUNG, titel="Anders")})
    (entry,) = feedparser.parse(
        (build(county, pelican) / "feeds/alle.atom.xml").read_bytes()
    ).entries
    (county.content / "beitraege/2025/neu.md").unlink()
    moved = post(kennung=KENNUNG, titel="Noch anders", datum="2024-12-24")
    county.write({"content/beitraege/2024/umgezogen.md": moved})
    (later,) = feedparser.parse(
        (build(county, pelican) / "feeds/alle.atom.xml").read_bytes()
    ).entries
    assert later.id == entry.id
    assert later.link != entry.link


def test_a_post_without_kennung_is_left_out_and_named(county: Any, pelican: Any, post: Any) -> None:
    county.write({"content/beitraege/2025/ohne.md": post(kennung=None)})
    county.write({"content/beitraege/2025/mit.md": post("Gut.", titel="Gut")})
    output = build(county, pelican, preview=True)
    (entry,) = feedparser.parse((output / "feeds/alle.atom.xml").read_bytes()).entries
    assert entry.title == "Gut"
