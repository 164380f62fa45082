"""What the lines of a Postfix log prove about arriving mails; receipts.py tells how it is judged."""

import re
from collections import OrderedDict
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from plugins.newsletter.delivery.maillog import Line, Part

_TO_THE_MINUTE = (12, 16)  # "Nov 22 13:09", "2026-11-22T13:09"
_BEGUN_WITHIN = 600  # seconds before its final dot a mail was begun, at most
_FORGOTTEN = 3600  # seconds after which a mail without an end is none of ours
_REMEMBERED = 10_000  # mails whose end may be told after other lines
_MESSAGE_ID = b"message-id="
_ALL_TAKEN = re.compile(rb" data=\d+(?:$| )")


@dataclass(slots=True)
class _Arrival:
    """One mail on its way in."""

    begun: int
    name: bytes | None = None  # its Message-ID, empty if nobody asks for it; None: not known yet
    cut: bool = False  # the client went before the end: surely not accepted


@dataclass
class Evidence:
    """Collects from the parts of one log, oldest first, all about the Message-IDs in `asked`."""

    asked: AbstractSet[bytes]
    accepted: set[bytes] = field(default_factory=set)
    _last: int = 0
    _restart: int = 0
    _minutes: dict[bytes, int] = field(default_factory=dict)  # in which a mail was begun
    _arrivals: OrderedDict[tuple[bytes, bytes], _Arrival] = field(default_factory=OrderedDict)
    _current: dict[bytes, _Arrival] = field(default_factory=dict)  # by pid
    _names: dict[tuple[bytes, bytes], bytes] = field(default_factory=dict)  # asked ones
    _attempts: dict[bytes, list[_Arrival]] = field(default_factory=dict)  # by Message-ID

    def hear(self, part: Part, begin: int) -> None:
        """Read one part from `begin` on. Raises as `Part.lines`; ValueError on a false stamp."""
        line = None
        for line in part.lines(begin):
            if line.program == b"smtpd":
                self._hear_smtpd(line, part)
            elif line.program == b"master":
                if line.text.startswith(b"daemon started"):
                    self._restart = part.moment(line.stamp)
                    self._current.clear()
            else:
                queue_id, _, text = line.text.partition(b": ")
                key = (line.instance, queue_id)
                if line.program == b"cleanup":
                    if text.startswith(_MESSAGE_ID):
                        self._name(key, text[len(_MESSAGE_ID) :])
                elif key in self._names and text.endswith(b"(queue active)"):
                    self.accepted.add(self._names[key])
        if line is not None:
            self._last = part.moment(line.stamp)

    def covers(self, since: int) -> bool:
        """Say whether a mail that was about to end then could not have been overlooked."""
        return (
            self._last >= since
            and self._restart < since
            and any(since - _BEGUN_WITHIN <= begun <= since for begun in self._minutes.values())
            and all(
                arrival.cut or arrival.name is not None or arrival.begun < since - _FORGOTTEN
                for arrival in self._current.values()
            )
        )

    def ended(self, message_id: bytes) -> bool:
        """Say whether each attempt with this Message-ID was cut off before its end."""
        return all(arrival.cut for arrival in self._attempts.get(message_id, ()))

    def _hear_smtpd(self, line: Line, part: Part) -> None:
        queue_id, _, text = line.text.partition(b": ")
        if text.startswith(b"client="):
            key = (line.instance, queue_id)
            arrival = self._current[line.pid] = _Arrival(self._begun(line.stamp, part))
            self._names.pop(key, None)  # short queue ids come again
            self._arrivals.pop(key, None)
            self._arrivals[key] = arrival
            if len(self._arrivals) > _REMEMBERED:
                self._arrivals.popitem(last=False)
        elif line.text.startswith((b"lost connection after DATA (", b"timeout after DATA (")):
            if line.pid in self._current:
                self._current[line.pid].cut = True
        elif line.text.startswith((b"connect from", b"disconnect from")):
            last = self._current.pop(line.pid, None)
            # It has a name, so its body had begun; and no body of this connection was refused.
            if last and last.name and not last.cut and _ALL_TAKEN.search(line.text):
                self.accepted.add(last.name)

    def _name(self, key: tuple[bytes, bytes], message_id: bytes) -> None:
        arrival = self._arrivals.get(key)
        name = message_id if message_id in self.asked else b""
        if arrival is not None:
            arrival.name = name
        self._names.pop(key, None)
        if name:
            self._names[key] = name
            self._attempts.setdefault(name, []).append(arrival or _Arrival(0))

    def _begun(self, stamp: bytes, part: Part) -> int:
        minute = stamp[: _TO_THE_MINUTE[stamp[:1].isdigit()]]
        if minute not in self._minutes:
            self._minutes[minute] = part.moment(stamp)
        return self._minutes[minute]
