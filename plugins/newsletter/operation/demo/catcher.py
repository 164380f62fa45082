"""A mail server that keeps what it is given: for the demonstration, on this machine only."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from plugins.newsletter.delivery.files import FileMailer
from plugins.newsletter.mail.envelope import Mail

HOST = "127.0.0.1"


@dataclass
class Caught:
    """The port, and the Message-IDs of what was accepted."""

    port: int
    message_ids: list[str] = field(default_factory=list)


class _Keeper:
    """Writes each mail into the folder before it says 250."""

    def __init__(self, mailer: FileMailer, caught: Caught) -> None:
        self._mailer = mailer
        self._caught = caught

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name
        del server, session
        content = bytes(envelope.content or b"")
        message_id = str(message_from_bytes(content)["Message-ID"])
        self._mailer.deliver(
            Mail(
                delivery=len(self._caught.message_ids),
                sender=str(envelope.mail_from),
                recipient=str(envelope.rcpt_tos[0]),
                message_id=message_id,
                content=content,
            ),
            lambda: True,
        )
        self._caught.message_ids.append(message_id)
        return "250 2.0.0 Ok: queued as VORFUEHRUNG"


@contextmanager
def catching(folder: Path) -> Iterator[Caught]:
    """Run the mail server; it writes mails and a page to browse them into `folder`."""
    with socket.create_server((HOST, 0)) as free:
        caught = Caught(free.getsockname()[1])
    mailer = FileMailer(folder)
    controller = Controller(
        _Keeper(mailer, caught), hostname=HOST, port=caught.port, enable_SMTPUTF8=True
    )
    controller.start()
    try:
        yield caught
    finally:
        controller.stop()
        mailer.close()
