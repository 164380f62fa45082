"""Events and surveys on a site built on 1 June 2025 at noon: pages, marks, calendars."""

import json
from datetime import UTC, datetime

import pytest
from icalendar import Calendar

from plugins.desk.check import check
from tests.site.conftest import SETTINGS

EPOCH = int(datetime(2025, 6, 1, 10, tzinfo=UTC).timestamp())
POSTS = {
    "fachtag": {
        "titel": "Fachtag Pflege",
        "beginn": "2025-06-17 10:30",
        "ende": "2025-06-17 16:00",
        "ort": "Rathaus & Hof, Musterstadt",
        "online": "https://treffen.example/raum?a=1&b=2",
        "anmeldung": "https://anmeldung.example",
        "anmeldung_bis": "2025-06-10",
    },
    "ausstellung": {"titel": "Ausstellung", "beginn": "2025-05-20", "ende": "2025-07-31"},
    "vortrag": {
        "titel": "Vortrag im Netz",
        "beginn": "2025-06-03 18:00",
        "online": "https://treffen.example",
        "anmeldung": "https://anmeldung.example",
        "anmeldung_bis": "2025-05-31",
    },
    "gestern": {
        "titel": "Gestern",
        "beginn": "2025-05-31 09:00",
        "ende": "2025-05-31 15:00",
        "ort": "Aula",
        "anmeldung": "https://anmeldung.example",
    },
    "frueher": {"titel": "Früher", "beginn": "2024-05-31", "datum": "2024-05-01"},
    "leise": {"titel": "Leise", "beginn": "2025-06-20", "status": "versteckt"},
}
SURVEYS = {
    "umfrage": {
        "titel": "Umfrage",
        "beginn": "2025-05-01",
        "ende": "2025-06-30",
        "online": "https://umfrage.example",
    },
    "zu": {"titel": "Alte Umfrage", "ende": "2025-05-30", "online": "https://umfrage.example"},
}
OFFERS = {
    "hilfe": {"titel": "Hilfe", "gilt_bis": "2025-12-31"},
    "hilfe-alt": {"titel": "Alte Hilfe", "gilt_bis": "2025-05-31"},
}


def words(element):
    return " ".join(element.get_text(" ").split())


@pytest.fixture(scope="session")
def site(built_once, pelican, post, kept_templates):
    """A county with an event of each kind and state, built once."""

    def start(root):
        files = {"musterland.py": SETTINGS + kept_templates}
        for key, title in (("alter", "ALTER schätzen"), ("wohnen", "WOHNEN im Land")):
            files[f"content/felder/{key}.md"] = (
                f"---\ntitel: {title}\nkurz: K\nrang: 1\n---\nText.\n"
            )
        for kind, posts in (("termin", POSTS), ("beteiligung", SURVEYS), ("hilfe", OFFERS)):
            for name, head in posts.items():
                files[f"content/beitraege/2025/{name}.md"] = post(**{"art": kind} | head)
        files["content/beitraege/2025/ohne.md"] = post("Kein Termin.")
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        output = str(root / "output")
        return pelican("-s", "musterland.py", "-o", output, cwd=root, SOURCE_DATE_EPOCH=str(EPOCH))

    return built_once("events", start)


def test_a_post_says_when_where_and_how(site):
    event = site.page("/2025/03/fachtag/").select_one("main dl.event")
    assert [(row.dt.text, words(row.dd)) for row in event.select("div")] == [
        ("Wann", "Dienstag, 17. Juni 2025, 10:30 bis 16 Uhr"),
        ("Wo", "Rathaus & Hof, Musterstadt"),
        ("Online", "treffen.example"),
        ("Anmeldung", "anmeldung.example , bis Dienstag, 10. Juni 2025"),
        ("Kalender", "Termin eintragen (.ics)"),
    ]
    assert [link["href"] for link in event.select("a")] == [
        "https://treffen.example/raum?a=1&b=2",
        "https://anmeldung.example",
        "/2025/03/fachtag/termin.ics",
    ]
    assert not site.page("/2025/03/ohne/").select("dl.event, .notice")


def test_after_the_deadline_nobody_is_sent_to_register(site):
    event = site.page("/2025/03/vortrag/").select_one("dl.event")
    assert "Anmeldung war bis Samstag, 31. Mai 2025 möglich" in words(event)
    assert not event.select('[href="https://anmeldung.example"]')


def test_what_is_over_says_so_on_top_and_offers_nothing(site):
    main = site.page("/2025/03/gestern/").main
    assert words(main.select_one(".notice")) == "Diese Veranstaltung ist vorbei."
    assert words(main.select_one("dl.event")) == "Wann Samstag, 31. Mai 2025, 9 bis 15 Uhr Wo Aula"
    assert not main.select("dl.event a")


