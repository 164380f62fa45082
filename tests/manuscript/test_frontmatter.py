"""The schema of the front matter, key by key, as editors meet it."""

from datetime import datetime
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from plugins.manuscript.frontrules import _TEMPLATE
from plugins.manuscript.manuscript import Picture
from plugins.manuscript.schema import KEYS

PATH = "content/beitraege/2025/a.md"
ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def faults_of(county, post):
    def read(path=PATH, body="Text.", **keys):
        return county.write({path: post(body, **keys)}).faults()

    return read


def test_a_sound_post_has_no_faults_and_all_its_meaning(county, post):
    county.write(
        {
            "content/bilder/haus.jpg": b"x",
            PATH: post(
                titel='"Größe: ein Maß"',
                felder="[alter, wohnen]",
                aktualisiert="2025-04-01",
                bild="haus.jpg",
                bild_alt="Ein Haus",
                bild_quelle="Amt",
                kennung="5f1f7c0e-6f0e-4a51-9f0e-0d9d5f0a2b11",
                aliase="[/alt/, /aelter/]",
            ),
        }
    )
    archive, faults = county.read()
    meta = archive.manuscripts["beitraege/2025/a.md"].metadata
    berlin = ZoneInfo("Europe/Berlin")
    assert not list(faults)
    assert meta.title == "Größe: ein Maß"
    assert meta.date == datetime(2025, 3, 6, tzinfo=berlin)
    assert meta.modified == datetime(2025, 4, 1, tzinfo=berlin)
    assert (meta.status, meta.kind, meta.fields) == (
        "veroeffentlicht",
        "projekt",
        ("alter", "wohnen"),
    )
    assert meta.picture == Picture("/bilder/haus.jpg", "Ein Haus", "Amt")
    assert meta.identifier == UUID("5f1f7c0e-6f0e-4a51-9f0e-0d9d5f0a2b11")
    assert meta.aliases == ("/alt/", "/aelter/")
    assert meta.slug == "a"


def test_fields_may_be_written_with_commas_and_umlauts(county, post):
    county.write({"content/felder/groesse.md": "---\ntitel: G\nkurz: G\nrang: 3\n---\n"})
    county.write({PATH: post(felder="Alter, größe")})
    archive, faults = county.read()
    assert not list(faults)
    assert archive.manuscripts["beitraege/2025/a.md"].metadata.fields == ("alter", "groesse")


@pytest.mark.parametrize(
    ("keys", "line", "message", "advice"),
    [
        ({"titl": "x"}, 9, "Die Angabe „titl“ gibt es nicht.", "Meinten Sie „titel“?"),
        ({"kurz": "x"}, 9, "„kurz“ gehört nicht hierher", "Löschen"),
        ({"titel": None}, 1, "Die Angabe „titel“ fehlt.", "titel:"),
        ({"titel": ""}, 2, "Die Angabe „titel“ ist leer.", "titel:"),
        ({"zusammenfassung": None}, 1, "„zusammenfassung“ fehlt", "300 Zeichen"),
        ({"zusammenfassung": "x" * 301}, 7, "hat 301 Zeichen", "höchstens 300"),
        ({"zusammenfassung": "Ein **Wort**"}, 7, "Auszeichnung („**“)", "reiner Text"),
        ({"zusammenfassung": "Ein <b>Wort</b>"}, 7, "Auszeichnung („<b>“)", "reiner Text"),
        ({"zusammenfassung": "Ein _Wort_ mehr"}, 7, "Auszeichnung („_Wort_“)", "reiner Text"),
        ({"datum": "2025-02-31"}, 3, "Den 31. Februar 2025 gibt es nicht.", "Kalender"),
        ({"datum": "6.3.2025"}, 3, "Jahr-Monat-Tag", "2025-03-06"),
        ({"status": "fertig"}, 4, "Den Status „fertig“ gibt es nicht.", "veroeffentlicht"),
        ({"art": "datenbeitrage"}, 5, "Die Art „datenbeitrage“", "Meinten Sie „datenbeitrag“?"),
        ({"art": "rueckblick"}, 5, "liegt nicht bei den Beiträgen", "rueckblicke"),
        ({"felder": "[altr]"}, 6, "Das Feld „altr“ gibt es nicht.", "Meinten Sie „alter“?"),
        ({"felder": "[alter, alter]"}, 6, "steht doppelt", "nur einmal"),
        ({"felder": "[]"}, 6, "„felder“ ist leer", "ein bis drei"),
        ({"kennung": "123"}, 8, "keine gültige Kennung", "inv new"),
        ({"kennung": None}, 1, "„kennung“ fehlt", "inv kennung"),
        ({"adresse": "Größe!"}, 9, "taugt nicht als Adresse", "Schreiben Sie groesse."),
        ({"aliase": "[alt]"}, 9, "keine Adresse dieser Website", "beginnt mit /"),
        ({"titel": "[a, b]"}, 2, "nur einen Wert", "eckigen Klammern"),
        ({"ort": "Rathaus"}, 9, "gehört nicht zur Art „projekt“", "beteiligung oder termin"),
        ({"art": "termin", "beginn": "2025-06-01 26:00"}, 9, "Uhrzeit", "00 bis 23"),
        (
            {"art": "termin", "beginn": "2025-06-01", "online": "www.example.org"},
            10,
            "keine vollständige Adresse",
            "https://",
        ),
        ({"sprache": "en"}, 9, "Die Sprache „en“ gibt es nicht.", "de"),
        (
            {"bild": "nix.jpg", "bild_alt": "x", "bild_quelle": "y"},
            9,
            "Das Bild „nix.jpg“",
            "bilder",
        ),
    ],
)
def test_a_wrong_value_is_named_at_its_place_with_a_way_out(faults_of, keys, line, message, advice):
    (fault,) = faults_of(**keys)
    assert (fault.path, fault.line) == (PATH, line)
    assert message in fault.message
    assert advice in fault.advice


