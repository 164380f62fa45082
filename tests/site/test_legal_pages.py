"""The law as checked content: a public build stops, a local one only says so."""

import json
from datetime import UTC, datetime
from pathlib import Path

from plugins.publisher.obligations import DECLARATION, DUTIES

ROOT = Path(__file__).parent.parent.parent
PUBLIC = """
from dataclasses import replace
from datetime import date
PUBLIC = True
PUBLISHER = replace(PUBLISHER, **dict.fromkeys(PUBLISHER.missing(), "Muster"))
"""
EXPIRED = """
DISCOVERY = DiscoverySettings(security_contact="mailto:a@musterland.example", security_expires=date(2020, 1, 1))
"""


def pages(replaced=("", "")):
    """Return the legal pages of this site, without their links into it."""
    found = {}
    for duty in DUTIES:
        text = (ROOT / duty.file).read_text(encoding="utf-8").replace("({filename}/seiten/", "(")
        found[duty.file] = text.replace("(ueber-uns.md)", "(/)").replace("(newsletter.md)", "(/)")
    text = found[DECLARATION.file].replace(*replaced)
    return found | {DECLARATION.file: text}


def record(**changes):
    today = datetime.now(tz=UTC).date().isoformat()
    sound = {
        "website": "https://musterland.example",
        "datum": today,
        "seiten": 10,
        "seiten_mit_verstoessen": 1,
        "verstoesse": [{"regel": "x", "text": "Ein Bild hat keinen Text.", "seiten": 1}],
        "werkzeuge": ["axe-core"],
    }
    return {"content/pruefbericht.json": json.dumps(sound | changes)}


def test_a_public_build_with_all_the_law_asks_for(county, build):
    county.write(pages() | record())
    site = build(extra=PUBLIC)
    assert site.run.returncode == 0, site.said
    text = site.page("/barrierefreiheit/").find("main").get_text(" ")
    assert "teilweise vereinbar" in text
    assert "Ein Bild hat keinen Text." in text
    assert "folgt]" not in text


def test_a_public_build_stops_with_everything_that_is_missing(county, build):
    files = pages(("[[angabe: durchsetzungsstelle]]", ""))
    del files["content/seiten/impressum.md"]
    county.write(files)
    site = build(extra=PUBLIC + EXPIRED)
    assert site.run.returncode == 1
    assert "content/pruefbericht.json: Diese Website hat noch niemand" in site.said
    assert "content/seiten/impressum.md: Die Seite „Impressum“ fehlt" in site.said
    assert "Setzen Sie [[angabe: durchsetzungsstelle]]" in site.said
    assert "security.txt gelten nur bis 2020-01-01" in site.said
    assert "Traceback" not in site.said


def test_a_local_build_goes_on_and_says_the_same(county, build):
    county.write(pages(("```luecken", "```text")) | record(datum="2020-01-01"))
    site = build()
    assert site.run.returncode == 0, site.said
    assert "fehlt die Liste der Lücken" in site.said
    assert "über ein Jahr her" in site.said
    assert "[Die Prüfung folgt]" in site.page("/barrierefreiheit/").get_text()
