"""A small IMAP server: one folder, TLS from the first byte, as many faults as a test asks for."""

import base64
import contextlib
import re
import socket
import ssl
import threading
from dataclasses import dataclass, field


@dataclass
class ImapServer:
    """`mails`: UID → bytes, `flags`: UID → flags. `keeps_keywords`, `uidplus`: what it can do.

    `silent_at` and `no_to`: commands to which it says nothing, or no. `heard`: all it was told.
    """

    trust: ssl.SSLContext
    user: str = "post"
    password: str = "geheim"  # noqa: S105 - of a server in a test
    folder: str = "INBOX"
    mechanisms: str = "AUTH=PLAIN"
    uidplus: bool = True
    keeps_keywords: bool = True
    silent_at: str = ""
    no_to: str = ""
    mails: dict[int, bytes] = field(default_factory=dict)
    flags: dict[int, set[str]] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    port: int = 0
    _known: bool = False

    def __post_init__(self) -> None:
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        threading.Thread(target=self._welcome, daemon=True).start()

    def put(self, *mails: bytes) -> None:
        for mail in mails:
            self.mails[max(self.mails, default=0) + 1] = mail

    def close(self) -> None:
        self._door.close()

    def _welcome(self) -> None:
        while True:
            try:
                plain, _ = self._door.accept()
            except OSError:
                return
            with contextlib.suppress(OSError), plain:
                self._serve(self.trust.wrap_socket(plain, server_side=True))

    def _serve(self, secure: ssl.SSLSocket) -> None:
        with secure, secure.makefile("rwb") as line:

            def say(text: str | bytes) -> None:
                line.write((text.encode() if isinstance(text, str) else text) + b"\r\n")
                line.flush()

            self._known = False
            say("* OK bereit")
            while said := line.readline():
                tag, _, rest = said.decode().strip().partition(" ")
                words = rest.upper()
                if words.startswith("AUTHENTICATE"):
                    say("+ ")
                    rest = f"AUTHENTICATE {base64.b64decode(line.readline()).decode()}"
                self.heard.append(rest)
                if self.silent_at and self.silent_at in words:
                    return
                if self.no_to and self.no_to in words:
                    say(f"{tag} NO heute nicht")
                    continue
                for answer in self._answers(rest):
                    say(answer)
                say(f"{tag} {self._verdict(rest)}")
                if words == "LOGOUT":
                    return

    def _verdict(self, rest: str) -> str:
        if rest.startswith("AUTHENTICATE"):
            well = rest.split("\0")[1:] == [self.user, self.password]
        elif rest.startswith("LOGIN"):
            well = rest == f'LOGIN "{self.user}" "{self.password}"'
        elif rest.startswith("SELECT"):
            well = rest == f'SELECT "{self.folder}"'
        else:
            well = True
        if rest.startswith(("AUTHENTICATE", "LOGIN")):
            self._known = well
        return "OK fertig" if well else "NO nein"

    def _answers(self, rest: str) -> list[str | bytes]:
        if rest == "CAPABILITY":
            more = (
                "UIDPLUS" if self.uidplus and self._known else ""
            )  # as Dovecot: not before the password
            return [f"* CAPABILITY IMAP4rev1 {self.mechanisms} {more}"]
        if found := re.match(r"UID SEARCH (.*)", rest):
            return ["* SEARCH " + " ".join(str(n) for n in self.mails if self._fits(n, found[1]))]
        if found := re.match(r"UID FETCH (\d+) \(BODY\.PEEK\[\]<0\.(\d+)>\)", rest):
            number = int(found[1])
            if number not in self.mails:
                return []
            mail = self.mails[number][: int(found[2])]
            return [f"* 1 FETCH (UID {number} BODY[]<0> {{{len(mail)}}}\r\n".encode() + mail + b")"]
        if found := re.match(r"UID STORE (\d+) \+FLAGS\.SILENT \((.*)\)", rest):
            if self.keeps_keywords or found[2].startswith("\\"):
                self.flags.setdefault(int(found[1]), set()).add(found[2])
        elif "EXPUNGE" in rest:
            only = re.match(r"UID EXPUNGE (\d+)", rest)
            for number in [n for n in self.mails if "\\Deleted" in self.flags.get(n, ())]:
                if not only or int(only[1]) == number:
                    del self.mails[number]
        return []

    def _fits(self, number: int, wanted: str) -> bool:
        flags = self.flags.get(number, set())
        keyword = re.search(r"UNKEYWORD (\S+)", wanted)
        return (
            "\\Deleted" not in flags
            and not (keyword and keyword[1] in flags)
            and not ("UNSEEN" in wanted and "\\Seen" in flags)
        )
