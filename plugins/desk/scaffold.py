"""The scaffold: a site is built in a folder of its own and moved into its place when it is good.

    .build/<name>.neu       the site being built
    .build/<name>.alt       the former site, for the moment of the exchange
    .build/<name>.schloss   held by the builder: one at a time

The work folder lies beside the place, on the same disk, so the exchange is two renames. Whatever
ends a build early, the place keeps what it had; the next build clears the rest away.
"""

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from plugins.desk.errors import Busy, NotWritable
from plugins.desk.interruption import uninterrupted


@dataclass(frozen=True)
class Scaffold:
    """One building site: `new` is the folder to build in, `lock` an open file descriptor."""

    place: Path
    new: Path
    old: Path
    lock: int

    def fresh(self) -> None:
        """Make `new` an empty folder."""
        if self.new.exists():
            shutil.rmtree(self.new)
        self.new.mkdir()

    def exchange(self) -> None:
        """Put what was built into its place and throw the former away."""
        with uninterrupted():
            if self.place.exists():
                self.place.rename(self.old)
            try:
                self.new.rename(self.place)
            except OSError:
                self.old.rename(self.place)
                raise
        shutil.rmtree(self.old, ignore_errors=True)


@contextmanager
def scaffold(place: Path, work: Path, busy: str) -> Iterator[Scaffold]:
    """Close the site to others and clear it; take the work down again whatever happens.

    `busy` is the sentence for the person who finds somebody else at work. A child process that
    gets `lock` passed on keeps the site closed until it too has ended, even after `kill -9`.
    """
    stem = work / place.name
    new, old = (stem.with_name(f"{place.name}.{end}") for end in ("neu", "alt"))
    lock_file = stem.with_name(f"{place.name}.schloss")
    try:
        work.mkdir(exist_ok=True)
        lock = os.open(lock_file, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise NotWritable.because(error, work.name) from error
    try:
        _take(lock, busy)
        try:
            _clear(place, new, old)
            yield Scaffold(place, new, old, lock)
        except OSError as error:
            name = Path(error.filename or place).name
            raise NotWritable.because(error, name) from error
        finally:
            shutil.rmtree(new, ignore_errors=True)
    finally:
        os.close(lock)


def _take(lock: int, busy: str) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Busy(busy) from None


def _clear(place: Path, new: Path, old: Path) -> None:
    """Remove what a killed build left; a former site that lost its place goes back to it."""
    if old.exists() and not place.exists():
        old.rename(place)
    for rest in (old, new):
        if rest.exists():
            shutil.rmtree(rest)
    if place.exists() and not place.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "", place.name)
    if place.exists() and not os.access(place, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "", place.name)
    if not os.access(place.parent, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, "", place.parent.name)
