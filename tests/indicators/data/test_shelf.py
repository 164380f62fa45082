from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.indicators.data.shelf import Shelf
from plugins.manuscript.faults import Fault

HEAD = "gebiet,zeit,wert,status\n"


@pytest.fixture
def heard() -> list[Fault]:
    return []


@pytest.fixture
def shelf_of(tmp_path: Path, heard: list[Fault]) -> Callable[..., Shelf]:
    """Return a maker of shelves out of the rows of each file."""

    def make(**files: str | bytes) -> Shelf:
        paths = {}
        for key, rows in files.items():
            paths[key] = tmp_path / f"{key}.csv"
            paths[key].write_bytes(rows if isinstance(rows, bytes) else (HEAD + rows).encode())
        return Shelf(paths, tmp_path, {"99001"}, heard.extend)

    return make


def test_only_what_is_asked_for_is_read(shelf_of: Callable[..., Shelf]):
    shelf = shelf_of(quote="99001,2024,1,\n", anteil="99001,2024,2,\n")
    assert list(shelf) == ["quote", "anteil"]
    assert "quote" in shelf
    assert len(shelf) == 2
    assert not shelf.read
    shelf["anteil"].at("99001", "2024")
    assert set(shelf.read) == {"anteil"}


def test_what_was_read_is_kept(shelf_of: Callable[..., Shelf]):
    shelf = shelf_of(quote="99001,2024,1,\n")
    assert shelf["quote"] is shelf["quote"]


def test_what_is_opened_is_not_kept(shelf_of: Callable[..., Shelf]):
    shelf = shelf_of(quote="99001,2024,1,\n")
    assert shelf.open("quote").times() == ("2024",)
    assert not shelf.read


def test_faults_of_a_file_are_reported_once_and_not_before(
    shelf_of: Callable[..., Shelf], heard: list[Fault]
):
    shelf = shelf_of(quote="99001,2024,zehn,\n99001,2023,elf,\n")
    assert not heard
    for _ in range(2):
        assert not shelf["quote"].areas
    assert [fault.place for fault in heard] == ["quote.csv:2:12", "quote.csv:3:12"]


def test_a_file_that_cannot_be_read_has_no_rows_and_one_fault(
    shelf_of: Callable[..., Shelf], heard: list[Fault]
):
    shelf = shelf_of(quote="gebiet,zeit,wert,status\n99001,2023,,ü\n".encode("latin-1"))
    assert shelf["quote"].times() == ()
    assert [fault.place for fault in heard] == ["quote.csv:2"]


def test_an_unknown_indicator_is_a_key_error(shelf_of: Callable[..., Shelf]):
    with pytest.raises(KeyError):
        shelf_of()["quote"]
