"""The structured log: one line an event, on standard error, without any address.

Events and names are English, for programs; what a person reads is printed elsewhere. `redact` is the
last line of defence: no caller passes an address, and if one ever does, or a server's reply holds
one, it does not reach the journal.
"""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import TextIO

import structlog

LEVELS = {
    "aus": logging.CRITICAL,
    "fehler": logging.ERROR,
    "warnung": logging.WARNING,
    "info": logging.INFO,
    "alles": logging.DEBUG,
}
REMOVED = "<Adresse>"
# Every sign that mail systems take for an @, and all that touches it; a quoted local part may hold
# spaces (RFC 5321, 4.1.2).
_AT = "@＠﹫"
_ADDRESS = re.compile(
    rf'"(?:[^"\\\n]|\\.)*"[{_AT}]\S*|\S*[{_AT}]\S*|\S+%40\S+|\S+&#(?:64|x40);\S+', re.IGNORECASE
)


def redact(text: str) -> str:
    """Return a text without whatever looks like a mail address."""
    return _ADDRESS.sub(REMOVED, text)


def without_addresses(_: object, __: str, event: MutableMapping[str, object]) -> dict[str, object]:
    """Redact every name and value of an event; a processor of structlog."""
    return {redact(str(name)): _clean(value) for name, value in event.items()}


def set_up(level: str, stream: TextIO | None = None, *, as_json: bool = False) -> None:
    """Send the log of this process to `stream` (standard error); libraries' warnings too."""
    renderer: structlog.types.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.processors.KeyValueRenderer(key_order=["timestamp", "level", "event"])
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            without_addresses,
            renderer,
        ],
        # Not through `logging`: the settings import Pelican, which filters there what was said once.
        logger_factory=structlog.WriteLoggerFactory(file=stream or sys.stderr),
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS[level]),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(handlers=[_Libraries()], level=logging.WARNING, force=True)


def log() -> structlog.typing.FilteringBoundLogger:
    """Return the log of the newsletter."""
    logger: structlog.typing.FilteringBoundLogger = structlog.get_logger()
    return logger


class _Libraries(logging.Handler):
    """Takes what libraries say by `logging` into our own log."""

    def emit(self, record: logging.LogRecord) -> None:
        log().log(record.levelno, "library", name=record.name, said=self.format(record))


def _clean(value: object) -> object:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, dict):
        return {redact(str(name)): _clean(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_clean(each) for each in value]
    return redact(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))
