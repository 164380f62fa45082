"""The feed: can it be read, does every entry have an id, is it fresh."""

from collections.abc import Callable, Iterator, Sequence

from plugins.newsletter.errors import FeedUnusable
from plugins.newsletter.operation.doctor.finding import Finding, fault, good, hint
from plugins.newsletter.source.entry import Entry
from plugins.newsletter.source.source import Reading

NAME = "Feed"
_DAY = 86_400
STALE = 90 * _DAY


def check_feed(read: Callable[[], Reading], now: int) -> Iterator[Finding]:
    """Yield what is to be said of the feed; `read` raises FeedUnusable."""
    try:
        reading = read()
    except FeedUnusable as error:
        yield fault(
            NAME, str(error), "Die Adresse (feed) im Browser öffnen; die Website neu bauen."
        )
        return
    entries = reading.entries or ()
    findings = [hint(NAME, note) for note in reading.notes]
    findings += _entries(entries, now)
    yield from findings or [
        good(NAME, f"Der Feed ist lesbar und hat {len(entries)} {_noun(len(entries))}.")
    ]


def _entries(entries: Sequence[Entry], now: int) -> Iterator[Finding]:
    if not entries:
        yield hint(NAME, "Der Feed ist leer.", "Vor dem ersten Beitrag ist das richtig.")
        return
    without = sum(not entry.key for entry in entries)
    if without:
        yield hint(
            NAME,
            f"Ohne Kennung (id): {without} {_noun(without)}; erkannt werden sie an Adresse und Text.",
            "Besser: Das Programm, das den Feed schreibt, gibt jedem Eintrag eine feste id.",
        )
    times = [entry.published_at for entry in entries if entry.published_at is not None]
    if any(time > now + _DAY for time in times):
        yield hint(
            NAME, "Ein Eintrag liegt in der Zukunft; er wird angehalten.", "Datum berichtigen."
        )
    elif times and max(times) < now - STALE:
        yield hint(
            NAME,
            f"Der jüngste Eintrag ist {(now - max(times)) // _DAY} Tage alt.",
            "Gab es seither Beiträge, wird die Website nicht mehr gebaut oder nicht hochgeladen.",
        )


def _noun(count: int) -> str:
    return "Eintrag" if count == 1 else "Einträge"
