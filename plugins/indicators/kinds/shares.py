"""Parts of a whole: from several indicators to one row of shares per area or time.

Percentages must make 100; counts of one unit are divided by their sum.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plugins.indicators.block.request import Problem, Request
from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.number import NBSP, Unit, german
from plugins.indicators.data.package import Package
from plugins.indicators.data.series import Point, Series
from plugins.indicators.data.times import at_time
from plugins.indicators.kinds.asked import asked_series

# Five rounded percentages are rarely more than this away from 100.
_TOLERANCE = Decimal("1.5")
_WHOLE = Decimal(100)
_PAIR = 2
SHARE = Unit("%", "%", 1)


@dataclass(frozen=True)
class ShareRow:
    """The parts of one area at one time; `shares` is empty if a part is missing or all are zero."""

    area: Area
    time: str
    points: tuple[Point, ...]
    shares: tuple[Decimal, ...]  # per cent of the sum

    def is_comparable(self, other: "ShareRow") -> bool:
        """Tell whether no part breaks between two rows."""
        pairs = zip(self.points, other.points, strict=True)
        return all(point.segment == another.segment for point, another in pairs)


def share_rows(request: Request, series: Sequence[Series]) -> tuple[ShareRow, ...]:
    """Return the rows of a request, areas in their order and within them the times.

    `series` are those of `asked_series`: of each indicator all areas.
    """
    many = len(request.areas)
    return tuple(
        _row(area, points)
        for number, area in enumerate(request.areas)
        for points in zip(*(each.points for each in series[number::many]), strict=True)
    )


def share_unit(indicator: Indicator) -> Unit:
    """Return how shares are written: percentages as they are, shares of counts with one decimal."""
    return indicator.unit if indicator.unit.is_percent else SHARE


def shown_shares(indicator: Indicator, row: ShareRow) -> tuple[Decimal, ...]:
    """Return the shares of a row as its figure shows them: percentages as the source has them."""
    unit = share_unit(indicator)
    given = [point.value for point in row.points if point.value is not None]
    return tuple(
        unit.rounded(each) for each in (given if indicator.unit.is_percent else row.shares)
    )


def find_unequal(request: Request, package: Package) -> Iterator[Problem]:
    """Yield what keeps the values from being parts of a whole."""
    rows = share_rows(request, asked_series(request, package))
    for row in rows:
        for indicator, point in zip(request.indicators, row.points, strict=True):
            if point.value is not None and point.value < 0:
                value = indicator.unit.short(point.value)
                message = f"„{indicator.key}“ ist {_where(row)} negativ ({value}), ein Teil kann das nicht sein."
                yield (
                    "indikator",
                    message,
                    "Zeigen Sie diese Werte mit „art: balken“ oder „art: linie“.",
                )
                return
    full = [row for row in rows if all(point.value is not None for point in row.points)]
    if all(each.unit.is_percent for each in request.indicators):
        wrong = [row for row in full if abs(_sum(row.points) - _WHOLE) > _TOLERANCE]
        if wrong:
            others = {0: "", 1: " Ebenso in einer weiteren Zeile."}.get(
                len(wrong) - 1, f" Ebenso in {len(wrong) - 1} weiteren Zeilen."
            )
            yield (
                "indikator",
                f"Die Teile ergeben {_where(wrong[0])} zusammen {german(_sum(wrong[0].points), 1)}{NBSP}%, nicht 100{NBSP}%.{others}",
                "Nennen Sie alle Teile eines Ganzen, jeden einmal.",
            )
    elif len(request.indicators) > _PAIR:
        yield from _totals(request.indicators, package)


def find_whole(request: Request, rows: Sequence[ShareRow], package: Package) -> Indicator | None:
    """Return the indicator of the same sources that is the sum of the parts in every full row."""
    first = request.indicator
    full = [row for row in rows if row.shares]
    for each in package.indicators.values():
        if each in request.indicators or not each.additive:
            continue
        if (each.unit, each.sources) == (first.unit, first.sources):
            observed = package.observations[each.key]
            seen = [(row, observed.at(row.area.key, row.time)) for row in full]
            if seen and all(found and found.value == _sum(row.points) for row, found in seen):
                return each
    return None


def _totals(indicators: Sequence[Indicator], package: Package) -> Iterator[Problem]:
    """Yield the indicator that is the sum of all others wherever all are known."""
    tables = [package.observations[each.key].by_key for each in indicators]
    columns = [
        [seen.value for seen in found if seen is not None and seen.value is not None]
        for place in tables[0]
        for found in ([table.get(place) for table in tables],)
    ]
    full = [column for column in columns if len(column) == len(indicators) and any(column)]
    for number, indicator in enumerate(indicators):
        if len(full) > 1 and all(column[number] * 2 == sum(column) for column in full):
            message = f"„{indicator.key}“ ist die Summe der anderen, also das Ganze und kein Teil."
            yield "indikator", message, "Lassen Sie diesen Indikator weg."
            return


def _where(row: ShareRow) -> str:
    return f"für {row.area.short} {at_time(row.time)}"


def _row(area: Area, points: Sequence[Point]) -> ShareRow:
    whole = _sum(points)
    known = all(point.value is not None for point in points)
    shares = tuple((point.value or Decimal(0)) / whole * 100 for point in points if known and whole)
    return ShareRow(area, points[0].time, tuple(points), shares)


def _sum(points: Sequence[Point]) -> Decimal:
    return sum((point.value or Decimal(0) for point in points), Decimal(0))
