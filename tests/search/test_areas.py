"""Areas are found by each name they have or had, and by postcode; the search knows them by their facts alone."""

from dataclasses import dataclass

import pytest

from plugins.search.alphabet import register
from plugins.search.collection import collect, sorts
from plugins.search.document import Weight
from plugins.search.index import build_index, forms


@dataclass(frozen=True)
class Entry:
    title: str = "Neutal"
    name: str = "Neutal, Stadt"
    address: str = "/gebiete/neutal/"
    level: str = "gemeinde"
    level_name: tuple[str, str] = ("Gemeinde", "Gemeinden")
    summary: str = "Stadt, Region Nord."
    postcodes: tuple[str, ...] = ("09999",)
    former: tuple[str, ...] = ("Altdorf",)
    names: tuple[str, ...] = ("Neutal an der Aue",)


@pytest.mark.parametrize("query", ["09999", "Altdorf", "neutal", "Aue"])
def test_a_postcode_and_a_former_name_weigh_as_the_title_does(query):
    index = build_index(collect({"areas": [Entry()]}))
    (form,) = forms(query)
    assert index.postings[form] == {0: Weight.TITLE}


def test_other_numbers_still_say_too_little():
    assert forms("09999 2024 65 1234 123456") == ("09999", "2024")


def test_its_kind_is_what_its_county_calls_it():
    assert sorts({"areas": [Entry()]})["gemeinde"] == ("Gemeinde", "Gemeinden")
    assert "gemeinde" not in sorts({})


def test_the_register_has_former_names_with_those_of_today():
    words = {
        keyword.word: (keyword.is_title, keyword.pages[0].url)
        for letter in register(collect({"areas": [Entry()]}))
        for keyword in letter.keywords
    }
    assert words == {
        "Altdorf (heute Neutal)": (True, "/gebiete/neutal/"),
        "Neutal": (True, "/gebiete/neutal/"),
    }
