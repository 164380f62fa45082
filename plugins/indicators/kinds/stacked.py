"""Stacked shares: parts of a whole, for several areas at one time or one area at several times."""

from collections.abc import Collection, Iterator, Sequence

from plugins.indicators.block.request import Problem, Request
from plugins.indicators.data.package import Package
from plugins.indicators.data.series import Series
from plugins.indicators.data.times import shown_times, time_word
from plugins.indicators.kinds.composition import describe_shares
from plugins.indicators.kinds.describe import listed
from plugins.indicators.kinds.plots import Stack, StackedPlot
from plugins.indicators.kinds.scene import Drawn, ValueTable
from plugins.indicators.kinds.shares import (
    ShareRow,
    find_whole,
    share_rows,
    share_unit,
    shown_shares,
)
from plugins.indicators.kinds.signs import gap_text
from plugins.indicators.kinds.table import row_names, value_text
from plugins.manuscript.dates import exact_as_known
from plugins.manuscript.suggestions import fold

LEAST_PARTS, MOST_PARTS = 2, 5
_NAMED = 3
_SHARES = "Anteile in Prozent"


def stacked(request: Request, series: Sequence[Series], package: Package) -> Drawn:
    """Draw a row of shares per area or, for one area, per time."""
    rows = _sorted(request, share_rows(request, series))
    areas = package.areas
    of_areas = len(request.areas) > 1 or len(request.times) == 1
    row_head = areas.word(request.areas, one=True) if of_areas else time_word(request.times)
    plot = _plot(request, rows, row_head)
    shown = f"{_measure(request, rows, package)}, {shown_times(request.times)}"
    where = request.areas[0].short
    if len(request.areas) > 1:
        where = f"{len(request.areas)} {areas.word(request.areas, one=False)}"
    return Drawn(
        plot,
        f"Gestapelte Balken: {shown}, {where}.",
        describe_shares(request, rows, areas),
        None if request.indicator.unit.is_percent else _table(request, rows, row_head),
        title=f"{_title(plot.parts)}: {where}",
        subtitle=shown,
    )


def unfit_stacked(request: Request, asked: Collection[str]) -> Iterator[Problem]:
    """Yield what keeps a request from being shares, apart from its values."""
    number = len(request.indicators)
    if not LEAST_PARTS <= number <= MOST_PARTS:
        yield (
            "indikator",
            f"Ein Ganzes hat hier {LEAST_PARTS} bis {MOST_PARTS} Teile, genannt sind {number}.",
            "Nennen Sie die Teile mit Komma: „indikator: frauen, maenner“.",
        )
    units = dict.fromkeys(each.unit.name for each in request.indicators)
    if len(units) > 1:
        yield (
            "indikator",
            f"Die Teile haben verschiedene Einheiten: {listed(list(units))}.",
            "Nennen Sie Teile mit derselben Einheit.",
        )
    for each in request.indicators:
        if not each.unit.is_percent and not each.additive:
            yield (
                "indikator",
                f"„{each.key}“ lässt sich nicht zu einem Ganzen zusammenzählen.",
                "Möglich sind Anteile in % und Anzahlen.",
            )
    if len(request.areas) > 1 and len(request.times) > 1:
        yield (
            "jahre",
            "Gestapelte Balken für mehrere Gebiete zeigen genau ein Jahr.",
            f"Schreiben Sie zum Beispiel „jahre: {request.times[-1]}“, oder nennen Sie ein Gebiet.",
        )
    if "sortierung" in asked and len(request.areas) == 1:
        yield "sortierung", "Zeiten stehen in ihrer Folge.", "Lassen Sie die Zeile weg."


def _sorted(request: Request, rows: Sequence[ShareRow]) -> list[ShareRow]:
    """Return areas by the share of the first part, or by name; incomplete ones come last."""
    if len(request.areas) == 1:
        return list(rows)
    if request.sorting == "name":
        return sorted(rows, key=lambda row: (not row.shares, fold(row.area.short)))
    return sorted(
        rows,
        key=lambda row: (*((-row.shares[0],) if row.shares else (1,)), fold(row.area.short)),
    )


def _plot(request: Request, rows: Sequence[ShareRow], row_head: str) -> StackedPlot:
    by_area = len(request.areas) > 1 or len(request.times) == 1
    names = row_names(request.areas, row_head)
    stacks = tuple(
        Stack(
            name=names[row.area.key] if by_area else exact_as_known(row.time),
            lengths=tuple(float(share / 100) for share in row.shares),
            texts=_texts(request, row),
            is_highlighted=by_area and row.area in request.highlighted,
            after_break=not by_area and number > 0 and not row.is_comparable(rows[number - 1]),
            key=row.area.key if by_area else "",
        )
        for number, row in enumerate(rows)
    )
    return StackedPlot(row_head, tuple(each.short_title for each in request.indicators), stacks)


def _texts(request: Request, row: ShareRow) -> tuple[str, ...]:
    """Return the shares as text; of counts there are none unless all parts are known."""
    unit = request.indicator.unit
    if unit.is_percent:
        return tuple(value_text(unit, point) for point in row.points)
    short = share_unit(request.indicator).short
    if row.shares:
        return tuple(map(short, shown_shares(request.indicator, row)))
    is_nothing = all(point.value == 0 for point in row.points)
    gap = gap_text(point.status for point in row.points)
    return ("–" if is_nothing else gap,) * len(row.points)


def _title(parts: Sequence[str]) -> str:
    """Name the parts, the first of many; with commas, as their names may have an «und»."""
    if len(parts) <= _NAMED:
        return ", ".join(parts)
    return f"{', '.join(parts[:2])} und {len(parts) - 2} weitere Teile"


def _measure(request: Request, rows: Sequence[ShareRow], package: Package) -> str:
    """Return what is measured: what the measures say before a colon, if it is the same.

    Else it says of what these are the shares: of another indicator, or simply of the sum.
    """
    heads = {each.measure.rpartition(": ")[0] for each in request.indicators}
    head = heads.pop()
    if head and not heads:
        return head
    if request.indicator.unit.is_percent:
        return _SHARES
    if whole := find_whole(request, rows, package):
        return f"{whole.measure}: {_SHARES}"
    parts = "beider" if len(request.indicators) == LEAST_PARTS else "aller"
    return f"Anteile an der Summe {parts} Teile in Prozent"


def _table(request: Request, rows: Sequence[ShareRow], row_head: str) -> ValueTable:
    """Return the counts behind the shares."""
    by_area = len(request.areas) > 1 or len(request.times) == 1
    unit, names = request.indicator.unit, row_names(request.areas, row_head)
    return ValueTable(
        caption=f"{unit.name}, {shown_times(request.times)}",
        head=(row_head, *(each.short_title for each in request.indicators)),
        rows=tuple(
            (
                names[row.area.key] if by_area else exact_as_known(row.time),
                *(value_text(unit, point) for point in row.points),
            )
            for row in rows
        ),
        row_keys=tuple(row.area.key if by_area else "" for row in rows),
    )
