"""A mail as it is handed to a transport: its bytes, and the envelope they travel in."""

from dataclasses import dataclass, field


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
