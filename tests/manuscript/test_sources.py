import pytest

from plugins.manuscript.faults import Faults
from plugins.manuscript.sources import content_files, read_source


@pytest.fixture
def read(county):
    def run(data):
        county.write({"content/beitraege/a.md": data})
        faults = Faults()
        return read_source(county.content / "beitraege/a.md", county.root, faults), list(faults)

    return run


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_any_line_ends_give_the_same_lines(read, ends):
    source, faults = read(ends.join(["---", "titel: Größe", "---"]).encode())
    assert source.lines == ("---", "titel: Größe", "---")
    assert not faults


def test_the_mark_of_windows_editors_is_dropped(read):
    source, faults = read(b"\xef\xbb\xbf---\ntitel: x\n---\n")
    assert source.line(1) == "---"
    assert not faults


def test_another_encoding_is_a_fault_at_its_first_letter_and_is_read_on(read):
    source, faults = read("---\ntitel: Größe\n---\n".encode("cp1252"))
    assert [(f.line, f.column) for f in faults] == [(2, 10)]
    assert "UTF-8" in faults[0].message
    assert source.line(2) == "titel: Größe"


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_an_empty_file_is_a_fault(read, data):
    source, faults = read(data)
    assert source is None
    assert [f.message for f in faults] == ["Die Datei ist leer."]


def test_an_unreadable_file_is_a_fault(county):
    faults = Faults()
    assert read_source(county.content / "fehlt.md", county.root, faults) is None
    assert "lässt sich nicht lesen" in next(iter(faults)).message


def test_a_link_out_of_the_content_is_a_fault_and_is_not_followed(county, tmp_path_factory):
    outside = tmp_path_factory.mktemp("fremd")
    (outside / "geheim.md").write_text("geheim", encoding="utf-8")
    (county.content / "beitraege").mkdir()
    (county.content / "beitraege/geheim.md").symlink_to(outside / "geheim.md")
    (county.content / "fremd").symlink_to(outside)
    faults = Faults()
    names = {file.name for file in content_files(county.content, county.root, faults)}
    assert names == {"alter.md", "wohnen.md"}
    assert [f.path for f in faults] == ["content/beitraege/geheim.md", "content/fremd"]


def test_a_link_inside_the_content_is_a_file_like_any_other(county):
    (county.content / "felder/neu.md").symlink_to(county.content / "felder/alter.md")
    faults = Faults()
    names = [file.name for file in content_files(county.content, county.root, faults)]
    assert names == ["alter.md", "neu.md", "wohnen.md"]
    assert not len(faults)


def test_the_place_of_a_wrong_letter_counts_letters_and_not_bytes(read):
    _, (fault,) = read("titel: „“ ".encode() + b"\xe4rger\n")
    assert (fault.line, fault.column) == (1, 11)


def test_links_in_a_circle_are_a_fault(county):
    (county.content / "kreis").symlink_to(county.content / "kreis")
    faults = Faults()
    list(content_files(county.content, county.root, faults))
    assert [fault.path for fault in faults] == ["content/kreis"]
