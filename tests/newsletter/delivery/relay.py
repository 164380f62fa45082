"""A mail server that fails as it is told, and journals what it truly accepted.

    relay.script("rcpt", "450 4.2.0 later")       the next RCPT is answered so; then all is well again
    relay.script("dot", DROP)                     hangs up at the final dot; nothing accepted
    relay.script("dot", ACCEPT_AND_DROP)          accepts, and hangs up before it says so
    relay.script("body", Say("", drop=True, at=5000))   hangs up after 5,000 bytes of the body
    relay.always("mail", "421 4.3.2 closing")     until relay.calm()
    relay.refuse["x@kreis.example"] = "550 5.1.1 unknown"     one recipient, for good
    relay.accepted                                what it answers for: in order, bytes as the client meant them

Steps: accept (before the greeting), greeting, ehlo, starttls, handshake, auth, mail, rcpt, data,
body, dot, rset, quit. One thread for each connection; `close` ends them all.
"""

import base64
import contextlib
import email
import socket
import ssl
import threading
import time
from collections import defaultdict, deque
from dataclasses import dataclass, field

from plugins.newsletter.settings import Smtp


@dataclass(frozen=True)
class Say:
    """One answer. Lines of `text` become one reply; `raw` goes out as it is, without a line end."""

    text: str = ""
    drop: bool = False
    silent: bool = False  # neither answers nor hangs up
    delay: float = 0.0
    bytewise: float | None = None  # pause after each byte, seconds
    accept: bool | None = None  # at the dot: None means what the code says
    raw: bytes = b""
    at: int = 0  # in the body: after so many bytes


DROP = Say(drop=True, accept=False)
SILENT = Say(silent=True, accept=False)
ACCEPT_AND_DROP = Say(drop=True, accept=True)
ACCEPT_AND_SILENT = Say(silent=True, accept=True)


@dataclass(frozen=True)
class Accepted:
    """One mail the server took over."""

    sender: str
    recipient: str
    content: bytes

    @property
    def message_id(self) -> str:
        return str(email.message_from_bytes(self.content)["Message-ID"]).strip()


class GoneError(Exception):
    """The connection is over."""


@dataclass
class Relay:
    """See above. `port` stays the same when the door is closed and opened again."""

    offers: list[str] = field(
        default_factory=lambda: ["SIZE 10000000", "8BITMIME", "SMTPUTF8", "PIPELINING"]
    )
    tls: ssl.SSLContext | None = None
    at_once: bool = False  # TLS from the first byte
    users: dict[str, str] = field(default_factory=dict)
    mechanisms: str = "LOGIN PLAIN"
    refuse: dict[str, str] = field(default_factory=dict)
    accepted: list[Accepted] = field(default_factory=list)
    heard: list[list[str]] = field(default_factory=list)  # commands, one list for each connection
    port: int = 0
    _plans: dict[str, deque[Say]] = field(default_factory=lambda: defaultdict(deque))
    _lasting: dict[str, Say] = field(default_factory=dict)
    _open: set[socket.socket] = field(default_factory=set)
    _door: socket.socket | None = None

    def script(self, step: str, *answers: str | Say) -> None:
        """Answer so the next times `step` is reached."""
        self._plans[step].extend(_say(a) for a in answers)

    def always(self, step: str, answer: str | Say) -> None:
        self._lasting[step] = _say(answer)

    def calm(self) -> None:
        """Forget all scripts."""
        self._plans.clear()
        self._lasting.clear()
        self.refuse.clear()

    def transport(self, **changes: object) -> Smtp:
        """Return the settings that lead here; waiting is short."""
        values = {"host": "127.0.0.1", "port": self.port, "timeout": 5, "reply_timeout": 5}
        return Smtp(**(values | changes))

    def open(self) -> "Relay":
        door = socket.create_server(("127.0.0.1", self.port), backlog=64)
        self.port = door.getsockname()[1]
        self._door = door
        threading.Thread(target=self._welcome, args=(door,), daemon=True).start()
        return self

    def close_door(self) -> None:
        """Refuse new connections; those that are open go on."""
        if self._door is not None:
            with contextlib.suppress(OSError):
                self._door.shutdown(socket.SHUT_RDWR)  # wakes the thread in accept()
            self._door.close()
            self._door = None

    def hang_up(self) -> None:
        """End every open connection."""
        for sock in list(self._open):
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self.close_door()
        self.hang_up()

    def _welcome(self, door: socket.socket) -> None:
        while True:
            try:
                sock, _ = door.accept()
            except OSError:
                return
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._open.add(sock)
            threading.Thread(target=self._serve, args=(sock,), daemon=True).start()

    def _serve(self, sock: socket.socket) -> None:
        talk = Talk(self, sock)
        try:
            talk.run()
        except (GoneError, OSError):
            pass
        finally:
            self._open.discard(sock)
            with contextlib.suppress(OSError):
                talk.sock.close()

    def next(self, step: str) -> Say | None:
        plan = self._plans[step]
        return plan.popleft() if plan else self._lasting.get(step)


