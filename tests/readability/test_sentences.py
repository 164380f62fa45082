"""What counts as a sentence, and on which line it begins (line 6 is the first of the body)."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.readability.amstad import measure
from plugins.readability.sentences import sentences


def said(manuscript):
    return [(one.line, one.text) for one in sentences(manuscript)]


def test_paragraphs_and_points_of_a_list_count(text):
    body = "Erster Satz. Zweiter\nSatz!\n\n- ein Punkt\n- noch\n  einer\n\n> Ein Zitat."
    assert said(text(body)) == [
        (6, "Erster Satz."),
        (6, "Zweiter Satz!"),
        (9, "ein Punkt"),
        (10, "noch einer"),
        (13, "Ein Zitat."),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "## Überschrift",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "```diagramm\nindikator: x\n```",
        "~~~\nKein Satz. Auch keiner.\n```\n~~~",
        "![Ein Bild](/bilder/x.jpg)",
        "[[wenn: newsletter]]",
        '!!! rand "Am Rand"',
        "<br>",
    ],
)
def test_what_is_looked_at_and_not_read_does_not_count(text, body):
    assert said(text(body)) == []


@pytest.mark.parametrize(
    "body",
    [
        "Am 30. Juni war es so.",
        "Das sagt Prof. Dr. Muster.",
        "Es gilt Art. 6 Abs. 1 der Ordnung.",
        "In der Stadt, z. B. hier, ist es so.",
        "Der 2. Bericht ist da.",
    ],
)
def test_a_full_stop_is_not_always_an_end(text, body):
    assert said(text(body)) == [(6, body)]


def test_a_year_ends_a_sentence_and_quotes_go_with_their_own(text):
    assert [one for _, one in said(text("Das war 2024. „Gut so!“ Sagten alle."))] == [
        "Das war 2024.",
        "„Gut so!“",
        "Sagten alle.",
    ]


def test_markup_is_not_read_and_a_directive_is_one_word(text):
    body = 'Die **Zahl** war [[wert: einwohner, Kreis, 2024]]. Mehr [hier](/x_y/ "T"). *Zum Archiv: [[jahr: 2024, beitraege]].*'
    assert [one for _, one in said(text(body))] == [
        "Die Zahl war 1000.",
        "Mehr hier.",
        "Zum Archiv: 1000.",
    ]


def test_in_leichte_sprache_a_new_line_is_a_new_sentence(text):
    body = "Das heißt\nZeile für Zeile."
    assert said(text(body)) == [(6, "Das heißt Zeile für Zeile.")]
    assert said(text(body, easy=True)) == [(6, "Das heißt"), (7, "Zeile für Zeile.")]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="aÄ1 .!?…\n-#>|`~[]()*_:", max_size=60))
def test_whatever_is_written_no_word_is_counted_twice_and_lines_are_real(text, body):
    manuscript = text(f"Anfang.\n\n{body}")
    found = sentences(manuscript)
    lines = manuscript.source.lines
    assert [one.line for one in found] == sorted(one.line for one in found)
    assert all(manuscript.body_line <= one.line <= len(lines) for one in found)
    assert (
        measure([one.text for one in found]).words <= sum(len(line.split()) for line in lines) * 8
    )
