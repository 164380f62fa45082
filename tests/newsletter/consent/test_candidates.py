"""A row is somebody only with all that proves the consent; what is said of others names nobody."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsletter.consent.candidates import read_candidate
from plugins.newsletter.consent.choices import Choice
from plugins.newsletter.consent.evidence import Proof
from plugins.newsletter.consent.spreadsheet import COLUMNS, Line
from plugins.newsletter.errors import WrongUse
from plugins.newsletter.settings import BERLIN
from plugins.newsletter.store.states import Frequency
from tests.newsletter.consent.office import DAY, NOW

GOOD = {
    "adresse": "Max@Müller.example", "themen": "senioren|wohnen", "haeufigkeit": "Woche",
    "bestaetigt_am": "2026-09-20T12:00:00+02:00", "fassung": "2024-01", "formular": "/mitmachen/",
    "nachweis": "Liste der Geschäftsstelle, Blatt 3",
}  # fmt: skip


def read(**cells):
    return read_candidate(Line(7, {**GOOD, **cells}), BERLIN, NOW)


def test_a_row_with_proof_is_somebody():
    found = read()
    assert found.address.address == "max@xn--mller-kva.example"
    assert found.choice == Choice(frozenset({"senioren", "wohnen"}), Frequency.WEEKLY)
    assert found.confirmed_at == 1_789_898_400
    assert found.proof == Proof(
        wording="2024-01",
        form="/mitmachen/",
        asked_at=1_789_898_400,
        detail="Liste der Geschäftsstelle, Blatt 3",
    )


@pytest.mark.parametrize("column", ["bestaetigt_am", "fassung", "formular", "nachweis"])
def test_without_one_of_the_proofs_nobody_is(column):
    with pytest.raises(WrongUse, match=f"Nachweis der Einwilligung fehlt \\({column}\\)"):
        read(**{column: " "})


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2026-09-20", 1_789_855_200), ("2026-09-20 12:00", 1_789_898_400),
        ("2026-09-20T10:00:00Z", 1_789_898_400), ("20.9.2026", 1_789_855_200),
        ("20.09.2026 12:00", 1_789_898_400), ("20.09.2026, 12:00:00", 1_789_898_400),
        ("20.9.2026 9:05", 1_789_887_900),
    ],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(text, seconds):
    assert read(bestaetigt_am=text).confirmed_at == seconds


@pytest.mark.parametrize(
    "text",
    ["gestern", "31.02.2026", "2026-13-01", "1969-01-01", "2027-01-01", "0001-01-01", "99999"],
)
def test_a_moment_that_is_none_or_is_still_to_come_is_refused(text):
    with pytest.raises(WrongUse, match="Wann bestätigt wurde"):
        read(bestaetigt_am=text)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"adresse": "max"}, "keine gültige E-Mail-Adresse"),
        ({"haeufigkeit": "täglich"}, "sofort, woche, monat"),
        ({"themen": "a||b"}, "Thema"),
        ({"themen": "*"}, "Thema"),
        ({"nachweis": "Mail von max@kreis.example"}, "E-Mail-Adresse"),
        ({"formular": "max@kreis.example"}, "E-Mail-Adresse"),
        ({"nachweis": "x\0y"}, "unsichtbare Zeichen"),
        ({"nachweis": "x" * 2001}, "zu lang"),
    ],
)
def test_what_cannot_be_used_is_said_without_the_address(cells, said):
    with pytest.raises(WrongUse, match=said) as caught:
        read(**cells)
    assert "max" not in str(caught.value).lower()


def test_a_message_id_is_no_address():
    assert read(nachweis="Message-ID <a.b@kreis.example>").proof.detail.endswith("example>")


@given(st.dictionaries(st.sampled_from(COLUMNS), st.text(max_size=60)))
def test_whatever_stands_in_the_cells_it_is_somebody_or_a_sentence(cells):
    with suppress(WrongUse):
        assert read(**cells).confirmed_at <= NOW + DAY
