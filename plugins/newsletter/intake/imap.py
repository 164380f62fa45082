"""A mailbox by IMAP (RFC 3501), always by TLS. Reading marks nothing as read.

Done with: the mail is deleted. Not understood: it gets a keyword by which no later run looks at it; where a
server keeps no keywords, it is looked at again, which changes nothing.
"""

import imaplib
import re
import ssl
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from plugins.newsletter.errors import RelayUnusable, SettingsUnusable
from plugins.newsletter.intake.message import READ
from plugins.newsletter.settings import Imap

KEYWORD = "FuerMenschen"
_TIMEOUT = 60  # seconds
_SERVER = re.compile(rb"[0-9]+")
_NOT_ASCII = re.compile(r"[^ -~]+")


def each_new(
    mailbox: Imap, password: str, done_with: Callable[[bytes], bool], timeout: float = _TIMEOUT
) -> int:
    """Give the beginning of each new mail to `done_with`; return how many wait for a person by now.

    Raises RelayUnusable where the server cannot be used now, SettingsUnusable where it never can.
    """
    place = f"Das Postfach auf {mailbox.host}, Port {mailbox.port},"
    try:
        with _opened(mailbox, password, place, timeout) as client:
            singly, deleted = _can(client, "UIDPLUS"), False
            for number in _search(client, f"UNDELETED UNKEYWORD {KEYWORD}"):
                raw = _fetch(client, number)
                if raw is None:
                    continue  # somebody else was faster
                if done_with(raw):
                    _ask(client, "STORE", number, "+FLAGS.SILENT", r"(\Deleted)")
                    deleted = True
                    if singly:
                        _ask(client, "EXPUNGE", number)  # RFC 4315: this one alone
                else:
                    with suppress(_Refused):
                        _ask(client, "STORE", number, "+FLAGS.SILENT", f"({KEYWORD})")
            if deleted and not singly:
                client.expunge()
            return len(_search(client, "UNDELETED UNSEEN"))
    except ssl.SSLCertVerificationError as error:
        raise RelayUnusable(
            f"{place} weist sich mit einem Zertifikat aus, das nicht gilt ({error.verify_message})."
        ) from error
    except (imaplib.IMAP4.error, OSError, UnicodeError) as error:
        raise RelayUnusable(
            f"{place} antwortet nicht wie erwartet; der nächste Lauf versucht es wieder. "
            "Keine Mail ist verloren."
        ) from error


class _Refused(imaplib.IMAP4.error):
    """The server says no to a command."""


@contextmanager
def _opened(
    mailbox: Imap, password: str, place: str, timeout: float
) -> Iterator[imaplib.IMAP4_SSL]:
    try:
        trust = ssl.create_default_context(cafile=mailbox.ca_file or None)
    except OSError as error:
        raise SettingsUnusable(
            f"Die Zertifikate in „{mailbox.ca_file}“ sind nicht zu lesen; berichtigen Sie ca_file in den Einstellungen."
        ) from error
    client = imaplib.IMAP4_SSL(mailbox.host, mailbox.port, ssl_context=trust, timeout=timeout)
    try:
        _sign_in(client, mailbox.user, password, place)
        answer, _ = client.select(_quoted(_folder(mailbox.folder)))
        if answer != "OK":
            raise SettingsUnusable(
                f"{place} hat keinen Ordner „{mailbox.folder}“; berichtigen Sie folder in den Einstellungen."
            )
        yield client
    finally:
        with suppress(imaplib.IMAP4.error, OSError):
            client.logout()


def _sign_in(client: imaplib.IMAP4_SSL, user: str, password: str, place: str) -> None:
    try:
        if "AUTH=PLAIN" in client.capabilities:  # takes every character; LOGIN only ASCII
            client.authenticate("PLAIN", lambda _: f"\0{user}\0{password}".encode())
        else:
            client.login(_quoted(user), password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        raise SettingsUnusable(
            f"{place} lehnt die Anmeldung ab; prüfen Sie den Benutzer in den Einstellungen und "
            "die Umgebungsvariable INTAKE_PASSWORD."
        ) from error


def _can(client: imaplib.IMAP4_SSL, what: str) -> bool:
    """Whether the server offers something now; before the password many do not tell."""
    _, said = client.capability()
    return what.encode() in said[0].upper().split()


def _search(client: imaplib.IMAP4_SSL, wanted: str) -> list[str]:
    found = _ask(client, "SEARCH", *wanted.split())
    numbers = b" ".join(part for part in found if isinstance(part, bytes))
    return [number.decode("ascii") for number in _SERVER.findall(numbers)]


def _fetch(client: imaplib.IMAP4_SSL, number: str) -> bytes | None:
    parts = _ask(client, "FETCH", number, f"(BODY.PEEK[]<0.{READ}>)")
    return next((part[1] for part in parts if isinstance(part, tuple)), None)


def _ask(client: imaplib.IMAP4_SSL, command: str, *words: str) -> list[bytes | tuple[bytes, bytes]]:
    answer, data = client.uid(command, *words)
    if answer != "OK":
        raise _Refused(f"{command}: {answer}")
    return list(data)


def _quoted(text: str) -> str:
    """Return a string as RFC 3501, 4.3 quotes it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _folder(name: str) -> str:
    """Return the name of a folder in modified UTF-7 (RFC 3501, 5.1.3)."""

    def shifted(found: re.Match[str]) -> str:
        coded = b64encode(found[0].encode("utf-16-be")).decode("ascii")
        return f"&{coded.rstrip('=').replace('/', ',')}-"

    return _NOT_ASCII.sub(shifted, name.replace("&", "&-"))