def test_the_mark_stands_under_the_wrong_word_of_a_list(faults_of):
    (fault,) = faults_of(felder="[alter, wonen]")
    assert (fault.column, fault.length, fault.parts[1]) == (17, 5, "wonen")
    assert fault.advice == "Meinten Sie „wohnen“?"


@pytest.mark.parametrize("given", ["bild_alt", "bild_quelle"])
def test_a_picture_needs_file_text_and_source_together(faults_of, given):
    missing = {fault.message for fault in faults_of(**{given: "x"})}
    assert missing == {
        f"Zum Bild fehlt die Angabe „{key}“."
        for key in ("bild", "bild_alt", "bild_quelle")
        if key != given
    }


def test_all_faults_of_a_head_are_named_at_once(faults_of):
    faults = faults_of(titl="x", datum="gestern", felder="[x]", zusammenfassung=None)
    assert len(faults) == 4


def test_a_review_needs_its_year_and_lies_in_its_own_folder(county, post):
    county.write({"content/rueckblicke/2024.md": post(art=None, felder=None)})
    (fault,) = county.faults()
    assert fault.message == "Die Angabe „jahr“ fehlt."


def test_pages_and_fields_need_little(county):
    county.write({"content/seiten/impressum.md": "---\ntitel: Impressum\n---\nText"})
    archive, faults = county.read()
    assert not list(faults)
    assert archive.manuscripts["seiten/impressum.md"].metadata.status == "entwurf"
    assert archive.manuscripts["felder/alter.md"].metadata.status == "veroeffentlicht"


def test_every_key_of_the_plan_is_in_the_schema():
    plan = (
        "titel datum aktualisiert status art felder zusammenfassung bild bild_alt bild_quelle "
        "kennung adresse aliase beginn ende ort online anmeldung anmeldung_bis gilt_bis jahr sprache zu"
    )
    assert set(plan.split()) <= set(KEYS)


