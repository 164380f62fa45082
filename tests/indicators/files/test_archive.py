"""A ZIP whose bytes depend on its files alone."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.files.archive import zip_archive

NAMES = st.text("abcdefghij", min_size=1, max_size=8)


@given(st.dictionaries(NAMES, st.binary(max_size=50), max_size=6))
def test_what_goes_in_comes_out_in_one_folder(files):
    with zipfile.ZipFile(io.BytesIO(zip_archive(files, "zahlen"))) as archive:
        assert archive.testzip() is None
        found = {name: archive.read(name) for name in archive.namelist()}
    assert found == {f"zahlen/{name}": content for name, content in files.items()}


def test_neither_order_nor_time_changes_a_byte():
    first = zip_archive({"a": b"1", "b": b"2"}, "x")
    assert first == zip_archive({"b": b"2", "a": b"1"}, "x")
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o100644}
