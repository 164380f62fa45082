"""Issues ready to be sent, put into a database by SQL, and a mail server in memory."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select, update

from plugins.newsletter.delivery.outcome import Outcome, Phase, Result
from plugins.newsletter.mail.envelope import Mail
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.ledger import delivery, issue, variant
from plugins.newsletter.store.schema import subscriber

NOW = 1_790_000_000  # a Monday afternoon in Berlin: no quiet hours
FROZEN = b"Subject: Neues\r\n\r\nHallo\r\n\0leave\0\r\n"
ACCEPTED = Outcome(Result.ACCEPTED, Phase.DOT, 250, "2.0.0 Ok: queued as 4XYZ12", "4XYZ12")
GREYLISTED = Outcome(Result.DEFERRED, Phase.RCPT, 450, "4.2.0 Greylisted")
UNKNOWN_USER = Outcome(Result.REFUSED, Phase.RCPT, 550, "5.1.1 unbekannt")
BROKEN_OFF = Outcome(Result.DEFERRED, Phase.DATA)
CLOSING = Outcome(Result.DEFERRED, Phase.MAIL, 421, "4.3.2 bye")
NO_ANSWER = Outcome(Result.UNCERTAIN, Phase.DOT)


@dataclass
class Mailing:
    """Writes what planning would have frozen, and reads what became of it."""

    store: Store
    issues: int = 0
    people: dict[str, int] = field(default_factory=dict)

    def issue(
        self, *addresses: str, state: str = "sending", content: bytes | None = FROZEN
    ) -> list[int]:
        """Freeze an issue for these addresses; return its number and those of its deliveries."""
        self.issues += 1
        with self.store.begin() as connection:
            number = connection.scalar(
                insert(issue).returning(issue.c.id).values(
                    kind="instant", slot=f"instant:{self.issues}:1", title="Neues", state=state,
                    created_at=NOW, planned_for=NOW, frozen=len(addresses),
                )
            )  # fmt: skip
            body = connection.scalar(
                insert(variant)
                .returning(variant.c.id)
                .values(issue_id=number, mask=1, subject="Neues", content=content)
            )
            for address in addresses:
                if address not in self.people:
                    self.people[address] = connection.scalar(
                        insert(subscriber).returning(subscriber.c.id).values(
                            address=address, domain=address.rpartition("@")[2], state="confirmed",
                            frequency="instant", created_at=NOW, confirmed_at=NOW,
                        )
                    )  # fmt: skip
            deliveries = connection.scalars(
                insert(delivery).returning(delivery.c.id, sort_by_parameter_order=True),
                [
                    {"issue_id": number, "subscriber_id": self.people[address],
                     "variant_id": body, "state": "pending"}
                    for address in addresses
                ],
            ).all()  # fmt: skip
        return [number, *deliveries]

    def row(self, number: int) -> Any:
        """Return a delivery."""
        with self.store.read() as connection:
            return connection.execute(select(delivery).where(delivery.c.id == number)).one()

    def states(self) -> Counter[str]:
        with self.store.read() as connection:
            return Counter(connection.scalars(select(delivery.c.state)).all())

    def of_issue(self, number: int) -> Any:
        """Return an issue."""
        with self.store.read() as connection:
            return connection.execute(select(issue).where(issue.c.id == number)).one()

    def set(self, number: int, **values: object) -> None:
        """Change a delivery by hand."""
        with self.store.begin() as connection:
            connection.execute(update(delivery).where(delivery.c.id == number).values(**values))

    def move(self, number: int, state: str) -> None:
        """Pause, cancel or go on with an issue."""
        with self.store.begin() as connection:
            connection.execute(update(issue).where(issue.c.id == number).values(state=state))

    def leave(self, address: str) -> None:
        """Unsubscribe."""
        with self.store.begin() as connection:
            connection.execute(
                update(subscriber).where(subscriber.c.address == address).values(state="left")
            )


@dataclass
class Server:
    """A mail server in memory. `early` and `late`: what it answers to a recipient, before the dot or to it."""

    early: dict[str, list[Outcome | Exception]] = field(default_factory=dict)
    late: dict[str, list[Outcome | Exception]] = field(default_factory=dict)
    always: Outcome | Exception | None = None
    asked: list[str] = field(default_factory=list)
    accepted: list[Mail] = field(default_factory=list)
    before_dot: Callable[[Mail], None] = lambda _: None
    at_dot: Callable[[Mail], None] = lambda _: None
    closed: int = 0

    def deliver(self, mail: Mail, about_to_end: Callable[[], bool]) -> Outcome:
        self.asked.append(mail.recipient)
        for answer in (self.always, *self.early.get(mail.recipient, [])[:1]):
            if answer is not None:
                self.early.get(mail.recipient, [None]).pop(0)
                return _given(answer)
        self.before_dot(mail)
        if not about_to_end():
            return Outcome(Result.WITHHELD, Phase.DATA)
        self.at_dot(mail)
        if self.late.get(mail.recipient):
            return _given(self.late[mail.recipient].pop(0))
        self.accepted.append(mail)
        return ACCEPTED

    def close(self) -> None:
        self.closed += 1


def _given(answer: Outcome | Exception) -> Outcome:
    if isinstance(answer, Exception):
        raise answer
    return answer