@pytest.mark.parametrize(
    ("name", "keys", "message"),
    [
        ("beitraege/日本", {}, "lässt sich keine Adresse machen"),
        ("beitraege/a", {"aktualisiert": "2025-03-01"}, "liegt vor dem Datum"),
        ("beitraege/a", {"aktualisiert": "2030-03-01"}, "liegt in der Zukunft"),
        ("beitraege/a", {"titel": '"Es sind [[jahr: 2024, beitraege]]"'}, "Im Titel kann keine"),
        ("beitraege/a", {"datum": "2025-03-06 10:00+99:00"}, "Uhrzeit, die es nicht gibt"),
        ("rueckblicke/a", {"art": "projekt", "jahr": "2024"}, "liegen nur Jahresrückblicke"),
        ("beitraege/a", {"art": "termin"}, "Einem Termin fehlt der Beginn."),
        ("beitraege/a", {"art": "termin", "beginn": "2025-01-02", "ende": "2025-01-01"},
         "Das Ende liegt vor dem Beginn."),
        ("beitraege/a", {"art": "beteiligung", "beginn": "2025-07-01", "gilt_bis": "2025-06-01"},
         "Das Ende liegt vor dem Beginn."),
        ("beitraege/a", {"art": "termin", "beginn": ""}, "Einem Termin fehlt der Beginn."),
        ("beitraege/a", {"art": "termin", "beginn": "2025-01-02", "anmeldung_bis": "2025-01-03"},
         "Die Anmeldung endet erst nach dem Termin."),
        ("beitraege/a", {"art": "termin", "beginn": "2025-01-02", "gilt_bis": "2025-01-01"},
         "„gilt_bis“ gehört nicht zur Art „termin“."),
        ("beitraege/a", {"art": "beteiligung", "online": "https://umfrage.example"},
         "Der Beteiligung fehlt das Ende."),
        ("beitraege/a", {"art": "beteiligung", "online": "https://umfrage.example", "ende": "bald"},
         "„bald“ ist kein Datum."),
        ("beitraege/a", {"zusammenfassung": "Hier steht in ein bis zwei Sätzen, worum es geht."},
         "noch die der Vorlage"),
        ("rueckblicke/a", {"art": "rueckblick", "jahr": "2024", "veroeffentlicht_laut_quelle": "3"},
         "fehlt die Quelle"),
    ],
)  # fmt: skip
def test_values_that_cannot_stand_together_are_named(faults_of, name, keys, message):
    (fault,) = faults_of(f"content/{name}.md", **keys)
    assert message in fault.message


def test_an_event_may_end_on_the_day_on_which_it_begins(faults_of):
    head = {"art": "termin", "beginn": "2025-06-17 18:00", "ende": "2025-06-17"}
    assert not faults_of("content/beitraege/a.md", **head)


@pytest.mark.parametrize("name", ["beitraege", "felder", "art", "2024"])
def test_a_page_cannot_take_an_address_of_the_site(county, name):
    county.write({f"content/seiten/{name}.md": "---\ntitel: T\nstatus: veroeffentlicht\n---\n"})
    archive, (fault,) = county.read()
    assert fault.message == f"Die Adresse /{name}/ gehört der Website selbst."
    assert not archive.manuscripts[f"seiten/{name}.md"].usable


def test_a_field_is_known_by_its_file_name(county):
    county.write({"content/felder/Ältere.md": "---\ntitel: T\nkurz: K\nrang: 1\n---\n"})
    (fault,) = county.faults()
    assert fault.message == "Der Dateiname „Ältere.md“ taugt nicht als Kürzel des Feldes."


def test_keys_are_read_whatever_their_case_and_dashes(county, post):
    county.write({"content/bilder/x.jpg": b"x"})
    county.write({PATH: post(status=None, Status="entwurf", felder="[x]")})
    assert not county.faults()
    county.write({PATH: post(bild="x.jpg", **{"Bild-Alt": "a", "BILD_QUELLE": "b"})})
    assert not county.faults()
    county.write({PATH: post(Titel="b")})
    assert [fault.message for fault in county.faults()] == ["„Titel“ steht doppelt im Kopf."]


def test_the_place_of_a_field_behind_a_comma_is_its_own(faults_of):
    (fault,) = faults_of(felder="alter, wonen")
    assert (fault.column, fault.parts[1]) == (16, "wonen")


def test_a_lead_picture_has_the_size_limit_of_all_pictures(county, post):
    county.write({"content/bilder/x.jpg": b"x" * 20_000_001})
    county.write({PATH: post(bild="x.jpg", bild_alt="a", bild_quelle="b")})
    assert county.faults()[0].message == "Das Bild ist 20 MB groß."
    county.write({"content/bilder/x.jpg": b"x" * 20_000_000})
    assert not county.faults()


def test_the_summary_of_the_templates_is_recognised():
    templates = list((ROOT / "plugins/desk/templates").glob("*.md"))
    assert len(templates) == 6
    for template in templates:
        assert f"zusammenfassung: {_TEMPLATE}" in template.read_text(encoding="utf-8")
