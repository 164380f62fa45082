"""The page of an annual review, counted from posts; what posts show of their year and their day."""

import json
from collections import Counter
from datetime import UTC, datetime

import feedparser
import pytest
from jinja2 import Environment, FileSystemLoader

from plugins.indicators.data.gazetteer import COLUMNS

EPOCH = str(int(datetime(2025, 6, 1, tzinfo=UTC).timestamp()))
REVIEW = "/2024/12/rueckblick-2024/"
POSTS = {
    "januar": {"datum": "2024-01-05", "titel": "Im Januar", "felder": "[alter, wohnen]"},
    "maerz": {"datum": "2024-03-06", "titel": "Im März", "art": "hilfe"},
    "auch-maerz": {"datum": "2024-03-31", "titel": "Auch im März"},
    "november": {"datum": "2024-11-30", "titel": "Im November", "felder": "[wohnen]"},
}
MONTHS = {"Januar": "1", "März": "2", "November": "1"}

AREAS = ",".join(COLUMNS) + "\n99000,Kreis,Kreis Musterland,kreis,,,,,,,,,1\n"
LEVEL = {"schluessel": "kreis", "einzahl": "Landkreis", "mehrzahl": "Landkreise"}
NUMBERS = "gebiet,zeit,wert,status\n99000,2023,1520,\n"


def resource(name, stand, **more):
    return {
        "art": "indikator",
        "name": name,
        "path": "zahlen.csv",
        "title": f"Reihe {name}",
        "kurztitel": name,
        "messgroesse": name,
        "definition": "Was gezählt wird.",
        "methode": "Gezählt.",
        "einheit": "Personen",
        "nachkommastellen": 0,
        "additiv": True,
        "stand": stand,
        "sources": [{"title": "Zählung", "herausgeber": "Amt Musterland", "stand": stand}],
        "licenses": [{"name": "dl-de/zero-2-0", "title": "dl-de/zero-2-0"}],
        "lizenz_geprueft": True,
        "dimension": "Demografie",
        "felder": [],
    } | more


DATA = {
    "content/daten/datapackage.json": json.dumps(
        {
            "resources": [
                resource("neu", "2024-05-02"),
                resource("alt", "2023-12-31"),
                {"name": "gebiete", "path": "gebiete.csv", "art": "gebiete", "ebenen": [LEVEL]},
            ]
        }
    ),
    "content/daten/gebiete.csv": AREAS,
    "content/daten/zahlen.csv": NUMBERS,
}


def words(element):
    return " ".join(element.get_text(" ").split())


def tally(page, heading):
    """Return the rows of the table below `heading` as (first cell, squares, count)."""
    table = page.find("h3", string=heading).find_next("table")
    return [
        (words(row.th), len(row.select(".squares i")), row.select("td")[-1].text)
        for row in table.select("tbody tr")
    ]


@pytest.fixture
def review(post):
    """Return a maker of reviews."""

    def make(year, body="Was war.", **keys):
        own = {
            "titel": f"Rückblick {year}",
            "datum": f"{year}-12-20",
            "jahr": str(year),
            "adresse": f"rueckblick-{year}",
        }
        return post(body, art=None, felder=None, **(own | keys))

    return make


@pytest.fixture
def site(county, post, review, build):
    county.write(DATA)
    county.write(
        {f"content/beitraege/2024/{n}.md": post(n, **keys) for n, keys in POSTS.items()}
        | {
            "content/rueckblicke/2023.md": review(2023),
            "content/rueckblicke/2024.md": review(
                2024,
                "".join(
                    f"## {heading}\n\nText.\n\n"
                    for heading in ("Inhalt", "Zahlen", "Monate", "Arten", "Themen", "Liste")
                ),
                veroeffentlicht_laut_quelle="21",
                quelle="Newsletter",
                zusammenfassung='"Hier stehen [[jahr: 2024, beitraege]] Beiträge, 1 zur Hilfe."',
            ),
            "content/rueckblicke/2025.md": review(2025, datum="2025-05-20"),
            "content/felder/wohnen.md": "---\ntitel: WOHNEN im Land\nkurz: Wohnen\nrang: 2\n---\n"
            "## Beiträge\n\nText.\n\n## Inhalt\n\nText.\n",
        }
    )
    built = build(SOURCE_DATE_EPOCH=EPOCH)
    assert built.run.returncode == 0, built.said
    return built


