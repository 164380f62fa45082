"""What readers may see, and when."""

from datetime import UTC, datetime

import pytest

DRAFT, FUTURE, HIDDEN = (
    f"content/beitraege/2025/{n}.md" for n in ("entwurf", "kommt", "versteckt")
)


@pytest.fixture
def with_all(county, post):
    return county.write(
        {
            "content/beitraege/2025/da.md": post("Offen für alle."),
            DRAFT: post("Geheimer Entwurf.", titel="Geheimer Titel", status="entwurf"),
            FUTURE: post("Kommt noch.", titel="Späterer Titel", datum="2025-06-02"),
            HIDDEN: post("Nur mit Adresse.", titel="Stiller Titel", status="versteckt"),
            "content/seiten/alt.md": "---\ntitel: Geheime Seite\n---\nGeheim.",
        }
    )


def everything(site):
    return "\n".join(
        path.read_text(encoding="utf-8")
        for path in site.output.rglob("*")
        if path.suffix in {".html", ".xml"}
    )


EPOCH = str(int(datetime(2025, 6, 1, tzinfo=UTC).timestamp()))


def test_drafts_and_future_posts_are_nowhere_in_the_public_output(with_all, build):
    site = build(SOURCE_DATE_EPOCH=EPOCH)
    assert site.run.returncode == 0, site.said
    text = everything(site)
    assert "Offen für alle." in text
    for secret in ("Geheim", "Späterer Titel", "Kommt noch"):
        assert secret not in text
    assert not [path for path in site.output.rglob("*") if "entwurf" in path.name]


def test_a_post_of_the_future_appears_with_its_day(with_all, build):
    later = str(int(datetime(2025, 6, 2, tzinfo=UTC).timestamp()))
    assert "Späterer Titel" in everything(build(SOURCE_DATE_EPOCH=later))


def test_a_hidden_post_answers_but_is_in_no_list(with_all, build):
    site = build(SOURCE_DATE_EPOCH=EPOCH)
    hidden = site.output / "2025/03/versteckt/index.html"
    assert "Nur mit Adresse." in hidden.read_text(encoding="utf-8")
    hidden.unlink()
    assert "Stiller Titel" not in everything(site)


def test_the_preview_shows_and_marks_what_is_not_public_yet(with_all, build):
    site = build(preview=True, SOURCE_DATE_EPOCH=EPOCH)
    assert site.run.returncode == 0, site.said
    assert "Entwurf" in site.page("/2025/03/entwurf/").find("main").get_text()
    assert "erscheint am 2.6.2025" in site.page("/2025/06/kommt/").find("main").get_text()
    feeds = "".join(
        feed.read_text(encoding="utf-8") for feed in (site.output / "feeds").rglob("*.xml")
    )
    assert "Geheimer Titel" not in feeds
