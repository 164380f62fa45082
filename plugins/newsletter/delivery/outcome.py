"""What became of one attempt to deliver one mail, and what a transport promises."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


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


@dataclass(frozen=True)
class Mail:
    """One mail for one recipient. `content` has CRLF line ends and is not dot-stuffed.

    `recipient` is ready for the envelope (IDN domain as A-label); `smtputf8`: its local part is not
    ASCII, so the server must offer SMTPUTF8.
    """

    delivery: int
    sender: str
    recipient: str
    message_id: str
    content: bytes = field(repr=False)
    smtputf8: bool = False


class Mailer(Protocol):
    """A transport. Raises RelayUnusable or SettingsUnusable where it cannot work for any mail."""

    def deliver(self, mail: Mail, about_to_end: Callable[[], bool]) -> Outcome:
        """Try once. Call `about_to_end` just before the mail could be accepted; stop if it says no."""

    def close(self) -> None:
        """End politely; never raises."""