def test_the_review_page_counts_the_year(site):
    page = site.page(REVIEW)
    assert words(page.select_one("main .notice")) == (
        "Laut Quelle sind 21 Beiträge im Jahr 2024 erschienen. In diesem Archiv stehen davon "
        "bisher 4. Die Zählungen auf dieser Seite gelten für das Archiv."
    )
    months = tally(page, "Beiträge nach Monaten")
    assert len(months) == 13
    assert {name: count for name, _, count in months[:12] if count != "0"} == MONTHS
    assert all(squares == int(count) for _, squares, count in months)
    assert months[12] == ("nicht im Archiv", 17, "17")
    assert tally(page, "Nach Art") == [("Hilfe und Beratung", 1, "1"), ("Projekt", 3, "3")]
    assert tally(page, "Nach Themenfeld") == [
        ("ALTER schätzen", 3, "3"),
        ("WOHNEN im Land", 2, "2"),
    ]


def test_the_review_page_lists_posts_data_and_the_reviews_beside_it(site):
    page = site.page(REVIEW)
    listed = page.select("main .teasers h3 a")
    assert [link.text for link in listed] == [
        "Im November",
        "Auch im März",
        "Im März",
        "Im Januar",
    ]
    assert listed[0]["href"] == "/2024/11/november/"
    updates = page.find("h2", string="Neue Daten").find_next("table").select("tbody tr")
    assert [words(row) for row in updates] == ["Reihe neu 2. Mai 2024"]
    pager = page.select_one(".pager")
    assert pager.select_one("[rel=prev]")["href"] == "/2023/12/rueckblick-2023/"
    assert pager.select_one("[rel=next]")["href"] == "/2025/05/rueckblick-2025/"


def test_a_count_in_the_summary_is_a_number_wherever_the_summary_stands(site):
    sentence = "Hier stehen 4 Beiträge, 1 zur Hilfe."
    page = site.page(REVIEW)
    assert page.select_one("main .lead").text == sentence
    assert page.select_one("meta[name=description]")["content"] == sentence
    assert sentence in site.page("/rueckblicke/").get_text()
    feed = feedparser.parse((site.output / "feeds/alle.atom.xml").read_bytes())
    (entry,) = [entry for entry in feed.entries if entry.link.endswith(REVIEW)]
    assert entry.summary == sentence
    for file in site.output.rglob("*"):
        if file.suffix in {".html", ".xml"}:
            assert "[[jahr" not in file.read_text(encoding="utf-8"), file


def test_a_post_leads_to_its_neighbours_and_to_its_year(site):
    page = site.page("/2024/03/maerz/")
    assert page.select_one(".pager [rel=prev]")["href"] == "/2024/01/januar/"
    assert page.select_one(".pager [rel=next]")["href"] == "/2024/03/auch-maerz/"
    assert page.select_one(".year-link a")["href"] == REVIEW


@pytest.mark.parametrize("address", [REVIEW, "/felder/wohnen/"])
def test_headings_of_a_text_and_parts_of_the_page_have_names_of_their_own(site, address):
    page = site.page(address)
    names = Counter(element["id"] for element in page.select("[id]"))
    assert names["inhalt"] == 1
    assert set(names.values()) == {1}, names
    assert page.select_one("a.skip")["href"] == f"#{page.main['id']}"
    for element in page.select("[aria-labelledby]"):
        assert element["aria-labelledby"] in names, element


NOTES = {
    (None, 4): None,
    (4, 4): None,
    (0, 0): None,
    (1, 0): "ist ein Beitrag im Jahr 2024 erschienen. In diesem Archiv steht er bisher nicht.",
    (3, 0): "sind 3 Beiträge im Jahr 2024 erschienen. In diesem Archiv steht davon bisher keiner.",
    (3, 1): "sind 3 Beiträge im Jahr 2024 erschienen. In diesem Archiv steht davon bisher einer.",
    (3, 2): "sind 3 Beiträge im Jahr 2024 erschienen. In diesem Archiv stehen davon bisher 2.",
    (0, 1): "ist kein Beitrag im Jahr 2024 erschienen. In diesem Archiv steht aus diesem Jahr "
    "einer.",
    (0, 2): "ist kein Beitrag im Jahr 2024 erschienen. In diesem Archiv stehen aus diesem Jahr 2.",
    (1, 2): "ist ein Beitrag im Jahr 2024 erschienen. In diesem Archiv stehen aus diesem Jahr 2.",
    (3, 5): "sind 3 Beiträge im Jahr 2024 erschienen. In diesem Archiv stehen aus diesem Jahr 5.",
}
LINES = {
    (None, 0): "Kein Beitrag in diesem Archiv",
    (None, 1): "1 Beitrag in diesem Archiv",
    (4, 4): "4 Beiträge in diesem Archiv",
    (1, 0): "1 Beitrag erschienen, noch nicht in diesem Archiv",
    (3, 0): "3 Beiträge erschienen, davon noch keiner in diesem Archiv",
    (3, 1): "3 Beiträge erschienen, davon 1 in diesem Archiv",
    (0, 1): "1 Beitrag in diesem Archiv, laut Quelle keiner erschienen",
    (3, 5): "5 Beiträge in diesem Archiv, laut Quelle 3 erschienen",
}


