"""The exchange of a folder: whole or not at all."""

from pathlib import Path

import pytest

from plugins.desk.errors import Busy, NotWritable
from plugins.desk.scaffold import scaffold


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "seite").mkdir()
    (tmp_path / "seite/alt.html").touch()
    return tmp_path / "seite"


def test_exchange_replaces_everything(place: Path) -> None:
    with scaffold(place, place.parent / "bau", "besetzt") as site:
        site.fresh()
        (site.new / "neu.html").touch()
        site.exchange()
    assert [path.name for path in place.iterdir()] == ["neu.html"]
    assert [path.name for path in (place.parent / "bau").iterdir()] == ["seite.schloss"]


def test_without_an_exchange_nothing_changes(place: Path) -> None:
    with scaffold(place, place.parent / "bau", "besetzt") as site:
        site.fresh()
        (site.new / "neu.html").touch()
    assert [path.name for path in place.iterdir()] == ["alt.html"]


def test_an_exchange_that_fails_puts_the_former_back(place: Path) -> None:
    with (
        pytest.raises(NotWritable),
        scaffold(place, place.parent / "bau", "besetzt") as site,
    ):
        site.exchange()  # nothing was built
    assert [path.name for path in place.iterdir()] == ["alt.html"]


def test_one_at_a_time(place: Path) -> None:
    work = place.parent / "bau"
    with (
        scaffold(place, work, "besetzt"),
        pytest.raises(Busy, match="besetzt"),
        scaffold(place, work, "besetzt"),
    ):
        pass
    with scaffold(place, work, "besetzt"):
        pass


def test_a_file_in_place_of_the_work_folder_is_named(place: Path) -> None:
    (place.parent / "bau").touch()
    with (
        pytest.raises(NotWritable, match="In „bau“ kann nicht geschrieben werden"),
        scaffold(place, place.parent / "bau", "besetzt"),
    ):
        pass
