"""A document is a link where it is there, and an honest word where it is not."""

import pytest

from plugins.documents.document import document
from plugins.manuscript.directives import INLINE, parse_inline
from plugins.manuscript.faults import Faults

NBSP = "\N{NO-BREAK SPACE}"


def ask(text, folder):
    faults = Faults()
    match = INLINE.search(text)
    directive = parse_inline(match, "content/seiten/bericht.md", 7, match.start() + 1, text)
    return document(directive, faults, folder), [*faults]


def words(found):
    return "".join(found.itertext())


@pytest.mark.parametrize(("size", "said"), [(1, "1"), (1000, "1"), (1001, "2"), (999_999, "1000")])
def test_small_files_are_said_in_kilobytes(tmp_path, size, said):
    (tmp_path / "bericht.pdf").write_bytes(b"x" * size)
    found, faults = ask("[[datei: bericht.pdf, Der Bericht]]", tmp_path)
    assert not faults
    assert words(found) == f"Der Bericht (PDF, {said}{NBSP}KB)"


def test_large_files_are_said_in_megabytes_with_their_state(tmp_path):
    (tmp_path / "bericht 3.pdf").write_bytes(b"x" * 4_110_000)
    found, faults = ask("[[datei: bericht 3.pdf, Der Bericht, Stand 2024]]", tmp_path)
    assert not faults
    assert words(found) == f"Der Bericht (PDF, 4,2{NBSP}MB, Stand 2024)"
    assert found.find("a").get("href") == "/dokumente/bericht%203.pdf"


def test_a_file_that_is_not_there_is_said_and_stops_nothing(tmp_path):
    found, faults = ask("[[datei: bericht.pdf, Der Bericht]]", tmp_path / "fehlt")
    assert not faults
    assert words(found) == "Der Bericht (liegt hier noch nicht vor)"
    assert found.find("a") is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[datei: bericht.pdf]]", "Bezeichnung"),
        ("[[datei: , Der Bericht]]", "Dateinamen"),
        ("[[datei: ../geheim.pdf, Der Bericht]]", "kein Dateiname"),
        ("[[datei: berict.pdf, Der Bericht]]", "gibt es nicht"),
    ],
)
def test_slips_are_faults_in_their_place(tmp_path, text, message):
    (tmp_path / "bericht.pdf").write_bytes(b"x")
    found, (fault,) = ask(text, tmp_path)
    assert found == ""
    assert message in fault.message
    assert fault.line == 7
