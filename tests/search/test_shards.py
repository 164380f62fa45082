"""The files hold the whole index, and only what changed gets another name."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from plugins.search.document import Document, Weight
from plugins.search.files import search_files
from plugins.search.index import Index
from plugins.search.shards import DIGITS, cut

FORMS = st.text("abcdeß12", min_size=1, max_size=30)
POSTINGS = st.dictionaries(st.integers(0, 3000), st.sampled_from(Weight), min_size=1, max_size=40)


def read(shard):
    """Yield what a shard holds, read as its description says."""
    pages = shard.pages.split(" ")
    form = ""
    for number, coded in enumerate(re.findall("[A-Z][^A-Z]*", shard.forms)):
        form = form[: DIGITS.index(coded[0])] + coded[1:]
        found = {}
        for weight, group in enumerate(pages[number].split("!")):
            page = -1
            for digits in re.findall("[g-z0-9_-]*[A-Za-f]", group):
                page += 1 + sum(DIGITS.index(digit) % 32 * 32**n for n, digit in enumerate(digits))
                found[page] = Weight(weight)
        yield form, found


@given(st.dictionaries(FORMS, POSTINGS, max_size=60), st.integers(1, 400))
def test_shards_hold_every_form_with_its_pages(postings, size):
    shards = list(cut(Index(postings), size))
    assert {form: pages for shard in shards for form, pages in read(shard)} == postings
    firsts = [shard.first for shard in shards]
    assert firsts == sorted(firsts)
    assert all(next(read(shard))[0] == shard.first for shard in shards)


def documents(*titles):
    return [Document(url=f"/{n}/", title=t, summary="", kind="seite") for n, t in enumerate(titles)]


def test_a_file_is_named_by_what_it_holds():
    before = search_files(documents("Alter", "Zukunft"), [], 1)
    after = search_files(documents("Alter", "Zukunft", "Zuzug"), [], 1)
    assert before == search_files(documents("Alter", "Zukunft"), [], 1)
    assert before.start != after.start
    assert len(before.contents.keys() & after.contents.keys()) == 2  # words of unchanged pages
    assert all(re.fullmatch(r"(index|woerter)\.[0-9a-f]{8}\.json", name) for name in after.contents)


def test_the_first_file_names_the_others():
    files = search_files(documents("Alter", "Zukunft"), [], 1)
    start = json.loads(files.contents[files.start])
    assert [first for first, _ in start["shards"]] == ["alt", "zukunft"]
    assert {name for _, name in start["shards"]} == files.contents.keys() - {files.start}


def test_a_site_without_pages_has_an_index_too():
    assert len(search_files([], [], 1).contents) == 1
