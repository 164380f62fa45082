"""Invented mails (mails/<what they mean>/*.eml), with the tokens of this house put in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from plugins.newsletter.consent.register import Register
from plugins.newsletter.keys import Keys
from plugins.newsletter.mail.links import return_path
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.people import consent
from plugins.newsletter.store.schema import subscriber

MAILS = Path(__file__).parent / "mails"
Letter = Callable[..., bytes]


@pytest.fixture
def letter(settings: NewsletterSettings, keys: Keys) -> Letter:
    """Give a function that writes a mail: about this delivery and this subscriber, returning this id."""

    def written(
        name: str, *, delivery: int = 7, person: int = 3, message_id: str = "", by: Keys = keys
    ) -> bytes:
        text = (MAILS / f"{name}.eml").read_text("utf-8")
        for place, value in (
            ("UPPERLEAVING", by.sign("leave", person).upper()),
            ("LEAVING", by.sign("leave", person)),
            ("VERP", return_path(settings, by.sign("bounce", delivery))),
            ("MESSAGEID@kreis.example", message_id.strip("<>") or "0123456789@kreis.example"),
        ):
            text = text.replace(place, value)
        return text.encode("utf-8")

    return written


@pytest.fixture
def register(store: Store, keys: Keys, settings: NewsletterSettings, tmp_path: Path) -> Register:
    return Register(store, keys, settings, tmp_path)


@pytest.fixture
def state(store: Store) -> Callable[[int], str]:
    """Give the state of a subscriber."""

    def of(person: int) -> str:
        with store.read() as connection:
            return str(
                connection.scalar(select(subscriber.c.state).where(subscriber.c.id == person))
            )

    return of


@pytest.fixture
def events(store: Store) -> Callable[[], list[str]]:
    """Give what the consent log holds, in order."""

    def all_() -> list[str]:
        with store.read() as connection:
            return list(connection.scalars(select(consent.c.event).order_by(consent.c.id)))

    return all_