def test_a_closed_survey_says_until_when_it_was_open(site):
    main = site.page("/2025/03/zu/").main
    said = words(main.select_one(".notice"))
    assert said == "Geschlossen: Mitmachen konnte man bis Freitag, 30. Mai 2025."
    assert not main.select("dl.event a")
    open_one = site.page("/2025/03/umfrage/").main
    assert not open_one.select(".notice")
    assert "Mitmachen umfrage.example" in words(open_one.select_one("dl.event"))


def test_an_offer_whose_day_is_past_asks_to_ask_and_editors_are_told(site):
    assert words(site.page("/2025/03/hilfe/").select_one("dl.event")) == (
        "Gilt bis Mittwoch, 31. Dezember 2025"
    )
    said = words(site.page("/2025/03/hilfe-alt/").select_one("main .notice"))
    assert said == (
        "Diese Angaben galten bis Samstag, 31. Mai 2025. "
        "Bitte fragen Sie nach, ob es das Angebot noch gibt."
    )
    assert "hilfe-alt.md:9:1: Das Angebot galt bis 31. Mai 2025" in site.said
    assert "hilfe.md" not in site.said


def test_the_page_of_events_has_what_is_ahead_the_next_first(site):
    ahead = site.page("/termine/").select_one("#seite--ansteht").parent
    assert [[words(part) for part in item.select("h3, .when, .meta")] for item in ahead("li")] == [
        ["Vortrag im Netz", "Dienstag, 3. Juni 2025, 18 Uhr", "online"],
        [
            "Fachtag Pflege",
            "Dienstag, 17. Juni 2025, 10:30 bis 16 Uhr",
            "Rathaus & Hof, Musterstadt und online",
        ],
        ["Umfrage", "bis Montag, 30. Juni 2025", "online"],
        ["Ausstellung", "Läuft: 20. Mai bis 31. Juli 2025"],
    ]


def test_and_what_is_over_by_year_the_latest_first(site):
    over = site.page("/termine/").select_one("#seite--vorbei").parent
    assert [element.text for element in over.select("h3")] == ["2025", "2024"]
    assert [words(item) for item in over.select("li")] == [
        "31. Mai 2025 Gestern Termin, beendet",
        "30. Mai 2025 Alte Umfrage Beteiligung, geschlossen",
        "31. Mai 2024 Früher Termin, beendet",
    ]


def test_what_is_over_stays_in_the_archive_and_in_the_feed(site):
    archive = words(site.page("/beitraege/").main)
    feed = (site.output / "feeds/alle.atom.xml").read_text(encoding="utf-8")
    for title in ("Gestern", "Alte Umfrage"):
        assert title in archive
        assert f">{title}<" in feed


def test_the_calendar_has_all_that_is_public_and_lately_over(site):
    calendar = Calendar.from_ical((site.output / "termine/kalender.ics").read_bytes())
    assert [str(event["SUMMARY"]) for event in calendar.events] == [
        "Letzter Tag: Alte Umfrage",
        "Gestern",
        "Vortrag im Netz",
        "Fachtag Pflege",
        "Letzter Tag: Umfrage",
        "Ausstellung",
    ]
    event = calendar.events[3]
    assert event["LOCATION"] == "Rathaus & Hof, Musterstadt"
    assert event["URL"] == "https://musterland.example/2025/03/fachtag/"
    page = site.page("/termine/")
    (link,) = page.select('main a[href="/termine/kalender.ics"]')
    assert link.text == "https://musterland.example/termine/kalender.ics"


def test_each_event_has_its_file_also_when_it_is_over_or_hidden(site):
    files = {file.parent.name for file in site.output.rglob("termin.ics")}
    assert files == {*POSTS, *SURVEYS}


def test_search_engines_learn_of_events_and_not_of_surveys(site):
    def kinds(address):
        scripts = site.page(address).select('script[type="application/ld+json"]')
        nodes = [json.loads(script.text) for script in scripts]
        return {node["@type"]: node for graph in nodes for node in graph.get("@graph", [graph])}

    event = kinds("/2025/03/fachtag/")["Event"]
    assert event["startDate"] == "2025-06-17T10:30:00+02:00"
    assert event["organizer"]
    assert "Event" not in kinds("/2025/03/umfrage/")


def test_the_pages_are_sound(site):
    found = [str(each) for each in check(site.output) if each.file.startswith(("termine/", "20"))]
    assert not found
