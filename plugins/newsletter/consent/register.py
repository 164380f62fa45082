"""The door by which people join, change, move and end: nobody else writes of them.

Everything is idempotent and done in one turn; what ended somebody is also put into the file of
departures, so that a backup that is restored does not mail them again.
"""

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from plugins.newsletter import subscribers
from plugins.newsletter.address import Address, read_address
from plugins.newsletter.consent import (
    applications,
    departures,
    ending,
    erasure,
    evidence,
    joining,
    redeeming,
)
from plugins.newsletter.consent.applications import Application
from plugins.newsletter.consent.choices import Choice
from plugins.newsletter.consent.redeeming import Redeemed
from plugins.newsletter.consent.turn import turn
from plugins.newsletter.errors import StoreUnusable, WrongUse
from plugins.newsletter.keys import Keys
from plugins.newsletter.settings import Files, NewsletterSettings
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.people import Event
from plugins.newsletter.store.states import SubscriberState
from plugins.newsletter.subscribers import Subscriber

__all__ = ["Redeemed", "Register"]

_LEFT = "Diese Adresse ist abgemeldet; melden Sie sich bitte neu an."
_HERE = "An diese Adresse schreiben wir Ihnen schon."


@dataclass(frozen=True)
class Register:
    """Who gets the newsletter. `root`: what the paths of the settings are relative to. Times: seconds since 1970.

    Every method raises StoreUnusable; but for `erase`, nothing was done then.
    """

    store: Store
    keys: Keys
    settings: NewsletterSettings
    root: Path

    def redeem(self, token_text: str, now: int) -> Redeemed:
        """Use the link of a mail. Used again, it changes nothing, and says the same while it is true."""
        redeemed, departed = redeeming.redeem(self.store, self.keys, self.settings, token_text, now)
        if departed is not None:
            self._depart(departed, Event.LEFT, now)
        return redeemed

    def change(self, number: int, choice: Choice, now: int) -> None:
        """Switch topics and frequency. Raises WrongUse for somebody who has left."""
        with turn(self.store) as connection:
            person = _confirmed(connection, number)
            if Choice(person.topics, person.frequency) == choice:
                return
            subscribers.switch(
                connection, number, now, topics=choice.topics, frequency=choice.frequency
            )
            digest = self.keys.digest(person.address.address)
            evidence.record(connection, Event.CHANGED, number, digest, now, choice=choice)

    def ask_to_move(self, number: int, address_text: str, now: int) -> None:
        """Ask the owner of another address whether the mails may go there. Nothing of it is looked up.

        Raises WrongUse on what is no address or is the present one, and for somebody who has left.
        """
        address = read_address(address_text)
        with self.store.begin(durable=True) as connection:
            person = _confirmed(connection, number)
            if person.address == address:
                raise WrongUse(_HERE)
            wish = Application(
                address=address.address,
                topics=None,
                frequency=person.frequency,
                wording="",
                form="",
                asked_at=now,
                number=number,
            )
            applications.apply(connection, [wish])

    def leave(self, number: int, now: int) -> None:
        """End it, as the subscriber asked: by link, one click or mail. Years later it is the same."""
        self._end(number, Event.LEFT, now)

    def remove(self, number: int, now: int) -> None:
        """End it, as the operator was asked to."""
        self._end(number, Event.REMOVED, now)

    def complain(self, number: int, now: int) -> None:
        """End it because a mail was called spam."""
        self._end(number, Event.COMPLAINED, now)

    def bounce(self, number: int, now: int) -> None:
        """End it because the mailbox refuses for good, and refuse the address until the operator lifts it."""
        self._end(number, Event.BOUNCED, now)

    def erase(self, number: int, now: int, address: Address | None = None) -> None:
        """Forget somebody; only keyed hashes and numbers stay. `address`: where it is not known any more.

        Raises StoreUnusable also where mails in a folder stay; then the rest is done.
        """
        with turn(self.store) as connection:
            person = _find(connection, number)
            if person is not None and person.readable:
                address = person.address
            mailed = erasure.asked_to_move_to(connection, number)
            ended = ending.end(connection, self.keys, number, Event.ERASED, now)
            erasure.forget(connection, number, address)
        if ended:
            self._depart(number, Event.ERASED, now)
        if address is not None:
            mailed.add(address)
        if isinstance(self.settings.transport, Files):
            self._discard(self.root / self.settings.transport.folder, mailed)
        erasure.scrub(self.store, thorough=False)

    def member(self, number: int) -> Subscriber | None:
        """Return a subscriber, also one who has left (without an address), None where there is none."""
        with self.store.read() as connection:
            return _find(connection, number)

    def number_of(self, address: Address) -> int | None:
        """Return whose address this is, or was when that person left."""
        with self.store.read() as connection:
            return joining.number_of(connection, self.keys, address)

    def _end(self, number: int, event: Event, now: int) -> None:
        with turn(self.store) as connection:
            ended = ending.end(connection, self.keys, number, event, now)
            if (
                not ended and event is Event.LEFT
            ):  # the link stands in an old mail of the same mailbox
                number = ending.heir(connection, number) or number
                ended = ending.end(connection, self.keys, number, event, now)
        if ended:
            self._depart(number, event, now)

    def _discard(self, folder: Path, addresses: Collection[Address]) -> None:
        try:
            for address in addresses:
                erasure.discard_mails(folder, address)
        except OSError as error:
            raise StoreUnusable(
                f"Die Mails an diese Adresse im Ordner „{folder}“ lassen sich nicht löschen "
                f"({os.strerror(error.errno or 0)}); berichtigen Sie die Rechte und wiederholen Sie das Löschen."
            ) from None

    def _depart(self, number: int, event: Event, now: int) -> None:
        departures.note(self.root / self.settings.departures, number, event, now)


def _find(connection: Connection, number: int) -> Subscriber | None:
    try:
        return subscribers.find(connection, number)
    except WrongUse:
        return None


def _confirmed(connection: Connection, number: int) -> Subscriber:
    person = _find(connection, number)
    if person is None or person.state is not SubscriberState.CONFIRMED:
        raise WrongUse(_LEFT)
    return person
