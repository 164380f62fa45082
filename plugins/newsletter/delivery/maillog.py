"""The log of this machine's Postfix as files: the running one and its rotated parts, line by line.

Read are the traditional stamp of syslog (RFC 3164: local time without a year; Postfix's own
maillog_file writes it too) and that of RFC 3339 (rsyslog, Debian 12 and later).
"""

import bz2
import gzip
import lzma
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import SEEK_END
from pathlib import Path
from typing import IO, Any, NamedTuple

# mail.log.1, mail.log.2.gz (logrotate), mail.log-20261122.gz (dateext),
# maillog.20261122-120000 (postfix logrotate)
_ROTATED = re.compile(r"[.-]\d[\d-]*(\.(gz|bz2|xz))?")
_PROGRAMS = frozenset({b"smtpd", b"cleanup", b"qmgr", b"nqmgr", b"oqmgr", b"master"})
_MONTHS = (b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun",
           b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec")  # fmt: skip
_PACKED: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
_SMALL = 65_536  # bytes that are read rather than halved again
_AHEAD = timedelta(days=1)  # a clock may have been set back


class Line(NamedTuple):
    """One line of a program of Postfix that tells something about arriving mails."""

    stamp: bytes
    instance: bytes  # `postfix` of postfix/smtpd and of postfix/submission/smtpd
    program: bytes
    pid: bytes
    text: bytes


@dataclass(frozen=True)
class Part:
    """One file of a log; `modified` is when its last line was written, seconds since 1970."""

    path: Path
    modified: int

    def lines(self, begin: int) -> Iterator[Line]:
        """Yield whole lines of interest, from `begin` or some time before it.

        Raises OSError, EOFError, LZMAError, zlib.error on a file that is broken or unreadable.
        """
        with _opener(self.path)(self.path, "rb") as file:
            if self.path.suffix not in _PACKED:
                self._skip(file, begin)
            for raw in file:
                head, found, text = raw.partition(b"]: ")
                program, _, pid = head[head.rfind(b" ") + 1 :].partition(b"[")
                instance, _, service = program.partition(b"/")
                service = service[service.rfind(b"/") + 1 :]
                if found and service in _PROGRAMS and text.endswith(b"\n"):
                    yield Line(_stamp(head), instance, service, pid, text[:-1])

    def _skip(self, file: IO[bytes], begin: int) -> None:
        """Go forward to lines not long before `begin`, by halves."""
        low, high = 0, file.seek(0, SEEK_END)
        while high - low > _SMALL:
            middle = (low + high) // 2
            file.seek(middle)
            file.readline()
            try:
                earlier = self.moment(_stamp(file.readline())) < begin
            except (ValueError, IndexError):  # not a line of syslog: rather read too much
                earlier = False
            low, high = (middle, high) if earlier else (low, middle)
        file.seek(low)
        if low:
            file.readline()

    def moment(self, stamp: bytes) -> int:
        """Return a stamp of this file in seconds since 1970.

        Raises ValueError where it is none. In the hour that comes twice the first is meant.
        """
        if stamp[:1].isdigit():
            return int(datetime.fromisoformat(stamp.decode()).timestamp())
        hour, minute, second = (int(number) for number in stamp[7:].split(b":"))
        written = datetime.fromtimestamp(self.modified)  # noqa: DTZ006  # syslog writes local time
        month, day = _MONTHS.index(stamp[:3]) + 1, int(stamp[4:6])
        for year in range(written.year + 1, written.year - 5, -1):
            try:
                moment = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001  # as above
            except ValueError:  # the 29th of February
                continue
            if moment <= written + _AHEAD:
                return int(moment.timestamp())
        raise ValueError(stamp)


def parts_of(path: Path) -> list[Part]:
    """Return the parts of a log, oldest first. Raises OSError where there is none."""
    rotated = [
        file
        for file in path.parent.iterdir()
        if file.name.startswith(path.name) and _ROTATED.fullmatch(file.name[len(path.name) :])
    ]
    found = [Part(file, int(file.stat().st_mtime)) for file in rotated]
    found.sort(key=lambda part: part.modified)
    return [*found, Part(path, int(path.stat().st_mtime))]


def _stamp(head: bytes) -> bytes:
    return head.partition(b" ")[0] if head[:1].isdigit() else head[:15]


def _opener(path: Path) -> Callable[..., IO[bytes]]:
    return _PACKED.get(path.suffix, open)
