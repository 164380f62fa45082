"""Mails into a folder instead of to anybody: one .eml each, and pages to look at them.

    var/post/index.html                      all of them, newest first
    var/post/0000042-mzxw6ytboi.eml          as it would have gone to the mail server
    var/post/0000042-mzxw6ytboi.html  .txt   its two parts, to be read in a browser

The same mail has the same name, so a second attempt replaces the first. The files hold addresses:
only their owner may read them. Several processes may write into one folder: issues come from one,
confirmations from another.
"""

import fcntl
import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from plugins.newsletter.delivery.outcome import Outcome, Phase, Result
from plugins.newsletter.delivery.pages import index_page, mail_page, text_page
from plugins.newsletter.errors import RelayUnusable
from plugins.newsletter.mail.envelope import Mail

_NAME_PART = 24  # characters of the Message-ID
_NO_NAME = re.compile(r"[^0-9a-z]+")
_PAGES = ((".html", mail_page), (".txt", text_page))


class FileMailer:
    """Writes into `folder`, which is made where it is missing.

    Raises RelayUnusable where nothing can be written: the folder stands in the mail server's place.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def deliver(self, mail: Mail, about_to_end: Callable[[], bool]) -> Outcome:
        """Write one mail; it is there from one moment to the next, or not at all."""
        local = mail.message_id.partition("@")[0].lower()
        name = f"{mail.delivery:07d}-{_NO_NAME.sub('', local)[:_NAME_PART]}"
        begun = self._folder / f".{name}.new"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for suffix, page in _PAGES:
                _write(begun, page(mail.content).encode(), lasting=False)
                begun.replace(self._folder / (name + suffix))
            _write(begun, mail.content, lasting=True)
        except OSError as error:
            self._forget(name)
            raise self._unusable(error) from error
        kept = False
        try:
            if not about_to_end():
                return Outcome(Result.WITHHELD, Phase.DATA)
            kept = self._keep(begun, f"{name}.eml")
        finally:
            if not kept:
                self._forget(name)
        if not kept:
            return Outcome(Result.DEFERRED, Phase.DATA)
        return Outcome(Result.ACCEPTED, Phase.DOT, 250, f"{name}.eml")

    def close(self) -> None:
        """Write the page that lists all mails; what cannot be written is left."""
        with suppress(OSError):
            folder = os.open(self._folder, os.O_RDONLY)
            try:
                # Who lists last has seen all: another's older list must not come after it.
                fcntl.flock(folder, fcntl.LOCK_EX)
                begun = self._folder / ".index.new"
                _write(begun, index_page(self._folder).encode(), lasting=False)
                begun.replace(self._folder / "index.html")
                os.fsync(folder)
            finally:
                os.close(folder)

    def _keep(self, begun: Path, name: str) -> bool:
        try:
            begun.replace(self._folder / name)
        except OSError:
            return False
        return True

    def _forget(self, name: str) -> None:
        """Remove what was written for a mail that is not to be there."""
        with suppress(OSError):
            (self._folder / f".{name}.new").unlink(missing_ok=True)
            if not (self._folder / f"{name}.eml").exists():
                for suffix, _ in _PAGES:
                    (self._folder / (name + suffix)).unlink(missing_ok=True)

    def _unusable(self, error: OSError) -> RelayUnusable:
        return RelayUnusable(
            f"In den Ordner „{self._folder}“ ist nicht zu schreiben ({os.strerror(error.errno or 0)}); "
            "schaffen Sie Platz oder berichtigen Sie die Rechte, der nächste Lauf versucht es wieder."
        )


def _write(file: Path, content: bytes, *, lasting: bool) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(content)
        if lasting:
            out.flush()
            os.fsync(out.fileno())
