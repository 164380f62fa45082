"""The record of the last audit."""

import json
from datetime import date

import pytest

from plugins.publisher.record import RecordError, Violation, read_record

SITE = "https://musterland.example"
TODAY = date(2026, 11, 22)
SOUND = {
    "website": SITE,
    "datum": "2026-11-20",
    "seiten": 300,
    "seiten_mit_verstoessen": 2,
    "verstoesse": [
        {"regel": "color-contrast", "text": "Der Kontrast reicht nicht.", "seiten": 2},
        {"regel": "label", "text": "", "seiten": 1},
    ],
    "werkzeuge": ["axe-core 4.11"],
}


def test_a_record_says_when_what_and_with_what():
    record = read_record(json.dumps(SOUND), SITE, TODAY)
    assert (record.day, record.pages, record.faulty_pages) == (date(2026, 11, 20), 300, 2)
    assert record.violations[0] == Violation("Der Kontrast reicht nicht.", 2)
    assert record.violations[1].text == "Regel label."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "noch niemand"),
        ("{", "nicht lesbar"),
        ("[]", "nicht lesbar"),
        ("{}", "nicht lesbar"),
        (json.dumps(SOUND | {"datum": "gestern"}), "nicht lesbar"),
        (json.dumps(SOUND | {"verstoesse": [1]}), "nicht lesbar"),
        (json.dumps(SOUND | {"website": "https://anderswo.example"}), "einer anderen Website"),
        (json.dumps(SOUND | {"seiten": 0, "seiten_mit_verstoessen": 0}), "kann nicht stimmen"),
        (json.dumps(SOUND | {"seiten_mit_verstoessen": 301}), "kann nicht stimmen"),
        (json.dumps(SOUND | {"datum": "2025-11-21"}), "über ein Jahr her"),
    ],
)
def test_what_proves_nothing_is_refused_with_a_way_out(text, message):
    with pytest.raises(RecordError) as caught:
        read_record(text, SITE, TODAY)
    assert message in caught.value.message
    assert "make audit" in caught.value.advice


def test_a_record_holds_for_a_year():
    assert read_record(json.dumps(SOUND | {"datum": "2025-11-22"}), SITE, TODAY)
