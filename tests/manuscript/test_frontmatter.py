"""The schema of the front matter, key by key, as editors meet it."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from plugins.manuscript.manuscript import Picture
from plugins.manuscript.schema import KEYS

PATH = "content/beitraege/2025/a.md"


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
            {"art": "termin", "online": "www.example.org"},
            9,
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
        "kennung adresse aliase beginn ende ort online anmeldung gilt_bis jahr sprache zu"
    )
    assert set(plan.split()) <= set(KEYS)
