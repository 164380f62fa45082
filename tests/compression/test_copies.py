import gzip

import brotli
from hypothesis import given
from hypothesis import strategies as st

from plugins.compression.copies import CODINGS, compressed, compressible, sweep, write_copies

TEXT = "<p>Ein Satz über Ämter.</p>\n" * 40


def written(folder):
    (folder / "x").mkdir(parents=True)
    for name in ("index.html", "x/daten.csv", "x/bild.png", "x/schrift.woff2", "_headers"):
        (folder / name).write_text(TEXT, encoding="utf-8")
    (folder / "x/kurz.html").write_text("<p>", encoding="utf-8")
    return folder


def names(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_what_shrinks_gets_its_copies_and_nothing_else(tmp_path):
    folder = written(tmp_path)
    before = names(folder)
    write_copies(compressible(folder), 2)
    made = {"index.html.br", "index.html.gz", "x/daten.csv.br", "x/daten.csv.gz"}
    assert names(folder) - before == made
    assert brotli.decompress((folder / "index.html.br").read_bytes()).decode() == TEXT
    assert gzip.decompress((folder / "index.html.gz").read_bytes()).decode() == TEXT


def test_copies_are_the_same_bytes_each_time_and_get_no_copies(tmp_path):
    one, other = written(tmp_path / "a"), written(tmp_path / "b")
    for folder in (one, other, one):
        write_copies(compressible(folder), 1)
    assert names(one) == names(other)
    for name in names(one):
        assert (one / name).read_bytes() == (other / name).read_bytes()


def test_copies_of_a_former_build_are_swept_and_nothing_else(tmp_path):
    folder = written(tmp_path)
    (folder / "x/archiv.tar.gz").write_bytes(b"")
    before = names(folder)
    write_copies(compressible(folder), 1)
    (folder / "index.html").unlink()
    sweep(folder)
    assert names(folder) == before - {"index.html"}


def test_an_empty_site_needs_no_processes(tmp_path):
    assert write_copies(compressible(tmp_path)) == 0


@given(st.binary(max_size=2_000))
def test_nothing_is_lost(content):
    br, gz = (compressed(content, coding) for coding in CODINGS)
    assert brotli.decompress(br) == gzip.decompress(gz) == content