class Talk:
    """One connection."""

    def __init__(self, relay: Relay, sock: socket.socket) -> None:
        self.relay, self.sock, self.unread = relay, sock, b""
        self.log: list[str] = []
        self.sender = self.recipient = ""
        self.greeted = self.taken = False  # whether the sender, the recipient was accepted

    def run(self) -> None:
        self.relay.heard.append(self.log)
        if self.relay.at_once:
            self._handshake()
        self._answer("accept", "")
        self._answer("greeting", "220 relay.example ESMTP")
        while True:
            line = self._until(b"\r\n")[:-2].decode()
            self.log.append(line)
            self._command(line)

    def _command(self, line: str) -> None:
        verb = line[:4].upper()
        path = line.partition("<")[2].partition(">")[0]
        if verb in ("EHLO", "HELO"):
            self._answer("ehlo", "\n".join(["250 relay.example", *self._keywords()]))
        elif verb == "STAR":
            if self._answer("starttls", "220 go ahead").startswith("220"):
                self._handshake()
        elif verb == "AUTH":
            self._auth(line)
        elif verb == "MAIL":
            self.sender = path
            self.taken = False
            self.greeted = self._answer("mail", "250 2.1.0 ok").startswith("2")
        elif verb == "RCPT":
            self.recipient = path
            usual = "250 2.1.5 ok" if self.greeted else "503 5.5.1 need MAIL first"
            answer = self._answer("rcpt", self.relay.refuse.get(path, usual))
            self.taken = answer.startswith("2")
        elif verb == "DATA":
            usual = "354 go on" if self.taken else "554 5.5.1 no valid recipients"
            if self._answer("data", usual).startswith("354"):
                self._body()
        elif verb == "QUIT":
            self._answer("quit", Say("221 bye", drop=True))
        else:
            self._answer(verb.lower(), "250 ok")

    def _keywords(self) -> list[str]:
        tls = [] if self.relay.tls is None or isinstance(self.sock, ssl.SSLSocket) else ["STARTTLS"]
        return [
            *self.relay.offers,
            *tls,
            *([f"AUTH {self.relay.mechanisms}"] if self.relay.users else []),
        ]

    def _handshake(self) -> None:
        self._answer("handshake", "")
        if self.relay.tls is None:
            raise GoneError
        self.relay._open.discard(self.sock)
        self.sock = self.relay.tls.wrap_socket(self.sock, server_side=True)
        self.relay._open.add(self.sock)

    def _auth(self, line: str) -> None:
        _, mechanism, first = line.split()
        if mechanism == "PLAIN":
            _, user, password = base64.b64decode(first).decode().split("\0")
        else:
            self._out(Say("334 UGFzc3dvcmQ6"))
            user, password = (
                base64.b64decode(t).decode() for t in (first, self._until(b"\r\n").decode())
            )
        right = self.relay.users.get(user) == password
        self._answer("auth", "235 welcome" if right else "535 5.7.8 who are you")

    def _body(self) -> None:
        fault = self.relay.next("body")
        if fault:
            while len(self.unread) < fault.at:
                self._more()
            self._out(fault)
        end = b"\r\n.\r\n"
        while end not in (raw := b"\r\n" + self.unread):  # a dot may be the very first line
            self._more()
        raw, _, self.unread = raw.partition(end)
        content = (raw + b"\r\n").replace(b"\r\n..", b"\r\n.")[2:]
        answer = self.relay.next("dot") or Say("250 2.0.0 Ok: queued as 4Qz1Xy0abc")
        if answer.text.startswith("2") if answer.accept is None else answer.accept:
            self.relay.accepted.append(Accepted(self.sender, self.recipient, content))
        self._out(answer)

    def _answer(self, step: str, usual: str | Say) -> str:
        answer = self.relay.next(step) or _say(usual)
        self._out(answer)
        return answer.text

    def _out(self, answer: Say) -> None:
        time.sleep(answer.delay)
        lines = answer.text.split("\n") if answer.text else []
        code = answer.text[:3]
        reply = b"".join(
            (line if i == 0 else f"{code} {line}")
            .replace(" ", "-" if i < len(lines) - 1 else " ", 1)
            .encode()
            + b"\r\n"
            for i, line in enumerate(lines)
        )
        reply += answer.raw
        if answer.bytewise is None:
            self.sock.sendall(reply)
        else:
            for i in range(len(reply)):
                self.sock.sendall(reply[i : i + 1])
                time.sleep(answer.bytewise)
        if answer.silent:
            while True:
                self._more()
        if answer.drop:
            raise GoneError

    def _until(self, end: bytes) -> bytes:
        while end not in self.unread:
            self._more()
        line, _, self.unread = self.unread.partition(end)
        return line + end

    def _more(self) -> None:
        data = self.sock.recv(65536)
        if not data:
            raise GoneError
        self.unread += data


def _say(answer: str | Say) -> Say:
    return Say(answer) if isinstance(answer, str) else answer
