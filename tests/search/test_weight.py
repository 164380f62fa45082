"""What a first search costs over the wire, on 400 pages of 450 words (Pagefind: 95 to 100 KB)."""

import gzip
from pathlib import Path

import brotli
import pytest

from plugins.search.files import search_files
from plugins.search.settings import SearchSettings
from tests.search.invented import invented_documents

SCRIPT = Path(__file__).parent.parent.parent / "theme/static/js/search.js"
KB = 1000


@pytest.fixture(scope="module")
def files():
    return search_files(invented_documents(400, 450), [], SearchSettings().shard)


def brotlied(content):
    return len(brotli.compress(content, quality=11))


def gzipped(content):
    return len(gzip.compress(content, 9))


@pytest.mark.parametrize(("packed", "words"), [(brotlied, 4), (gzipped, 2)])
def test_script_index_and_the_parts_for_a_query_of_some_words_stay_below_60_kb(
    files, packed, words
):
    parts = sorted((each for name, each in files.contents.items() if name != files.start), key=len)
    first = packed(SCRIPT.read_bytes()) + packed(files.contents[files.start])
    assert first + sum(map(packed, parts[-words:])) <= 60 * KB


def test_the_script_is_small():
    assert brotlied(SCRIPT.read_bytes()) <= 5 * KB
