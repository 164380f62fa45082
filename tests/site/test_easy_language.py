"""An easy version on the built site: a page beside its post, linked both ways, and no post."""

import pytest

KENNUNG = "3ecc1cc5-42b8-46d2-be5d-ca54b7dcbd14"
VERSION = """\
---
titel: Das Haus in leicht
status: veroeffentlicht
sprache: de-leicht
zu: {}
{}---
Wir alle sind hier.
Das ist gut so.
"""
ADDRESS = "2025/03/haus/leicht/"


@pytest.fixture
def musterland(county, post, build):
    county.write(
        {
            "content/beitraege/2025/haus.md": post(kennung=KENNUNG, titel="Das Haus"),
            "content/beitraege/2025/haus-leicht.md": VERSION.format(KENNUNG, ""),
            "content/beitraege/2025/entwurf-leicht.md": VERSION.format(KENNUNG, "").replace(
                "veroeffentlicht", "entwurf"
            ),
            "content/beitraege/2025/garten.md": post(
                kennung=KENNUNG.replace("3", "4"), titel="Der Garten"
            ),
            "content/beitraege/2025/garten-leicht.md": VERSION.format(
                KENNUNG.replace("3", "4"), "geprueft_von: Prüfgruppe\ngeprueft_am: 2025-04-02\n"
            ),
            "content/seiten/leichte-sprache.md": "---\ntitel: Leichte Sprache\nstatus: veroeffentlicht\n"
            "sprache: de-leicht\n---\nHier ist alles leicht.\n",
        }
    )
    site = build()
    assert site.run.returncode == 0, site.said
    return site


def links(soup):
    return {link["href"] for link in soup.select("main a[href]")}


def test_post_and_easy_version_lead_to_each_other(musterland):
    assert f"/{ADDRESS}" in links(musterland.page("2025/03/haus/"))
    easy = musterland.page(ADDRESS)
    assert "/2025/03/haus/" in links(easy)
    assert easy.html["lang"] == "de"
    assert "noch nicht geprüft" in easy.main.get_text()
    assert [br.previous for br in easy.select(".prose br")] == ["Wir alle sind hier."]
    tested = musterland.page("2025/03/garten/leicht/").main.get_text()
    assert "ist geprüft" in tested
    assert "Prüfgruppe, 2. April 2025" in tested

    # It is found where all pages are; it stands in no list of posts, no feed and no count.
    assert {f"/{ADDRESS}", "/2025/03/garten/leicht/"} <= links(musterland.page("leichte-sprache/"))
    known = {
        file.relative_to(musterland.output).as_posix()
        for file in musterland.output.rglob("*")
        if file.suffix in {".html", ".xml"} and ADDRESS in file.read_text(encoding="utf-8")
    }
    assert "sitemap.xml" in known
    pages = {ADDRESS, "2025/03/haus/", "leichte-sprache/", "a-z/"}
    assert known <= {"sitemap.xml", *(f"{page}index.html" for page in pages)}
    assert "2 Beiträge" in musterland.page("beitraege/").main.get_text()


def test_a_hard_easy_text_stops_the_build_and_a_draft_does_not(county, post, build):
    hard = "Die Integrationsverantwortungsträgerversammlung koordiniert Grundlagen.\n"
    county.write(
        {
            "content/beitraege/2025/haus.md": post(kennung=KENNUNG),
            "content/beitraege/2025/haus-leicht.md": VERSION.format(KENNUNG, "") + hard,
        }
    )
    stopped = build()
    assert stopped.run.returncode == 1
    assert "haus-leicht.md:9: Der Text ist für Leichte Sprache zu schwer" in stopped.said
