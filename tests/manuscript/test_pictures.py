"""What a plugin for pictures is asked, and what becomes of its answer."""

from datetime import UTC, datetime

import pytest

import pelicanconf
from plugins.manuscript.build import Build
from plugins.manuscript.markdown import HouseMarkdown
from plugins.manuscript.pictures import lead_picture
from plugins.manuscript.renditions import PictureUse, Rendition

PATH = "content/beitraege/2025/a.md"
MADE = Rendition(
    "/b/haus.jpg", 600, 400, "/b/s.jpg 300w, /b/haus.jpg 600w", (("image/avif", "/b/haus.avif"),), "9rem"
)  # fmt: skip
HEAD = {"bild": "haus.jpg", "bild_alt": "Ein Haus", "bild_quelle": "Amt"}


@pytest.fixture
def ask(county, post):
    """Return a converter of a post, where `answer` is what a plugin says of each picture."""

    def run(answer: Rendition | None, body: str = "Text.", **keys: str):
        county.write({"content/bilder/haus.jpg": b"x", PATH: post(body, **keys)})
        archive, faults = county.read()
        moment = datetime(2025, 6, 1, tzinfo=UTC)
        build = Build(county.root, county.content, moment, False, archive, faults)  # noqa: FBT003 - as in a build
        asked: list[PictureUse] = []
        build.pictures = lambda use: asked.append(use) or answer
        manuscript = archive.manuscripts["beitraege/2025/a.md"]
        html = HouseMarkdown(build, pelicanconf.MARKDOWN["extensions"], {}).convert(manuscript)
        return html, lead_picture(manuscript, build), asked

    return run


def test_a_picture_in_a_text_becomes_all_its_files(ask, county):
    html, _, (use,) = ask(MADE, '![Ein Haus](haus.jpg "Am See. Quelle: Amt")')
    assert (use.file, use.role) == (county.content / "bilder/haus.jpg", "text")
    assert use.excerpt[use.column - 1 :][: use.length] == "haus.jpg"
    assert (
        '<figure class="picture"><picture><source srcset="/b/haus.avif" type="image/avif">' in html
    )
    for part in ('src="/b/haus.jpg"', 'sizes="9rem"', 'width="600"', 'height="400"', "lazy"):
        assert part in html
    assert "<figcaption>Am See. Quelle: Amt</figcaption>" in html
    assert "title=" not in html


def test_a_picture_between_words_keeps_its_source_as_a_title(ask):
    html, *_ = ask(MADE, 'Ein ![Haus](haus.jpg "Quelle: Amt") am See')
    assert '<picture title="Quelle: Amt">' in html


def test_a_lead_picture_is_asked_for_at_its_line(ask):
    _, lead, (use,) = ask(MADE, **HEAD)
    assert (use.role, use.alt, use.excerpt) == ("lead", "Ein Haus", "bild: haus.jpg")
    assert (lead.src, lead.source, lead.rendition) == ("/b/haus.jpg", "Amt", MADE)


def test_a_link_to_a_picture_leads_to_the_file_that_is_published(ask):
    html, _, (use,) = ask(MADE, "[Haus](/bilder/haus.jpg)")
    assert use.role == "link"
    assert '<a href="/b/haus.jpg">Haus</a>' in html


def test_what_cannot_be_shown_leaves_its_words(ask):
    html, lead, asked = ask(None, '![Ein Haus](haus.jpg "Quelle: Amt")', **HEAD)
    assert '<mark class="fault">Ein Haus</mark>' in html
    assert lead is None
    assert len(asked) == 2
