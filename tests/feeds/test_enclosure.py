from pathlib import Path

import pytest

from plugins.feeds.enclosure import enclosure
from plugins.feeds.entry import Enclosure
from tests.feeds.invented import SETTINGS


def test_size_type_address_and_alternative_text(tmp_path: Path) -> None:
    (tmp_path / "bilder").mkdir()
    (tmp_path / "bilder/Größe.JPG").write_bytes(b"1234567")
    assert enclosure("/bilder/Größe.JPG", "Ein Markt", SETTINGS, [tmp_path]) == Enclosure(
        "https://musterland.example/bilder/Gr%C3%B6%C3%9Fe.JPG", 7, "image/jpeg", "Ein Markt"
    )


def test_an_encoded_address_finds_its_file(tmp_path: Path) -> None:
    (tmp_path / "ein bild.png").write_bytes(b"12")
    found = enclosure("/ein%20bild.png", "", SETTINGS, [tmp_path])
    assert found is not None
    assert (found.url, found.length) == ("https://musterland.example/ein%20bild.png", 2)


def test_the_first_folder_wins(tmp_path: Path) -> None:
    for name, content in (("content", b"neu!"), ("output", b"von gestern")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.png").write_bytes(content)
    found = enclosure("/x.png", "", SETTINGS, [tmp_path / "content", tmp_path / "output"])
    assert found is not None
    assert found.length == len(b"neu!")


@pytest.mark.parametrize("name", ["fehlt.png", "text.docx"])
def test_without_file_or_type_there_is_a_warning_and_no_enclosure(
    name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "text.docx").write_bytes(b"1")
    assert enclosure(f"/{name}", "", SETTINGS, [tmp_path]) is None
    assert name in caplog.text