@pytest.fixture(scope="module")
def year_macros(request):
    folder = request.config.rootpath / "theme/templates"
    loader = FileSystemLoader(folder)
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"feldname": str, "silben": str}
    return environment.get_template("components/year.html").module


@pytest.mark.parametrize(("published", "here"), NOTES)
def test_the_note_on_the_archive_is_right_for_every_pair(year_macros, published, here):
    facts = {"year": 2024, "published": published, "in_archive": here}
    note = str(year_macros.archive_note(facts)).strip()
    expected = NOTES[published, here]
    if expected is None:
        assert note == ""
    else:
        end = "Die Zählungen auf dieser Seite gelten für das Archiv."
        assert note == f'<p class="notice">Laut Quelle {expected} {end}</p>'


@pytest.mark.parametrize(("published", "here"), LINES)
def test_the_line_below_a_review_in_lists_is_right_for_every_pair(year_macros, published, here):
    assert str(year_macros.archive_line(published, here)).strip() == LINES[published, here]


def test_the_preview_says_of_a_hidden_post_who_can_read_it(county, post, build):
    county.write({"content/beitraege/2025/still.md": post(status="versteckt")})
    preview = build(preview=True, SOURCE_DATE_EPOCH=EPOCH)
    assert preview.run.returncode == 0, preview.said
    banner = words(preview.page("/2025/03/still/").select_one(".draft-banner"))
    assert "Wer die Adresse dieses Textes kennt, kann ihn lesen" in banner
    assert "in den Listen der Website und im Feed steht er nicht" in banner
    assert "sehen Leserinnen und Leser noch nicht" not in banner
    public = build(SOURCE_DATE_EPOCH=EPOCH)
    assert not public.page("/2025/03/still/").select(".draft-banner")


def test_a_preview_counts_the_posts_it_shows(county, post, review, build):
    county.write(
        {
            "content/beitraege/2025/da.md": post("Da."),
            "content/beitraege/2025/entwurf.md": post("Entwurf.", status="entwurf"),
            "content/beitraege/2025/kommt.md": post("Kommt.", datum="2025-06-02"),
            "content/beitraege/2025/still.md": post("Still.", status="versteckt"),
            "content/rueckblicke/2025.md": review(
                2025, "Gezählt: [[jahr: 2025, beitraege]].", datum="2025-05-20"
            ),
        }
    )
    for preview, count in ((True, 3), (False, 1)):
        site = build(preview=preview, SOURCE_DATE_EPOCH=EPOCH)
        assert site.run.returncode == 0, site.said
        page = site.page("/2025/05/rueckblick-2025/")
        assert f"Gezählt: {count}." in page.get_text()
        assert len(page.select("main .teasers > li")) == count
        assert sum(int(row[2]) for row in tally(page, "Beiträge nach Monaten")) == count


def test_a_draft_review_of_a_year_without_posts_does_not_stop_the_preview(county, review, build):
    county.write({"content/rueckblicke/2019.md": review(2019, status="entwurf")})
    site = build(preview=True, SOURCE_DATE_EPOCH=EPOCH)
    assert site.run.returncode == 0, site.said
    assert "Traceback" not in site.said
    page = site.page("/2019/12/rueckblick-2019/")
    assert [count for _, _, count in tally(page, "Beiträge nach Monaten")] == ["0"] * 12
    assert "Kein Beitrag in diesem Archiv" in words(site.page("/rueckblicke/"))
