"""The clock: against the server of the feed, and against our own last run."""

from collections.abc import Iterator

from plugins.newsletter.operation.doctor.finding import Finding, fault, good, hint
from plugins.newsletter.operation.doctor.web import Web

NAME = "Uhr"
TOLERANCE = 60  # seconds


def check_clock(feed: str, last_run: int | None, web: Web, now: int) -> Iterator[Finding]:
    """Yield what is to be said of this machine's clock; `last_run` in seconds since 1970."""
    if last_run is not None and last_run > now + TOLERANCE:
        yield fault(
            NAME,
            f"Die Uhr geht nach: Der letzte Lauf war laut Datenbank {_apart(last_run - now)} später.",
            "Zeitabgleich einschalten: timedatectl set-ntp true.",
        )
    elif not feed.startswith(("https://", "http://")):
        yield good(NAME, "Die Uhr geht nicht hinter den letzten Lauf zurück.")
    else:
        answer = web.call(feed)
        if answer is None or answer.clock is None:
            yield hint(
                NAME, "Die Uhr ließ sich nicht vergleichen: Der Server des Feeds nennt keine Zeit."
            )
        elif abs(answer.clock - now) > TOLERANCE:
            yield fault(
                NAME,
                f"Die Uhr weicht um {_apart(abs(answer.clock - now))} vom Server des Feeds ab.",
                "Zeitabgleich einschalten: timedatectl set-ntp true.",
            )
        else:
            yield good(NAME, "Die Uhr stimmt mit dem Server des Feeds überein.")


def _apart(seconds: int) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} Minuten" if minutes < 120 else f"{round(minutes / 60)} Stunden"  # noqa: PLR2004  # two hours
