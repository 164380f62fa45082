"""A file beside the database that says who left, and when, by numbers alone.

    1790000000 4711 left

It is only ever added to, and each line is on the disk before the next thing happens. So a backup that
is put back can end again whoever left after it was made. It holds no address; to whom a number belonged
only the database says. A line that a crash cut off after the number still counts.
"""

import fcntl
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import structlog
from sqlalchemy import Connection, select

from plugins.newsletter.errors import StoreUnusable
from plugins.newsletter.store import disk
from plugins.newsletter.store.people import Event
from plugins.newsletter.store.schema import subscriber
from plugins.newsletter.store.states import SubscriberState

_LINE = re.compile(r"(\d{1,12}) (\d{1,15}) ([a-z]*)")
_AT_ONCE = 500  # numbers in one question to the database


class Departure(NamedTuple):
    """One line. `at`: seconds since 1970."""

    at: int
    number: int
    event: Event


def note(file: Path, number: int, event: Event, now: int) -> None:
    """Add that somebody left; where nothing can be written it is logged, for nobody is kept by that."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = not file.exists()
        with _alone(file) as handle:
            end = os.fstat(handle).st_size
            cut_off = end > 0 and os.pread(handle, 1, end - 1) != b"\n"
            line = (b"\n" if cut_off else b"") + f"{now} {number} {event}\n".encode()
            while line:  # where the disk is full, the second attempt says so
                line = line[os.write(handle, line) :]
            os.fsync(handle)
        if fresh:
            disk.sync(file.parent)
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        structlog.get_logger().error("departures.unwritable", number=number, reason=reason)


def read(file: Path) -> Iterator[Departure]:
    """Yield who left, in the order of the file; nobody where there is none. Raises StoreUnusable."""
    try:
        with file.open(encoding="ascii", errors="replace") as lines:
            for line in lines:
                if found := _LINE.match(line):
                    yield Departure(int(found[1]), int(found[2]), _event(found[3]))
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreUnusable(
            f"Die Datei der Abmeldungen „{file}“ lässt sich nicht lesen "
            f"({os.strerror(error.errno or 0)}); berichtigen Sie die Rechte."
        ) from error


def missed(connection: Connection, file: Path) -> list[Departure]:
    """Return who has left by the file, but not by this database: it is a copy of an earlier state.

    Whoever came back before the copy was made has come back; one line for each person, the gravest.
    """
    gravest: dict[int, Departure] = {}
    for departure in read(file):
        before = gravest.get(departure.number)
        if before is None or _weight(departure) >= _weight(before):
            gravest[departure.number] = departure
    numbers = sorted(gravest)
    found = []
    for begin in range(0, len(numbers), _AT_ONCE):
        columns = select(subscriber.c.id, subscriber.c.state, subscriber.c.confirmed_at)
        some = columns.where(subscriber.c.id.in_(numbers[begin : begin + _AT_ONCE]))
        for row in connection.execute(some.order_by(subscriber.c.id)):
            at = gravest[row.id].at
            if row.state == SubscriberState.CONFIRMED and (row.confirmed_at or 0) <= at:
                found.append(gravest[row.id])
    return found


def _weight(departure: Departure) -> tuple[bool, bool, int]:
    return departure.event is Event.ERASED, departure.event is Event.BOUNCED, departure.at


def _event(word: str) -> Event:
    """Return what a word says; one that was cut off, or that only a newer version knows, is a leaving."""
    return Event(word) if word in set(Event) else Event.LEFT


@contextmanager
def _alone(file: Path) -> Iterator[int]:
    handle = os.open(file, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield handle
    finally:
        os.close(handle)
