"""An mbox (RFC 4155): all mails in one file, each after a line `From `.

Done with: it is taken out. Not understood: it stays, marked `Status: O` (old, unread), as mail programs
do, and no later run looks at it. The file keeps its inode, since a mail server may be waiting for
its lock; so what stays is first written beside it: a crash while it is rewritten loses nothing.
"""

import fcntl
import mmap
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from plugins.newsletter.errors import Busy, StoreUnusable
from plugins.newsletter.intake.message import READ

PATIENCE = 10.0  # seconds to wait for a lock that a mail server holds
_START = re.compile(rb"(?:\A|\n\r?\n)(?=From [^\n]*\n)")
_OLD = re.compile(rb"^Status:[ \t]*[A-Z]*[OR][A-Z]*\s*$", re.MULTILINE)
_READ = re.compile(rb"^Status:[ \t]*[A-Z]*R", re.MULTILINE)
_HEAD_ENDS = re.compile(rb"\n\r?\n")
_MARK = b"Status: O\n"
_CHUNK = 1 << 20


def each_new(file: Path, done_with: Callable[[bytes], bool], patience: float = PATIENCE) -> int:
    """Give the beginning of each new mail to `done_with`; return how many wait for a person by now.

    Raises Busy where somebody else holds the lock, and StoreUnusable.
    """
    try:
        with _locked(file, patience) as mails:
            _take_back(file, mails)
            return _look_through(file, mails, done_with)
    except OSError as error:
        raise StoreUnusable(
            f"Mit dem Postfach „{file}“ lässt sich nicht arbeiten ({error.strerror}); "
            "prüfen Sie Rechte und freien Platz. Keine Mail ist verloren."
        ) from error


def _look_through(file: Path, mails: BinaryIO, done_with: Callable[[bytes], bool]) -> int:
    size = os.fstat(mails.fileno()).st_size
    if not size:
        return 0
    kept: list[tuple[int, int, bool]] = []  # where it begins and ends, and whether it is marked
    changed, waiting = False, 0
    with mmap.mmap(mails.fileno(), size, access=mmap.ACCESS_READ) as text:
        for begin, end in _spans(text, size):
            head = _head(text, begin, end)
            old = bool(_OLD.search(head))
            if not old and done_with(text[begin : min(end, begin + READ)]):
                changed = True
                continue
            kept.append((begin, end, old))
            changed = changed or not old
            waiting += not _READ.search(head)
        if changed:
            half = _rest(file).with_suffix(".half")
            private = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(private, "wb") as rest:
                for begin, end, old in kept:
                    _copy(text, begin, end, rest, marked=old)
                rest.flush()
                os.fsync(rest.fileno())
            half.rename(_rest(file))
    if changed:
        mails.seek(0)
        mails.truncate()
        _take_back(file, mails)
    return waiting


def _spans(text: mmap.mmap, size: int) -> Iterator[tuple[int, int]]:
    begins = [found.end() for found in _START.finditer(text)]
    if text[: begins[0] if begins else size].strip():
        begins.insert(0, 0)  # something without a line `From `
    yield from zip(begins, [*begins[1:], size], strict=True)


def _head(text: mmap.mmap, begin: int, end: int) -> bytes:
    part = text[begin : min(end, begin + READ)]
    return _HEAD_ENDS.split(part, maxsplit=1)[0]


def _copy(text: mmap.mmap, begin: int, end: int, rest: BinaryIO, *, marked: bool) -> None:
    line = text.find(b"\n", begin, end) + 1
    if not marked and line:
        rest.write(text[begin:line] + _MARK)
        begin = line
    rest.writelines(text[at : min(end, at + _CHUNK)] for at in range(begin, end, _CHUNK))


def _take_back(file: Path, mails: BinaryIO) -> None:
    """Append what was written beside the mbox: now, or by a run that died before it had.

    Then a mail may stand there twice, which is better than not at all; what it asks for is done once.
    """
    rest = _rest(file)
    if not rest.exists():
        return
    if mails.seek(0, os.SEEK_END):
        mails.write(b"\n\n")  # the one before it may have been cut off
    with rest.open("rb") as kept:
        while piece := kept.read(_CHUNK):
            mails.write(piece)
    mails.flush()
    os.fsync(mails.fileno())
    rest.unlink()


def _rest(file: Path) -> Path:
    return file.with_name(f"{file.name}.rest")


@contextmanager
def _locked(file: Path, patience: float) -> Iterator[BinaryIO]:
    """Open an mbox with both locks that mail servers use: fcntl, and a file `.lock` where it may be made."""
    deadline = time.monotonic() + patience
    with file.open("r+b") as mails:
        while True:
            try:
                fcntl.lockf(mails, fcntl.LOCK_EX | fcntl.LOCK_NB)
                dot = _dot_lock(file)
                break
            except (BlockingIOError, FileExistsError):
                fcntl.lockf(mails, fcntl.LOCK_UN)
                if time.monotonic() > deadline:
                    raise Busy(
                        f"Das Postfach „{file}“ ist gesperrt: Ein anderes Programm arbeitet darin. "
                        "Nichts ist verloren; der nächste Lauf macht weiter."
                    ) from None
                time.sleep(0.05)
        try:
            yield mails
        finally:
            if dot:
                dot.unlink(missing_ok=True)


def _dot_lock(file: Path) -> Path | None:
    lock = file.with_name(f"{file.name}.lock")
    with suppress(PermissionError):  # a folder of the system, like /var/mail
        os.close(os.open(lock, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        return lock
    return None
