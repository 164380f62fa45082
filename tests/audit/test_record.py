"""What an audit leaves behind: a report to act on, and the record that the declaration reads."""

import json

from tests.audit import record

FINDINGS = [
    ("/a/", "reflow", "320 px: p „Zu breit“"),
    ("/b/", "reflow", "320 px: p „Zu breit“"),
    ("/b/", "color-contrast", "1280 px, dunkel: a"),
    ("/c/", "html-validate no-dup-id", "Zeile 3: Duplicate ID"),
]


def test_the_report_counts_places_and_pages_and_names_an_example_of_each_kind():
    said = record.report(FINDINGS, {"/a/": "/*/", "/b/": "/*/", "/c/": "/*/"})
    assert said.startswith("reflow: 2 Stellen auf 2 Seiten\n    2 × /*/, z. B. /a/")
    assert said.endswith("3 Regeln verletzt.")
    assert record.report([], {}) == "Nichts gefunden."


def test_the_record_has_only_what_keeps_people_out(tmp_path):
    (tmp_path / "content").mkdir()
    file = tmp_path / "content" / "pruefbericht.json"
    record.write(file, "https://musterland.example", 7, FINDINGS, ["axe-core 4.12.1"])
    found = json.loads(file.read_text(encoding="utf-8"))
    assert list(found) == [
        "website",
        "datum",
        "seiten",
        "seiten_mit_verstoessen",
        "verstoesse",
        "werkzeuge",
    ]
    assert (found["seiten"], found["seiten_mit_verstoessen"]) == (7, 2)
    assert [each["regel"] for each in found["verstoesse"]] == ["color-contrast", "reflow"]
    assert found["verstoesse"][1] == {
        "regel": "reflow",
        "text": record.SENTENCES["reflow"],
        "seiten": 2,
    }
