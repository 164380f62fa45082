"""The county's office on a fresh database: on both, or on SQLite where one is enough."""

from pathlib import Path

import pytest

from plugins.newsletter.keys import Keys
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.database import Store
from tests.newsletter.consent.office import Office


@pytest.fixture
def office(store: Store, keys: Keys, settings: NewsletterSettings, tmp_path: Path) -> Office:
    return Office(store, keys, settings, tmp_path)


@pytest.fixture
def small_office(
    sqlite_store: Store, keys: Keys, settings: NewsletterSettings, tmp_path: Path
) -> Office:
    return Office(sqlite_store, keys, settings, tmp_path)
