"""How values differ, in plain German: from one time to another, or between two areas.

The difference is that of the numbers as they are shown, so that readers can check it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plugins.indicators.data.number import Unit
from plugins.indicators.data.series import Point
from plugins.indicators.data.times import at_time
from plugins.indicators.kinds.describe import dative, listed, named, relative, say_missing
from plugins.manuscript.dates import exact_as_known

_BOTH = 2

Row = tuple[str, Point, Point]  # what it is called, first and last point


@dataclass(frozen=True)
class Change:
    """Two known values of one row and their difference, last minus first."""

    name: str
    first: Decimal
    last: Decimal
    difference: Decimal


def find_changes(unit: Unit, rows: Iterable[Row]) -> tuple[Change, ...]:
    """Return the changes of all rows that have both values."""
    return tuple(
        Change(name, first.value, last.value, unit.rounded(last.value) - unit.rounded(first.value))
        for name, first, last in rows
        if first.value is not None and last.value is not None
    )


def amount(unit: Unit, difference: Decimal) -> str:
    """Return the size of a difference: «2,9 Prozentpunkte», «1 Person»; «3,2» of a rate."""
    if unit.name.startswith("je "):
        return unit.short(abs(difference))
    return unit.difference(difference)


def change_since(unit: Unit, first: Point, last: Point) -> str:
    """Return «2,9 Prozentpunkte mehr als 2011», «20.560 Personen weniger als 2011 (−6,4 %)»."""
    (change,) = find_changes(unit, [("", first, last)])
    if not change.difference:
        return f"genauso viel wie {at_time(first.time)}"
    direction = "mehr" if change.difference > 0 else "weniger"
    size = f"{amount(unit, change.difference)} {direction} als {at_time(first.time)}"
    return size + relative(unit, change.first, change.last)


def describe_changes(unit: Unit, rows: Sequence[Row], what: str) -> tuple[str, ...]:
    """Describe what happened between two times; `what` names the rows, «Gemeinden»."""
    changes = find_changes(unit, rows)
    start, end = exact_as_known(rows[0][1].time), exact_as_known(rows[0][2].time)
    missing = _missing(rows)
    if not changes:
        return (f"Für keines der {len(rows)} Gebiete gibt es beide Werte.",)
    if len(changes) == 1:
        (only,) = changes
        values = f"{unit.short(only.first)} und {unit.short(only.last)}"
        return (f"Beide Werte gibt es nur für {only.name}: {values}.",)
    counted = _tally(("gestiegen", "gesunken", "gleich geblieben"), changes, dative(what))
    sentences = [f"Von {start} bis {end} ist der Wert {counted}."]
    sizes = sorted({each.difference for each in changes})
    rises = sum(each.difference > 0 for each in changes)
    falls = sum(each.difference < 0 for each in changes)
    for title, size, fits in (
        (_most("Anstieg", rises, sizes), sizes[-1], sizes[-1] > 0),
        ("Kleinster Anstieg", sizes[0], sizes[-1] > sizes[0] > 0),
        (_most("Rückgang", falls, sizes), sizes[0], sizes[0] < 0),
        ("Kleinster Rückgang", sizes[-1], sizes[0] < sizes[-1] < 0),
    ):
        if fits:
            found = [each for each in changes if each.difference == size]
            sentences.append(_extreme(title, unit, found, what, ", von {} auf {}"))
    if missing:
        sentences.append(say_missing(missing, what))
    return (" ".join(sentences),)


def describe_gaps(unit: Unit, areas: Sequence[str], rows: Sequence[Row]) -> tuple[str, ...]:
    """Describe how far two areas lie apart over time."""
    what = "Monate" if "-" in rows[0][1].time else "Jahre"
    changes = find_changes(unit, rows)
    if not changes:
        return (f"Für keines der {len(rows)} {what} gibt es beide Werte.",)
    counted = _tally(("höher", "niedriger", "gleich"), changes, dative(what))
    sentences = [f"{areas[1]} gegenüber {areas[0]}: {counted}."]
    pair = f": {areas[0]} {{}}, {areas[1]} {{}}"
    sizes = sorted({abs(each.difference) for each in changes})
    for title, size, fits in (
        ("Größter Abstand" if len(sizes) > 1 else "Abstand", sizes[-1], sizes[-1] > 0),
        ("Kleinster Abstand", sizes[0], len(sizes) > 1),
    ):
        if fits:
            found = [each for each in changes if abs(each.difference) == size]
            sentences.append(_extreme(title, unit, found, what, pair))
    missing = _missing(rows)
    if missing:
        sentences.append(say_missing(missing, what))
    return (" ".join(sentences),)


def _missing(rows: Sequence[Row]) -> list[tuple[str, Sequence[Point]]]:
    """Return the rows that lack a value."""
    return [
        (name, points) for name, *points in rows if any(point.value is None for point in points)
    ]


def _most(what: str, count: int, sizes: Sequence[Decimal]) -> str:
    """Name the greatest of `count` changes in one direction: there may be no other."""
    if count == 1:
        return f"Einziger {what}"
    return f"Größter {what}" if len(sizes) > 1 else what


def _tally(words: tuple[str, str, str], changes: Sequence[Change], what: str) -> str:
    """Count the rises, falls and ties: «in 7 von 9 Gemeinden gestiegen, in 2 gesunken».

    `words` name rise, fall and tie; `what` are the rows, in the dative.
    """
    counts = (
        sum(each.difference > 0 for each in changes),
        sum(each.difference < 0 for each in changes),
        sum(each.difference == 0 for each in changes),
    )
    parts = [(count, word) for count, word in zip(counts, words, strict=True) if count]
    (most, first), *others = sorted(parts, key=lambda part: -part[0])
    if others:
        start = f"in {most} von {len(changes)} {what} {first}"
    elif most == _BOTH:
        start = f"in beiden {what} {first}"
    else:
        start = f"in allen {most} {what} {first}"
    return listed([start, *(f"in {count} {word}" for count, word in others)])


def _extreme(title: str, unit: Unit, found: Sequence[Change], what: str, pair: str) -> str:
    """Return «Größter Anstieg: 5,1 Prozentpunkte (Ahausen, von 20,1 % auf 25,2 %).».

    `found` are the changes of this size, `pair` is how two values are told.
    """
    who = named([each.name for each in found], what)
    if len(found) == 1:
        who += pair.format(unit.short(found[0].first), unit.short(found[0].last))
    return f"{title}: {amount(unit, found[0].difference)} ({who})."
