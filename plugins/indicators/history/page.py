"""The log as readers see it: German sentences and small tables, by day and by indicator."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plugins.indicators.data.number import NBSP, Unit, german, rounded
from plugins.indicators.data.observations import SIGNS
from plugins.indicators.data.package import Package
from plugins.indicators.history.difference import (
    ADDED,
    CORRECTED,
    EMPTIED,
    FILLED,
    FINAL,
    GONE,
    NEW,
    REMOVED,
    RENAMED,
)
from plugins.indicators.history.log import Entry, Item, Log, Rows
from plugins.indicators.kinds.table import marked
from plugins.manuscript.dates import exact_as_known

FACTS = {
    "messgroesse": "Messgröße",
    "definition": "Definition",
    "einheit": "Einheit",
    "methode": "Methode",
    "quelle": "Quelle",
    "lizenz": "Lizenz",
    "weitergabe": "Weitergabe",
    "bruch": "Bruch",
}
_WORDS = {
    ADDED: ("Neu", "Angabe", "Angaben"),
    FILLED: ("Nachgetragen", "Wert", "Werte"),
    CORRECTED: ("Berichtigt", "Wert", "Werte"),
    FINAL: ("Endgültig statt vorläufig", "Wert", "Werte"),
    EMPTIED: ("Zurückgezogen", "Wert", "Werte"),
    REMOVED: ("Entfernt", "Angabe", "Angaben"),
}


@dataclass(frozen=True)
class ShownRows:
    """A sentence about rows; `values` are some of them: area, time, before, after."""

    sentence: str
    values: tuple[tuple[str, str, str, str], ...]
    rest: int


@dataclass(frozen=True)
class ShownItem:
    """A series that changed on a day. `address` is empty if it has no page; `facts` have a label.

    `note` says that it is new, or what it was called; empty: neither.
    """

    key: str
    title: str
    address: str
    note: str
    rows: tuple[ShownRows, ...]
    facts: tuple[tuple[str, str, str], ...]
    reason: str

    @property
    def sentences(self) -> Iterator[str]:
        """Yield all in short, for the page of the indicator."""
        if self.note:
            yield self.note
        yield from (each.sentence for each in self.rows)
        if self.facts:
            yield f"Geändert: {', '.join(label for label, _, _ in self.facts)}."


@dataclass(frozen=True)
class ShownDay:
    """A day of the log: the first edition, or series that are new, changed, gone."""

    day: date
    anchor: str
    reason: str
    first: str
    new: tuple[ShownItem, ...]
    changed: tuple[ShownItem, ...]
    gone: tuple[ShownItem, ...]


def show_log(log: Log, package: Package, catalogue: str) -> list[ShownDay]:
    """Return the days of a log, the newest first; `catalogue` is the folder of indicators' pages."""
    shown = [one for one in log if one.first or one.items]
    days = [one.day for one in shown]  # one may stand there twice; the first keeps its address
    return [_day(one, days[n:].count(one.day), package, catalogue) for n, one in enumerate(shown)]


def _day(entry: Entry, number: int, package: Package, catalogue: str) -> ShownDay:
    items = [(each.kind, _item(each, package, catalogue)) for each in entry.items]
    first = ""
    if entry.first:
        series, values = entry.first
        first = f"{_count(series, 'Reihe', 'Reihen')} mit {_count(values, 'Wert', 'Werten')}"
    return ShownDay(
        date.fromisoformat(entry.day),
        f"tag-{entry.day}{f'-{number}' if number > 1 else ''}",
        entry.reason,
        first,
        tuple(shown for kind, shown in items if kind == NEW),
        tuple(shown for kind, shown in items if kind not in (NEW, GONE)),
        tuple(shown for kind, shown in items if kind == GONE),
    )


def _item(item: Item, package: Package, catalogue: str) -> ShownItem:
    indicator = package.indicators.get(item.key)
    has_page = indicator is not None and indicator.has_page
    facts = tuple((FACTS.get(fact, fact), old, new) for fact, old, new in item.facts)
    rows = [_rows(kind, each, item.key, package) for kind, each in item.rows.items()]
    note = ""
    if item.kind == NEW:
        note = "Neue Reihe."
    elif item.kind == RENAMED:
        note = f"In Adressen und Dateien hieß die Reihe bisher „{item.former}“."
    return ShownItem(
        item.key,
        indicator.title if indicator else item.title,
        f"/{catalogue}/{item.key}/" if has_page else "",
        note,
        tuple(rows),
        facts,
        item.reason,
    )


def _rows(kind: str, rows: Rows, key: str, package: Package) -> ShownRows:
    word, one, many = _WORDS.get(kind, (kind, "Angabe", "Angaben"))
    areas = _count(rows.areas, "Gebiet", "Gebiete")
    values = tuple(
        _value(area, time, (before, after), key, package)
        for area, time, before, after in rows.listed
        if _may_be_told(area, time, (before, after), key, package)
    )
    sentence = f"{word}: {_count(rows.count, one, many)} für {rows.times} ({areas})."
    return ShownRows(sentence, values, rows.count - len(values))


def _may_be_told(area: str, time: str, cells: tuple[str, str], key: str, package: Package) -> bool:
    """Tell whether values may stand in a table: not if the data do not name the value any more."""
    indicator = package.indicators.get(key)
    # Where small numbers are kept secret, an old value beside a new sum could give one away.
    if indicator is None or indicator.secrecy:
        return False
    now = package.observations[key].at(area, time)
    return (now is not None and now.value is not None) or all(c.startswith(",") for c in cells)


def _value(
    area: str, time: str, cells: tuple[str, str], key: str, package: Package
) -> tuple[str, str, str, str]:
    known, unit = package.areas.by_key.get(area), package.indicators[key].unit
    values = [Decimal(value) for cell in cells if (value := cell.partition(",")[0])]
    shown = Unit(unit.name, unit.singular, _decimals(values, unit.decimals))
    before, after = (_cell(cell, shown) for cell in cells)
    return known.short if known else area, exact_as_known(time), before, after


def _decimals(values: Sequence[Decimal], least: int) -> int:
    """Return how many decimals tell two values apart, at least those that are shown elsewhere."""
    exponents = [int(value.as_tuple().exponent) for value in values]
    most = max(least, *(-each for each in exponents), 0)
    apart = (n for n in range(least, most) if len({rounded(v, n) for v in values}) == len(values))
    return next(apart, most)


def _cell(cell: str, unit: Unit) -> str:
    value, _, status = cell.partition(",")
    return marked(unit.short(Decimal(value)), status) if value else SIGNS.get(status, status)


def changes_by_indicator(
    days: Sequence[ShownDay], log: Log
) -> Mapping[str, list[tuple[ShownDay, ShownItem]]]:
    """Return what changed of each indicator of today, the newest first, also under former keys."""
    names: dict[str, str] = {}
    found: dict[str, list[tuple[ShownDay, ShownItem]]] = {}
    former = {(entry.day, item.key): item.former for entry in log for item in entry.items}
    for day in days:
        for item in (*day.new, *day.changed):
            name = names.get(item.key, item.key)
            found.setdefault(name, []).append((day, item))
            if old := former.get((day.day.isoformat(), item.key)):
                names[old] = name
    return found


def _count(number: int, one: str, many: str) -> str:
    return f"{german(Decimal(number), 0)}{NBSP}{one if number == 1 else many}"
