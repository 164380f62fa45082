"""Two versions of the data → what changed, series by series; and back."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from plugins.indicators.data.observations import PROVISIONAL
from plugins.indicators.history.version import FACTS, SeriesVersion, Version

NEW, GONE, RENAMED, CHANGED = "neu", "entfallen", "umbenannt", "geaendert"
ADDED, FILLED, CORRECTED, FINAL, EMPTIED, REMOVED = KINDS = (
    "hinzugekommen",
    "nachgetragen",
    "berichtigt",
    "endgueltig",
    "zurueckgezogen",
    "entfernt",
)


@dataclass(frozen=True)
class CellChange:
    """A row that changed; a cell is `wert,status`, None: no row."""

    area: str
    time: str
    before: str | None
    after: str | None

    @property
    def kind(self) -> str:
        """Return the German word for what happened to the row, one of `KINDS`."""
        if self.before is None:
            return ADDED
        if self.after is None:
            return REMOVED
        (value, _, status), (new, _, now) = self.before.partition(","), self.after.partition(",")
        if value and new:
            return FINAL if status == PROVISIONAL and now != PROVISIONAL else CORRECTED
        return CORRECTED if value == new else FILLED if new else EMPTIED


@dataclass(frozen=True)
class FactChange:
    """A fact of a series that changed; empty: it said nothing."""

    fact: str
    before: str
    after: str


@dataclass(frozen=True)
class SeriesChange:
    """What became of a series. `kind` is NEW, GONE, RENAMED or CHANGED; `former` its key before.

    One that `keeps_secrets`, now or before, may tell how many rows changed, but none of them.
    """

    key: str
    title: str
    kind: str
    cells: tuple[CellChange, ...] = ()
    facts: tuple[FactChange, ...] = ()
    former: str = ""
    keeps_secrets: bool = False


_NOTHING = SeriesVersion("", {}, {})


def difference(before: Version, after: Version) -> list[SeriesChange]:
    """Return what changed, in the order of the package, what is gone at the end.

    A series under a new key is the same one if it has the rows of exactly one that is gone.
    """
    gone = [key for key in before if key not in after]
    renamed = {
        key: former[0]
        for key, new in after.items()
        if key not in before
        and new.cells
        and len(former := [each for each in gone if before[each].cells == new.cells]) == 1
    }
    # Of two new ones with the same rows neither is the old one.
    former_keys = [*renamed.values()]
    renamed = {key: old for key, old in renamed.items() if former_keys.count(old) == 1}
    changes = []
    for key, new in after.items():
        if key in renamed:
            changes.append(_change(key, RENAMED, before[renamed[key]], new, renamed[key]))
        elif key not in before:
            changes.append(_change(key, NEW, _NOTHING, new))
        elif before[key] != new:
            changes.append(_change(key, CHANGED, before[key], new))
    lost = [key for key in gone if key not in renamed.values()]
    return [*changes, *(_change(key, GONE, before[key], _NOTHING) for key in lost)]


def _change(
    key: str, kind: str, before: SeriesVersion, after: SeriesVersion, former: str = ""
) -> SeriesChange:
    cells = (
        CellChange(*place, before.cells.get(place), after.cells.get(place))
        for place in {**before.cells, **after.cells}
        if before.cells.get(place) != after.cells.get(place)
    )
    return SeriesChange(
        key,
        after.title or before.title,
        kind,
        tuple(sorted(cells, key=attrgetter("area", "time"))),
        tuple(_facts(before, after)),
        former,
        before.keeps_secrets or after.keeps_secrets,
    )


def _facts(before: SeriesVersion, after: SeriesVersion) -> Iterator[FactChange]:
    for fact in FACTS:
        old, new = before.facts.get(fact, ""), after.facts.get(fact, "")
        if old != new:
            yield FactChange(fact, old, new)


def apply(changes: Iterable[SeriesChange], version: Version) -> Version:
    """Return the version that the changes make of another: `difference` the other way round."""
    made = dict(version)
    changes = list(changes)
    for change in changes:
        old = version.get(change.former or change.key, _NOTHING)
        cells = {**old.cells, **{(each.area, each.time): each.after for each in change.cells}}
        facts = {**old.facts, **{each.fact: each.after for each in change.facts}}
        kept = {place: cell for place, cell in cells.items() if cell is not None}
        made[change.key] = SeriesVersion(change.title, facts, kept)
    for change in changes:
        if change.kind == GONE or change.former:
            made.pop(change.former or change.key)
    return made
