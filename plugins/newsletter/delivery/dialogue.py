"""The dialogue with a mail server: commands out, replies in, a body as it goes over the wire.

smtplib speaks; only the reading of replies is our own, because the stdlib's waits for each byte
anew, reads without end, and cannot tell whether a reply came unasked.
"""

import re
import smtplib
import socket
import ssl
from time import monotonic

_LONGEST = 65_536  # bytes of one reply; RFC 5321 (4.5.3.1.5) allows 512 for a line
_REPLY = re.compile(rb"([2-5]\d\d)([ -]|$)")
_GARBAGE = -1
_BARE_LINE_END = re.compile(rb"\r(?!\n)|(?<!\r)\n")


class Dialogue(smtplib.SMTP):
    """A connection whose replies end within `patience` seconds, or it is closed."""

    sock: socket.socket | None  # smtplib sets it to None when it closes

    def __init__(self, sock: socket.socket, name: str | None, patience: float) -> None:
        super().__init__(local_hostname=name, timeout=patience)
        self.sock = sock
        self.patience = patience
        self._unread = b""

    def getreply(self) -> tuple[int, bytes]:
        """Return code and text of the next reply, code -1 if it is none.

        Raises SMTPServerDisconnected when the connection is lost, or the time or the length is up.
        """
        deadline = monotonic() + self.patience
        texts: list[bytes] = []
        codes: set[int] = set()
        room = _LONGEST
        while True:
            line = self._line(deadline, room)
            room -= len(line)
            match = _REPLY.match(line.rstrip(b"\r\n"))
            if match is None:
                return _GARBAGE, line.strip()
            codes.add(int(match[1]))
            texts.append(line[4:].strip())
            if match[2] != b"-":
                return codes.pop() if len(codes) == 1 else _GARBAGE, b"\n".join(texts)

    def write(self, data: bytes | memoryview) -> None:
        """Send all of `data`. Raises OSError where the server does not take it in time."""
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("closed before")
        self.sock.settimeout(self.patience)
        self.sock.sendall(data)

    def interrupted(self) -> bool:
        """Say whether the server spoke unasked or hung up."""
        if self.sock is None or self._unread:
            return True
        self.sock.settimeout(0)
        try:
            self._unread = self.sock.recv(_LONGEST)
        except (BlockingIOError, ssl.SSLWantReadError):
            self.sock.settimeout(self.patience)
            return False
        except OSError:
            return True
        self.sock.settimeout(self.patience)
        return True

    def encrypt(self, context: ssl.SSLContext, host: str) -> None:
        """Go over to TLS. Raises SMTPServerDisconnected on plain text smuggled in before it."""
        if self.interrupted() or self.sock is None:
            self.close()
            raise smtplib.SMTPServerDisconnected("spoke before the handshake")
        self.sock = context.wrap_socket(self.sock, server_hostname=host)

    def _line(self, deadline: float, room: int) -> bytes:
        while b"\n" not in self._unread:
            left = deadline - monotonic()
            try:
                if self.sock is None or left <= 0 or len(self._unread) > room:
                    raise smtplib.SMTPServerDisconnected("no reply in time")
                self.sock.settimeout(left)
                piece = self.sock.recv(_LONGEST)
                if not piece:
                    raise smtplib.SMTPServerDisconnected("hung up")
            except OSError as error:  # SMTPException is one
                self.close()
                raise smtplib.SMTPServerDisconnected("no reply") from error
            self.sock.settimeout(self.patience)
            self._unread += piece
        line, _, self._unread = self._unread.partition(b"\n")
        return line


def stuffed(content: bytes) -> bytes:
    """Return the body as it goes over the wire, final dot included (RFC 5321, 4.5.2)."""
    whole = content.count(b"\r\n")
    if content.count(b"\n") != whole or content.count(b"\r") != whole:
        # A bare line end before a dot could end the mail early on some servers (SMTP smuggling).
        content = _BARE_LINE_END.sub(b"\r\n", content)
    body = content.replace(b"\r\n.", b"\r\n..")
    if body.startswith(b"."):
        body = b"." + body
    return body + (b".\r\n" if not body or body.endswith(b"\r\n") else b"\r\n.\r\n")
