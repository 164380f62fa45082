import pytest

from plugins.manuscript.faults import Faults
from plugins.manuscript.header import read_header
from plugins.manuscript.sources import read_source


@pytest.fixture
def read(county):
    def run(text):
        county.write({"content/beitraege/a.md": text})
        faults = Faults()
        source = read_source(county.content / "beitraege/a.md", county.root, faults)
        return read_header(source, faults), list(faults)

    return run


def test_values_keep_their_words_and_their_places(read):
    header, faults = read(
        "---\ntitel:  Nein\ndatum: 2024-02-31\nfelder: [alter, wohnen]\n---\nText\n"
    )
    assert not faults
    assert header.body_line == 6
    assert header.entries["titel"].values[0].text == "Nein"
    assert header.entries["datum"].values[0].text == "2024-02-31"
    words = header.entries["felder"].values
    assert [(w.text, w.line, w.column) for w in words] == [("alter", 4, 10), ("wohnen", 4, 17)]


def test_a_list_may_stand_below_its_key(read):
    header, _ = read("---\nfelder:\n  - alter\n  - wohnen\n---\n")
    assert [(w.text, w.line) for w in header.entries["felder"].values] == [
        ("alter", 3),
        ("wohnen", 4),
    ]


def test_blank_lines_before_the_head_do_no_harm(read):
    header, faults = read("\n\n---\ntitel: x\n---\nText")
    assert not faults
    assert header.entries["titel"].key.line == 4
    assert header.body_line == 6


@pytest.mark.parametrize(
    ("text", "place", "message", "advice"),
    [
        ("Nur Text.\n", (1, 1), "Kopf der Datei fehlt", "inv new"),
        ("---\ntitel: x\n", (1, 1), "fehlt das Ende", "---"),
        (
            "---\ntitel: Alter: was hilft\n---\n",
            (2, 13),
            "Doppelpunkt",
            'titel: "Alter: was hilft"',
        ),
        ('---\ntitel: "offen\n---\n', (2, 8), "Anführungszeichen", '"'),
        ("---\nfelder: [alter\nart: x\n---\n", (2, 9), "Liste wird nicht geschlossen", "]"),
        ("---\ntitel: @x\n---\n", (2, 8), "nicht beginnen", "Anführungszeichen"),
        ("---\ntitel: *x\n---\n", (2, 8), "Sonderzeichen", "Anführungszeichen"),
        ("---\ntitel:Döbeln\ndatum: 2\n---\n", (2, 7), "fehlt ein Leerzeichen", "«titel: Text»"),
        ('---\ntitel: "Döbeln" ist da\n---\n', (2, 17), "schließenden", "'\"Döbeln\" ist da'"),
        ("---\n- titel\n---\n", (2, 1), "angabe: wert", "Doppelpunkt"),
        ("---\ntitel x\ndatum: 3\n---\n", (3, 6), "Doppelpunkt", "Anführungszeichen"),
    ],
)
def test_a_broken_head_is_explained_in_german(read, text, place, message, advice):
    header, faults = read(text)
    assert header is None
    (fault,) = faults
    if place:
        assert (fault.line, fault.column) == place
    assert message in fault.message
    assert advice in fault.advice


def test_a_key_given_twice_is_a_fault_at_the_second(read):
    header, (fault,) = read("---\ntitel: a\ntitel: b\n---\n")
    assert (fault.line, fault.message) == (3, "„titel“ steht doppelt im Kopf.")
    assert header.entries["titel"].values[0].text == "a"


def test_an_empty_head_is_a_head(read):
    header, faults = read("---\n---\nText")
    assert header.entries == {}
    assert not faults


def test_a_control_character_is_a_fault_at_its_place(read):
    header, (fault,) = read("---\ntitel: x\nart: pro\x0bjekt\n---\n")
    assert header is None
    assert (fault.line, fault.column) == (3, 9)
    assert "Steuerzeichen" in fault.message


def test_a_no_break_space_behind_the_colon_is_a_space(read):
    header, faults = read("---\ntitel:\u00a0Eins\u00a0zwei\n---\n")
    assert not faults
    assert header.entries["titel"].values[0].text == "Eins\u00a0zwei"
