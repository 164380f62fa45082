"""What became of one attempt to deliver one mail, and what a transport promises."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from plugins.newsletter.mail.envelope import Mail


class Phase(StrEnum):
    """Where in the dialogue with the mail server an attempt ended."""

    CONNECT = "connect"  # connection, greeting, EHLO, STARTTLS, AUTH
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"  # the DATA command, its 354, and the body before its last bytes
    DOT = "dot"  # the last bytes may have left; only the answer tells


class Result(StrEnum):
    """What an attempt means for the delivery."""

    ACCEPTED = "accepted"  # 250 to the final dot
    DEFERRED = "deferred"  # surely not accepted; try again later
    REFUSED = "refused"  # surely not accepted, and never will be
    WITHHELD = "withheld"  # `about_to_end` said no; nothing was sent
    UNCERTAIN = "uncertain"  # the last bytes left, no answer came


@dataclass(frozen=True)
class Outcome:
    """The result of one attempt. `reply` is the server's text; it may hold an address: never log it."""

    result: Result
    phase: Phase
    code: int = 0
    reply: str = ""
    queue_id: str = ""


class Mailer(Protocol):
    """A transport. Raises RelayUnusable or SettingsUnusable where it cannot work for any mail."""

    def deliver(self, mail: Mail, about_to_end: Callable[[], bool]) -> Outcome:
        """Try once. Call `about_to_end` just before the mail could be accepted; stop if it says no."""

    def close(self) -> None:
        """End politely; never raises."""
