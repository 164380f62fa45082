from dataclasses import replace
from datetime import datetime
from uuid import UUID

import pytest

from plugins.feeds.entry import EntryError
from tests.feeds.invented import entry


def test_the_id_is_the_kennung_as_a_urn() -> None:
    kennung = UUID("5F1F7C0E-6F0E-4A51-9F0E-0D9D5F0A2B11")
    assert entry(identifier=kennung).urn == "urn:uuid:5f1f7c0e-6f0e-4a51-9f0e-0d9d5f0a2b11"


def test_the_id_survives_every_other_change() -> None:
    before = entry(1)
    after = replace(
        before,
        title="Ganz anders",
        url="https://neu.example/2030/01/anders/",
        published=before.published.replace(year=2030),
        updated=before.updated.replace(year=2031),
    )
    assert after.urn == before.urn


def test_an_entry_without_title_is_refused_in_german() -> None:
    with pytest.raises(EntryError, match="Titel"):
        entry(title="  ")


@pytest.mark.parametrize("key", ["published", "updated"])
def test_a_date_without_zone_is_refused_in_german(key: str) -> None:
    with pytest.raises(EntryError, match="Zeitzone"):
        entry(**{key: datetime(2024, 3, 6)})  # noqa: DTZ001 - the fault itself
