"""What authors are told, and where."""

from plugins.readability.amstad import measure
from plugins.readability.judgement import crowded, judge
from plugins.readability.settings import ReadabilitySettings
from plugins.readability.survey import mean, report, rows

SETTINGS = ReadabilitySettings()
HARD = "Die Integrationsverantwortungsträgerversammlung koordiniert Sozialraumberichterstattungsgrundlagen.\n"
EASY = "Wir alle sind hier.\nDas ist gut so.\n"


def test_amstads_formula():
    found = measure(["Das ist ein Haus.", "Wir gehen nach Hause."])
    assert (found.sentences, found.words, found.syllables) == (2, 8, 10)
    assert found.points == 180 - 4 - 58.5 * 10 / 8
    assert measure(["…"]).words == 0


def test_an_easy_text_that_is_too_hard_is_a_fault_at_its_hardest_sentence(text):
    fault = judge(text(f"{EASY}{HARD}", easy=True), SETTINGS)
    assert (fault.path, fault.line) == ("content/seiten/seite.md", 8)
    assert "für Leichte Sprache zu schwer" in fault.message
    assert "statt mindestens 80" in fault.message
    assert "Die Integrationsverantwortungsträgerversammlung" in fault.advice
    assert "Zeile 6: „Wir alle sind hier.“" in fault.advice


def test_an_easy_text_that_is_easy_is_none(text):
    assert judge(text(EASY, easy=True), SETTINGS) is None


def test_elsewhere_only_what_is_very_hard_and_long_enough_is_named(text):
    assert judge(text(HARD), SETTINGS) is None
    assert "sehr schwer zu lesen" in judge(text(HARD * 13), SETTINGS).message
    assert judge(text(EASY * 13), SETTINGS) is None


def test_two_sentences_in_a_line_of_leichte_sprache(text):
    found = crowded(text("Ein Satz. Noch ein Satz.\nEin dritter.", easy=True))
    assert [hint.line for hint in found] == [6]


def test_the_table_counts_law_easy_texts_and_drafts_apart(county, post):
    page = "---\ntitel: {}\nstatus: veroeffentlicht\n---\n{}"
    county.write(
        {
            "content/beitraege/2025/a.md": post(EASY),
            "content/beitraege/2025/b.md": post(HARD, status="entwurf"),
            "content/seiten/impressum.md": page.format("Impressum", HARD),
            "content/felder/alter.md": "---\ntitel: Alter\nkurz: Alter\nrang: 1\n---\n## Nur das\n",
        }
    )
    found = rows(county.read()[0], SETTINGS)
    assert {row.address: row.group for row in found} == {
        "/2025/03/a/": "Eigene Texte",
        "/2025/03/b/": "Entwürfe",
        "/impressum/": "Rechtliches",
        "/felder/wohnen/": "Eigene Texte",
    }
    own = [row.measure.points for row in found if row.group == "Eigene Texte"]
    assert mean(found) == sum(own) / 2
    table = report(found, SETTINGS)
    assert table.index("/2025/03/a/") < table.index("Rechtliches") < table.index("/impressum/")
    assert "keine Seite unter 50" in table
    assert mean([]) == 0
