from datetime import datetime

import pytest

from plugins.feeds.settings import FeedSettings
from tests.feeds.invented import SETTINGS


def made(**changes: object) -> FeedSettings:
    values = {"public_url": "https://musterland.example", "title": "Musterland"} | changes
    return FeedSettings(**values)  # type: ignore[arg-type]


def test_address_and_title_are_enough() -> None:
    assert made().permanent_id("alle") == "tag:musterland.example,2000:feeds/alle"


@pytest.mark.parametrize("path", ["/felder/arbeit/", "felder/arbeit/"])
def test_addresses_are_absolute(path: str) -> None:
    assert SETTINGS.address(path) == "https://musterland.example/felder/arbeit/"


def test_ids_do_not_change_with_the_host() -> None:
    elsewhere = made(public_url="https://neu.example", identifier=SETTINGS.identifier)
    assert elsewhere.permanent_id("feld/arbeit") == SETTINGS.permanent_id("feld/arbeit")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"public_url": "musterland.example"}, "public_url"),
        ({"public_url": "https://musterland.example/"}, "public_url"),
        ({"public_url": "ftp://musterland.example"}, "public_url"),
        ({"title": " "}, "title"),
        ({"identifier": "musterland"}, "identifier"),
        ({"since": datetime(2020, 1, 1)}, "time zone"),  # noqa: DTZ001 - the fault itself
        ({"limit": 0}, "limit"),
    ],
)
def test_a_setting_that_would_spoil_every_feed_is_an_error_at_once(
    changes: dict[str, object], message: str
) -> None:
    with pytest.raises(ValueError) as error:
        made(**changes)
    assert message in str(error.value)


def test_a_misspelt_setting_is_an_error() -> None:
    with pytest.raises(TypeError):
        made(titel="Musterland")
