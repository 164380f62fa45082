from pathlib import Path
from typing import Any

import pytest

from plugins.indicators.check import inspection, ledger
from plugins.indicators.check.subject import Subject


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The keys of the indicators that were really examined, in order."""
    keys: list[str] = []

    def note(subject: Subject) -> list[Any]:
        keys.append(subject.indicator.key)
        return []

    monkeypatch.setattr(inspection, "RULES", (*inspection.RULES, note))
    return keys


def test_what_did_not_change_is_not_examined_again(daten: Any, tmp_path: Path, judged: list[str]):
    daten.cells["menschen"]["99001001", 2012] = "4961.5,"
    first = daten.inspect(tmp_path / "memory.json")
    assert judged == ["menschen", "faelle", "quote"]
    judged.clear()
    assert daten.inspect(tmp_path / "memory.json") == first
    assert not judged
    assert first.findings


def test_a_rate_is_examined_again_with_its_parts(daten: Any, tmp_path: Path, judged: list[str]):
    daten.inspect(tmp_path / "memory.json")
    judged.clear()
    daten.cells["faelle"]["99001001", 2010] = "501,"
    assert daten.inspect(tmp_path / "memory.json").errors
    assert judged == ["faelle", "quote"]


def test_changed_metadata_are_examined_again(daten: Any, tmp_path: Path, judged: list[str]):
    daten.inspect(tmp_path / "memory.json")
    judged.clear()
    daten.resources["menschen"]["additiv"] = False
    daten.inspect(tmp_path / "memory.json")
    assert judged == ["menschen"]


def test_a_new_check_or_other_areas_examine_everything_again(
    daten: Any, tmp_path: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch
):
    daten.inspect(tmp_path / "memory.json")
    judged.clear()
    monkeypatch.setattr(inspection, "version", lambda: "new")
    daten.inspect(tmp_path / "memory.json")
    assert len(judged) == 3


def test_only_what_was_used_is_remembered(daten: Any, tmp_path: Path):
    memory = tmp_path / "deep" / "memory.json"
    daten.inspect(memory)
    size = memory.stat().st_size
    daten.resources["menschen"]["methode"] = "Geschätzt."
    daten.inspect(memory)
    assert memory.stat().st_size == size


@pytest.mark.parametrize("content", ["", "[]", "{", '{"a": 1}', "\udcff"])
def test_a_memory_that_cannot_be_read_is_no_memory(daten: Any, tmp_path: Path, content: str):
    memory = tmp_path / "memory.json"
    memory.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert not daten.inspect(memory).findings


def test_the_version_follows_the_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    before = ledger.version()
    assert before == ledger.version()
    monkeypatch.setattr(ledger, "_CODE", tmp_path)
    (tmp_path / "check").mkdir()
    (tmp_path / "check" / "sums.py").write_text("new = 1\n")
    assert ledger.version() != before
