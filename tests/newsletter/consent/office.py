"""The county's office: it takes sign-ups, sends the mails that confirm them, and keeps the register.

The real rooms on a real database; only the clock, the mail server and the people are invented.
"""

from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Table, func, select

from plugins.newsletter.address import Address, read_address
from plugins.newsletter.consent import applications, notices, wordings
from plugins.newsletter.consent.applications import Application, Decided
from plugins.newsletter.consent.notices import Notice
from plugins.newsletter.consent.register import Register
from plugins.newsletter.keys import Keys
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.people import NoticeKind, notice
from plugins.newsletter.store.states import Frequency

NOW = 1_790_000_000
HOUR = 3600
DAY = 24 * HOUR
VERSION = "2026-11-22"


@dataclass(frozen=True)
class Letter:
    """A mail that left: what its reader sees of it. `token` is "" where it has none."""

    kind: NoticeKind
    address: Address
    token: str
    message_id: str
    at: int
    notice: Notice


@dataclass
class Office:
    store: Store
    keys: Keys
    settings: NewsletterSettings
    root: Path
    now: int = NOW
    numbers: Any = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        with self.store.begin() as connection:
            wordings.note(connection, VERSION, "Ja, ich möchte den Newsletter.", self.now)

    @property
    def register(self) -> Register:
        return Register(self.store, self.keys, self.settings, self.root)

    def sign_up(
        self,
        address: str,
        topics: frozenset[str] | None = None,
        frequency: Frequency = Frequency.INSTANT,
        form: str = "/newsletter/",
    ) -> None:
        """Type an address into the form, and nothing more."""
        with self.store.begin() as connection:
            applications.apply(
                connection, [Application(address, topics, frequency, VERSION, form, self.now)]
            )

    def decide(self, most: int = 100) -> Decided:
        return applications.decide(self.store, self.keys, self.settings, self.now, most)

    def due(self, most: int = 100) -> list[Notice]:
        with self.store.read() as connection:
            return notices.due(connection, self.now, most)

    def attempt(self, owed: Notice) -> Letter | None:
        """Begin to send a mail; what becomes of it is not noted."""
        name = f"<bestaetigung-{next(self.numbers)}@kreis.example>"
        token = notices.begin(self.store, owed, self.now, message_id=name)
        if token is None:
            return None
        return Letter(owed.kind, owed.address, token, name, self.now, owed)

    def post(self) -> list[Letter]:
        """Decide every sign-up, send every mail that is due; all are accepted."""
        self.decide()
        letters = [letter for owed in self.due() if (letter := self.attempt(owed))]
        for letter in letters:
            notices.sent(self.store, letter.notice, letter.message_id, self.now)
        return letters

    def letter(self, address: str, **wish: Any) -> Letter:
        """Sign up, and return the one mail that comes of it."""
        self.sign_up(address, **wish)
        (letter,) = self.post()
        return letter

    def join(self, address: str, **wish: Any) -> int:
        """Go the whole way in: sign up, get the mail, use its link."""
        self.register.redeem(self.letter(address, **wish).token, self.now)
        return self.number(address)

    def number(self, address: str) -> int:
        found = self.register.number_of(read_address(address))
        assert found is not None
        return found

    def rows(self, table: Table) -> list[Any]:
        """Return all rows of a table, in the order of their first column."""
        with self.store.read() as connection:
            return list(connection.execute(select(table).order_by(table.c[0])).all())

    def count(self, table: Table) -> int:
        with self.store.read() as connection:
            return connection.scalar(select(func.count()).select_from(table)) or 0

    def everything(self) -> str:
        """Return every value of every table as text: what somebody finds who has the database."""
        tables = notice.metadata.sorted_tables
        return "\n".join(repr(tuple(row)) for table in tables for row in self.rows(table))
