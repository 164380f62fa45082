"""How numbers and times are written for a German reader."""

from datetime import datetime
from zoneinfo import ZoneInfo

from plugins.newsletter.store.states import Frequency

KINDS = {
    Frequency.INSTANT: "sofort",
    Frequency.WEEKLY: "wöchentlich",
    Frequency.MONTHLY: "monatlich",
}
_DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")


def number(count: int) -> str:
    """Return a number with points between the thousands."""
    return f"{count:,}".replace(",", ".")


def counted(count: int, one: str, many: str) -> str:
    """Return a number with its noun: „1 Mail“, „2.000 Mails“."""
    return f"{number(count)} {one if count == 1 else many}"


def moment(seconds: int, zone: ZoneInfo) -> str:
    """Return a moment (seconds since 1970) as „Do 26.11.2026, 08:00“."""
    local = datetime.fromtimestamp(seconds, zone)
    return f"{_DAYS[local.weekday()]} {local:%d.%m.%Y, %H:%M}"


def ago(seconds: int) -> str:
    """Return how long something is ago, as exactly as one wants to know it."""
    for size, one, many in ((86_400, "Tag", "Tagen"), (3600, "Stunde", "Stunden")):
        if seconds >= 2 * size:
            return f"vor {counted(seconds // size, one, many)}"
    if seconds < 60:  # noqa: PLR2004  # a minute
        return "gerade eben"
    return f"vor {counted(seconds // 60, 'Minute', 'Minuten')}"
