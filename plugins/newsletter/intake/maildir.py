"""A Maildir (https://cr.yp.to/proto/maildir.html): new mail in `new`, what waits for a person in `cur`.

Each mail is looked at once. Done with: the file is deleted. Not understood: it moves to `cur`, unread, where
no later run looks, and a person finds it with any mail program.
"""

import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from plugins.newsletter.errors import StoreUnusable
from plugins.newsletter.intake.message import READ
from plugins.newsletter.store import disk

_FOLDERS = ("tmp", "new", "cur")
_UNREAD = ":2,"  # no flag yet
_SEEN, _TRASHED = "S", "T"


def is_maildir(folder: Path) -> bool:
    """Whether a folder has what makes it a Maildir."""
    return all((folder / name).is_dir() for name in _FOLDERS)


def each_new(folder: Path, done_with: Callable[[bytes], bool]) -> int:
    """Give the beginning of each new mail to `done_with`; return how many wait for a person by now.

    Where another run was faster, its work counts. Raises StoreUnusable.
    """
    try:
        for file in sorted((folder / "new").iterdir()):
            if file.name.startswith(".") or file.is_symlink() or not file.is_file():
                continue
            try:
                with file.open("rb") as opened:
                    raw = opened.read(READ)
                if done_with(raw):
                    file.unlink()
                else:
                    file.rename(folder / "cur" / (file.name.partition(":")[0] + _UNREAD))
            except FileNotFoundError:
                continue
        return sum(_waits(file.name) for file in (folder / "cur").iterdir())
    except OSError as error:
        raise _unusable(folder, error) from error


def file_mail(folder: Path, mail: BinaryIO, recipient: str, now: int) -> None:
    """Put one mail into `new`; it has reached the disk when this returns. Raises StoreUnusable.

    `recipient`: whom the envelope named; it becomes the header `Delivered-To`.
    """
    name = f"{now}.P{os.getpid()}R{secrets.token_hex(8)}.newsletter"
    half, whole = folder / "tmp" / name, folder / "new" / name
    try:
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            first = mail.readline(READ)
            if first.startswith(b"From "):  # a separator of mbox, which some pipes put there
                first = b""
            if recipient:
                file.write(b"Delivered-To: " + "".join(recipient.split()).encode() + b"\n")
            file.write(first)
            shutil.copyfileobj(mail, file)
            file.flush()
            os.fsync(handle)
        half.rename(whole)
        disk.sync(folder / "new")
    except OSError as error:
        half.unlink(missing_ok=True)
        raise _unusable(folder, error) from error


def _waits(name: str) -> bool:
    flags = name.rpartition(_UNREAD)[2] if _UNREAD in name else ""
    return not name.startswith(".") and not {_SEEN, _TRASHED} & set(flags)


def _unusable(folder: Path, error: OSError) -> StoreUnusable:
    return StoreUnusable(
        f"Mit dem Postfach „{folder}“ lässt sich nicht arbeiten ({error.strerror}); "
        "prüfen Sie Rechte und freien Platz. Keine Mail ist verloren."
    )
