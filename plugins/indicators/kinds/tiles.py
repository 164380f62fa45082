"""Key figures: one indicator for several areas, or several indicators for one area."""

from collections.abc import Collection, Iterator, Sequence

from plugins.indicators.block.request import MOST_LINES, Problem, Request
from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.number import NBSP, german
from plugins.indicators.data.observations import PROVISIONAL, SIGNS, WITHHELD, Observations
from plugins.indicators.data.package import Package
from plugins.indicators.data.series import Series, build_series
from plugins.indicators.kinds.breaks import find_breaks
from plugins.indicators.kinds.change import change_since
from plugins.indicators.kinds.describe import listed, measured
from plugins.indicators.kinds.plots import Tile, TilePlot
from plugins.indicators.kinds.scene import Drawn
from plugins.indicators.kinds.table import value_text
from plugins.manuscript.dates import exact_as_known

MOST_TILES = MOST_LINES


def tile_series(request: Request, package: Package) -> tuple[Series, ...]:
    """Return a series per tile: its value last, before it the one that it is compared with."""
    return tuple(
        build_series(
            indicator, observations, (area,), _times(request, indicator, observations, area)
        )[0]
        for indicator in request.indicators
        for observations in (package.observations[indicator.key],)
        for area in request.areas
    )


def tiles(request: Request, series: Sequence[Series], package: Package) -> Drawn:
    """Draw a tile per series."""
    del package
    are_areas = len(request.indicators) == 1
    marked = set(request.highlighted) if len(request.areas) > 1 else set()
    plot = TilePlot(tuple(_tile(each, each.area in marked, are_areas) for each in series))
    described = tuple(map(_sentence, plot.tiles))
    if are_areas:
        shown = measured(request.indicator, [series[0].points[-1].time])
        return Drawn(plot, f"Kennzahl: {shown}.", described, subtitle=request.indicator.measure)
    names = listed([each.short_title for each in request.indicators])
    return Drawn(
        plot,
        f"Kennzahlen: {names}.",
        described,
        notes=tuple(f"{each.short_title}: {each.measure}." for each in request.indicators),
        title=f"{request.areas[0].short} in Zahlen",
        subtitle=exact_as_known(request.times[-1]) if request.times else "Jeweils neuester Wert",
    )


def unfit_tiles(request: Request, asked: Collection[str]) -> Iterator[Problem]:
    """Yield what keeps a request from being key figures."""
    areas, indicators = len(request.areas), len(request.indicators)
    if areas > 1 and indicators > 1:
        message = "Kennzahlen zeigen mehrere Gebiete oder mehrere Indikatoren, nicht beides."
        yield "gebiete", message, f"Schreiben Sie zum Beispiel „gebiete: {request.areas[0].short}“."
    elif max(areas, indicators) > MOST_TILES:
        field, what = ("gebiete", "Gebiete") if areas > 1 else ("indikator", "Indikatoren")
        yield (
            field,
            f"{max(areas, indicators)} Kennzahlen sind zu viele, höchstens {MOST_TILES} stehen nebeneinander.",
            f"Nennen Sie weniger {what}, oder schreiben Sie „art: tabelle“.",
        )
    if len(request.times) > 2:  # noqa: PLR2004 - a beginning and an end
        yield (
            "jahre",
            "Eine Kennzahl zeigt ein Jahr oder vergleicht zwei.",
            f"Schreiben Sie „jahre: {request.times[-1]}“ oder „jahre: {request.times[0]}, {request.times[-1]}“.",
        )
    yield from find_breaks(request)
    if "sortierung" in asked:
        advice = "Lassen Sie die Zeile weg."
        yield "sortierung", "Kennzahlen stehen in der Reihenfolge, in der Sie sie nennen.", advice


def _times(
    request: Request, indicator: Indicator, observations: Observations, area: Area
) -> tuple[str, ...]:
    """Return the time of a tile and, before it, the first time that compares with it."""

    def known(time: str, areas: Sequence[Area]) -> bool:
        found = (observations.at(each.key, time) for each in areas)
        return any(each and each.value is not None for each in found)

    if len(request.times) > 1:
        return request.times
    times = observations.times()
    last = request.times or [time for time in times if known(time, request.areas)]
    if not known(last[-1], (area,)):
        return (last[-1],)  # nothing to compare with what is not known
    earlier = indicator.comparable(last[-1], times)
    return (*[time for time in earlier if known(time, (area,))][:1], last[-1])


def _tile(series: Series, is_highlighted: bool, is_area: bool) -> Tile:  # noqa: FBT001 - facts, no switches
    unit, last = series.indicator.unit, series.points[-1]
    mark = f"{NBSP}{PROVISIONAL}" if last.status == PROVISIONAL else ""
    name = ""
    if last.value is None:
        said = "" if last.status == WITHHELD else SIGNS.get(last.status, "")
        value, change = value_text(unit, last), said
    else:
        value, change = unit.short(last.value), _change(series)
        if not unit.is_symbol:
            one = german(last.value, unit.decimals) == "1"
            name = unit.singular if one else unit.name
    return Tile(
        label=series.area.short if is_area else series.indicator.short_title,
        value=value,
        unit=name,
        time=f"{exact_as_known(last.time)}{mark}",
        change=change,
        is_missing=last.value is None,
        is_highlighted=is_highlighted,
        key=series.area.key if is_area else "",
    )


def _change(series: Series) -> str:
    """Return the change from the first point; nothing if there is no other."""
    first, last = series.points[0], series.points[-1]
    if first is last:
        return ""
    if first.value is None:
        return f"{value_text(series.indicator.unit, first)} für {exact_as_known(first.time)}"
    return change_since(series.indicator.unit, first, last)


def _sentence(tile: Tile) -> str:
    """Return a tile as a sentence."""
    value = f"{tile.value} {tile.unit}".rstrip()
    return f"{tile.label}, {tile.time}: {', '.join(filter(None, (value, tile.change)))}."
