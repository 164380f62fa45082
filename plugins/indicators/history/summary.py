"""Changes → entries of the log: counted, with some values by name, and the reasons people gave."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from plugins.indicators.data.times import shown_times
from plugins.indicators.history.difference import (
    CHANGED,
    CORRECTED,
    FILLED,
    FINAL,
    KINDS,
    RENAMED,
    CellChange,
    SeriesChange,
)
from plugins.indicators.history.log import Entry, Item, Log, Rows
from plugins.indicators.history.version import Version, fingerprint
from plugins.manuscript.dates import exact_as_known

# So many values are listed by name. Of withdrawn ones none: what was taken back is not told again. Nor of
# series with small numbers: the log would keep what is taken out of the history of their files.
LISTED = 5
_NAMED = (FILLED, CORRECTED, FINAL)


def first_edition(day: str, version: Version) -> Entry:
    """Return the entry of the day on which all began."""
    cells = (cell for each in version.values() for cell in each.cells.values())
    values = sum(not cell.startswith(",") for cell in cells)
    return Entry(day, fingerprint(version), first=(len(version), values))


def summarise(day: str, changes: Iterable[SeriesChange], version: Version) -> Entry:
    """Return the entry of a day that made `version` by these changes."""
    return Entry(day, fingerprint(version), items=tuple(map(_item, changes)))


def _item(change: SeriesChange) -> Item:
    rows = {
        kind: _rows(cells, is_told=kind in _NAMED and not change.keeps_secrets)
        for kind in KINDS
        if (cells := [each for each in change.cells if each.kind == kind])
    }
    facts = tuple((each.fact, each.before, each.after) for each in change.facts)
    told = facts if change.kind in (CHANGED, RENAMED) else ()
    return Item(change.key, change.title, change.kind, change.former, "", rows, told)


def _rows(cells: Sequence[CellChange], *, is_told: bool) -> Rows:
    times = sorted({each.time for each in cells})
    listed = [
        (each.area, each.time, each.before or "", each.after or "") for each in cells[:LISTED]
    ]
    areas = len({each.area for each in cells})
    return Rows(len(cells), shown_times(times), areas, tuple(listed) if is_told else ())


def unexplained(log: Log) -> list[str]:
    """Return the series with corrected values for which nobody said why, each with its day."""
    return [
        f"{item.title} ({exact_as_known(entry.day)})"
        for entry in log
        for item in entry.items
        if CORRECTED in item.rows and not (entry.reason or item.reason)
    ]


def keep_reasons(made: Sequence[Entry], old: Log) -> tuple[list[Entry], list[str]]:
    """Return entries with the reasons that an older log gave, and those that have lost their place.

    A reason stays with a change that says the same, whatever its day is now, else with the series
    on its day.
    """
    of_day = {entry.day: entry.reason for entry in old if entry.reason}
    of_series: dict[object, str] = {}
    for entry in old:
        for item in entry.items:
            if item.reason:
                of_series[entry.day, item.key] = item.reason
                of_series[_said(item)] = item.reason
    kept = [
        replace(
            entry,
            reason=of_day.get(entry.day, ""),
            items=tuple(
                replace(
                    item,
                    reason=of_series.get(_said(item)) or of_series.get((entry.day, item.key), ""),
                )
                for item in entry.items
            ),
        )
        for entry in made
    ]
    found = {item.reason for entry in kept for item in entry.items}
    found |= {entry.reason for entry in kept}
    given = dict.fromkeys((*of_day.values(), *of_series.values()))
    return kept, [reason for reason in given if reason not in found]


def _said(item: Item) -> str:
    """Return what an item says, without its reason."""
    return repr(replace(item, reason="", rows=dict(sorted(item.rows.items()))))
