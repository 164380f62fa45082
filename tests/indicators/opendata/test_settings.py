"""Settings that no portal could take are refused when they are made."""

import pytest

from plugins.indicators.opendata.settings import OpenDataSettings
from plugins.indicators.opendata.vocabulary import licence_iri

GOOD = {
    "title": "Offene Daten",
    "description": "Alles.",
    "publisher": "Kreis Musterland",
    "email": "amt@muster.example",
    "licence": "http://dcat-ap.de/def/licenses/dl-zero-de/2.0",
    "themes": {"Demografie": ("SOCI",)},
}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": ""}, "e-mail"),
        ({"publisher": ""}, "publisher"),
        ({"themes": {"wohnen": ("HOUS",)}}, "HOUS of wohnen"),
        ({"contributor": "https://muster.example/id"}, "contributor must begin"),
    ],
    ids=["email", "publisher", "theme", "contributor"],
)
def test_what_cannot_work_is_refused(wrong, said):
    assert OpenDataSettings(**GOOD).contributor == ""
    with pytest.raises(ValueError, match=said):
        OpenDataSettings(**GOOD | wrong)


@pytest.mark.parametrize(
    ("address", "entry"),
    [
        ("https://www.govdata.de/dl-de/zero-2-0", "dl-zero-de/2.0"),
        ("http://www.govdata.de/dl-de/by-2-0/", "dl-by-de/2.0"),
        ("https://creativecommons.org/licenses/by/4.0/deed.de", "cc-by/4.0"),
    ],
)
def test_a_licence_is_found_by_its_address_however_it_is_written(address, entry):
    assert licence_iri(address) == f"http://dcat-ap.de/def/licenses/{entry}"


def test_what_the_list_does_not_know_has_no_entry():
    assert licence_iri("") == licence_iri("https://muster.example/frei") == ""
