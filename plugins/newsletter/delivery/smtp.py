"""Mails to one mail server, one after another, always knowing whether it can have accepted one.

A server accepts a mail by its 250 to the final dot (RFC 5321, 4.1.1.4 and 6.1). So the last bytes
are kept back until the journal is ready: a failure before them means surely not accepted, a lost
reply after them means nobody knows.
"""

import re
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress

from plugins.newsletter.delivery.connection import connect, trust
from plugins.newsletter.delivery.dialogue import Dialogue, stuffed
from plugins.newsletter.delivery.outcome import Outcome, Phase, Result
from plugins.newsletter.delivery.replies import CLOSING, OUT_OF_STEP, judge
from plugins.newsletter.mail.envelope import Mail
from plugins.newsletter.settings import Smtp

_KEPT_BACK = 1024
_PATIENCE_QUIT = 5  # seconds
# Postfix slows down after ten errors without an accepted mail (smtpd_soft_error_limit).
_REFUSALS = 8
_NO_ADDRESS = re.compile(r"[\x00-\x20\x7f<>]")


class SmtpMailer:
    """Delivers to `transport`; connects when the first mail comes, and again where it must.

    `local_hostname` is what EHLO says; empty: the full name of this machine.
    """

    def __init__(self, transport: Smtp, password: str = "", local_hostname: str = "") -> None:
        self._transport = transport
        self._password = password
        self._name: str | None = local_hostname or None
        self._context: ssl.SSLContext | None = None
        self._connection: Dialogue | None = None
        self._mails = self._refusals = 0

    def deliver(self, mail: Mail, about_to_end: Callable[[], bool]) -> Outcome:
        """Try once; see `Mailer`. An exception of `about_to_end` comes through, nothing is sent."""
        if _NO_ADDRESS.search(mail.sender + mail.recipient):
            return Outcome(Result.REFUSED, Phase.MAIL, reply="address")
        outcome = None
        try:
            outcome = self._attempt(mail, about_to_end)
        finally:
            if outcome is None:
                self._drop()
        self._tidy(outcome)
        return outcome

    def close(self) -> None:
        """Say QUIT, if there is somebody to say it to."""
        if self._connection is not None:
            self._connection.patience = _PATIENCE_QUIT
            with suppress(OSError):
                self._connection.docmd("QUIT")
        self._drop()

    def _attempt(self, mail: Mail, about_to_end: Callable[[], bool]) -> Outcome:
        connection, reused = self._ready()
        outcome = _open(connection, mail)
        if reused and connection.sock is None:
            # The server had hung up on the idle connection: nothing of this mail was heard.
            self._drop()
            connection, _ = self._ready()
            outcome = _open(connection, mail)
        self._mails += 1
        return outcome or self._send(connection, stuffed(mail.content), about_to_end)

    def _send(self, connection: Dialogue, body: bytes, about_to_end: Callable[[], bool]) -> Outcome:
        end = max(0, len(body) - _KEPT_BACK)
        try:
            connection.write(memoryview(body)[:end])
        except OSError:
            return _cut_short(connection)
        if not about_to_end():
            connection.close()
            return Outcome(Result.WITHHELD, Phase.DATA)
        if connection.interrupted():
            return _cut_short(connection)
        connection.patience = self._transport.reply_timeout
        try:
            connection.write(body[end:])
            reply = connection.getreply()
        except OSError:
            return Outcome(Result.UNCERTAIN, Phase.DOT)
        connection.patience = self._transport.timeout
        return judge(Phase.DOT, *reply)

    def _ready(self) -> tuple[Dialogue, bool]:
        """Return a connection, and whether it has carried a mail before."""
        if self._connection is not None:
            if self._mails >= self._transport.mails_per_connection or self._refusals >= _REFUSALS:
                self.close()
            elif self._connection.interrupted():
                self._drop()
        reused = self._connection is not None
        if self._connection is None:
            self._context = self._context or trust(self._transport)
            self._connection = connect(self._transport, self._password, self._name, self._context)
            self._name = self._connection.local_hostname
        return self._connection, reused

    def _tidy(self, outcome: Outcome) -> None:
        """Bring the connection back to where the next mail can begin, or give it up."""
        connection = self._connection
        if outcome.result is Result.REFUSED and not outcome.code:
            return  # nothing was said
        refused = outcome.result in (Result.DEFERRED, Result.REFUSED)
        self._refusals = self._refusals + 1 if refused else 0
        if connection is None:
            return
        if connection.sock is None or outcome.code in (0, CLOSING, OUT_OF_STEP):
            self._drop()
        elif refused and outcome.phase is not Phase.DOT:
            try:
                well = connection.rset()[0] // 100 == 2  # noqa: PLR2004  # first digit of yes
            except OSError:
                well = False
            if not well:
                self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None
        self._mails = self._refusals = 0


def _open(connection: Dialogue, mail: Mail) -> Outcome | None:
    """Say all that comes before the body; None: the server waits for it."""
    international = mail.smtputf8 or not (mail.sender + mail.recipient).isascii()
    if international and not connection.has_extn("smtputf8"):
        return Outcome(Result.REFUSED, Phase.MAIL, reply="smtputf8")
    words = _parameters(connection, mail, international=international)
    commands = {
        Phase.MAIL: f"MAIL FROM:<{mail.sender}>{words}\r\n",
        Phase.RCPT: f"RCPT TO:<{mail.recipient}>\r\n",
        Phase.DATA: "DATA\r\n",
    }
    if connection.has_extn("pipelining"):
        return _in_one_breath(connection, commands)
    replies = (_ask(connection, phase, command) for phase, command in commands.items())
    return next(filter(None, replies), None)


def _in_one_breath(connection: Dialogue, commands: Mapping[Phase, str]) -> Outcome | None:
    """Say them at once (RFC 2920); each has its reply, in order, even after one that refuses."""
    mail, recipient, data = commands
    first = _ask(connection, mail, "".join(commands.values()))
    second, third = _answer(connection, recipient), _answer(connection, data)
    refused = first or second
    if refused and third is None:
        connection.close()  # it waits for the body of a mail that it has just refused
    return refused or third


def _parameters(connection: Dialogue, mail: Mail, *, international: bool) -> str:
    """Return what MAIL says more where the server offers it: RFC 1870 (SIZE), 6152, 6531."""
    offers = connection.has_extn
    words = ""
    if offers("size"):
        words += f" SIZE={len(mail.content)}"
    if offers("8bitmime") and (international or not mail.content.isascii()):
        words += " BODY=8BITMIME"
    return words + (" SMTPUTF8" if international else "")


def _ask(connection: Dialogue, phase: Phase, command: str) -> Outcome | None:
    """Say a command; return None if the dialogue can go on, else how the attempt ended."""
    try:
        connection.send(command.encode())
    except OSError:  # SMTPException is one
        return Outcome(Result.DEFERRED, phase)
    return _answer(connection, phase)


def _answer(connection: Dialogue, phase: Phase) -> Outcome | None:
    """Read a reply; return None if the dialogue can go on, else how the attempt ended."""
    try:
        code, text = connection.getreply()
    except OSError:  # SMTPException is one
        return Outcome(Result.DEFERRED, phase)
    go_on = code // 100 == (3 if phase is Phase.DATA else 2)
    return None if go_on else judge(phase, code, text)


def _cut_short(connection: Dialogue) -> Outcome:
    """Return how an attempt ended whose body the server did not hear out."""
    try:
        code, text = connection.getreply()
    except OSError:
        code, text = 0, b""
    connection.close()
    return judge(Phase.DATA, code, text)
