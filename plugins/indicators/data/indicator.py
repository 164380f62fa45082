"""An indicator: what is measured, in which unit, from which source, with which breaks."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from plugins.indicators.data.number import Unit
from plugins.indicators.data.secrecy import Secrecy
from plugins.indicators.data.times import season

_CHANGES = ("saldo", "veränder", "differenz", "überschuss", "entwicklung", "wachstum", "zuwachs")


@dataclass(frozen=True)
class Source:
    """Where the numbers come from. `as_of` is a date, as exact as the source says."""

    title: str
    publisher: str
    address: str
    as_of: str


@dataclass(frozen=True)
class Licence:
    """The terms of a source; `address` is empty where it names none."""

    title: str
    address: str = ""


@dataclass(frozen=True)
class Break:
    """From `start` on the numbers are not comparable with those before."""

    start: str
    reason: str


@dataclass(frozen=True)
class Rate:
    """How a rate is made of two other indicators: `numerator` ÷ `denominator` × `factor`."""

    numerator: str
    denominator: str
    factor: Decimal


@dataclass(frozen=True)
class Indicator:
    """The metadata of one series of the data package."""

    key: str
    file: str
    title: str
    short_title: str
    measure: str
    definition: str
    method: str
    unit: Unit
    additive: bool
    as_of: str
    sources: tuple[Source, ...]
    licences: tuple[Licence, ...]
    licence_checked: bool
    own_calculation: bool = False
    breaks: tuple[Break, ...] = ()
    notes: tuple[str, ...] = ()
    levels_of_notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    notes_if_missing: tuple[str, ...] = ()
    dimension: str = ""
    fields: tuple[str, ...] = ()
    has_page: bool = True
    rate: Rate | None = None
    sums: tuple[tuple[str, ...], ...] = ()  # each group: the keys of parts that add up to it
    change_of: str = ""  # the key of the indicator whose changes it tells
    secrecy: Secrecy | None = None

    @property
    def is_change(self) -> bool:
        """Tell whether it says that it measures a change: such a value may be negative, and beyond 100 %."""
        said = f"{self.title} {self.measure} {self.unit.name}".casefold()
        return any(word in said for word in _CHANGES)

    def notes_on(self, levels: Collection[str]) -> tuple[str, ...]:
        """Return the notes that hold for areas of these levels: some are about one level only."""
        about = self.levels_of_notes
        return tuple(
            note
            for note in self.notes
            if note not in about or not {*about[note]}.isdisjoint(levels)
        )

    def segment(self, time: str) -> int:
        """Return the number of breaks up to a time: only times of one segment are comparable."""
        return sum([time >= each.start for each in self.breaks]) if self.breaks else 0

    def breaks_between(self, first: str, last: str) -> tuple[Break, ...]:
        """Return the breaks that part two times."""
        return tuple(each for each in self.breaks if first < each.start <= last)

    def comparable(self, time: str, times: Iterable[str]) -> tuple[str, ...]:
        """Return the earlier times to compare a time with: no break between, and no other season."""
        segment = self.segment(time)
        return tuple(
            each
            for each in times
            if each < time and season(each) == season(time) and self.segment(each) == segment
        )
