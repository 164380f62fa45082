"""From a request to a scene: the kinds of charts there are."""

from collections.abc import Callable, Mapping, Sequence

from plugins.indicators.areas import Area, Areas
from plugins.indicators.bars import bar_plot
from plugins.indicators.describe import announce, describe_course, describe_ranking
from plugins.indicators.indicator import Indicator
from plugins.indicators.line import axis_note, line_plot
from plugins.indicators.number import MISSING, NBSP
from plugins.indicators.observations import PROVISIONAL, SIGNS
from plugins.indicators.package import Package
from plugins.indicators.request import BARS, LINE, MOST_LINES, Request
from plugins.indicators.scene import BarPlot, LinePlot, Reference, Scene
from plugins.indicators.series import Series, build_series
from plugins.indicators.table import value_table
from plugins.indicators.times import span
from plugins.manuscript.dates import exact_as_known

Drawn = tuple[
    LinePlot | BarPlot, str, tuple[str, ...]
]  # the plot, its announcement and description


def compose(request: Request, package: Package) -> Scene:
    """Return the scene of a request."""
    indicator = request.indicator
    observations = package.observations[indicator.key]
    series = build_series(indicator, observations, request.areas, request.times)
    plot, announcement, description = _KINDS[request.kind](request, series, package.areas)
    shown = f"{indicator.measure}, {span(request.times)}"
    axis = axis_note(plot) if isinstance(plot, LinePlot) else ""
    return Scene(
        indicator=indicator.key,
        title=request.title or _neutral_title(request, package.areas),
        subtitle=f"{shown}; {axis}" if axis else shown,
        plot=plot,
        table=value_table(indicator, series, shown),
        announcement=announcement,
        description=(request.description,) if request.description else description,
        notes=tuple(_notes(indicator, series)),
        source=source_line(indicator),
    )


def _lines(request: Request, series: Sequence[Series], areas: Areas) -> Drawn:
    del areas
    plot = line_plot(request.indicator, series, request.highlighted)
    announcement = announce(request.indicator, "Liniendiagramm", request.times)
    return plot, announcement, describe_course(request.indicator, series)


def _bars(request: Request, series: Sequence[Series], areas: Areas) -> Drawn:
    plot = bar_plot(
        request.indicator,
        series,
        request.highlighted,
        row_head=_level_word(request.areas, areas, one=True),
        by_name=request.sorting == "name",
    )
    indicator = request.indicator
    if len(request.times) > 1:
        announcement = announce(indicator, "Balkendiagramm", request.times)
        return plot, announcement, describe_course(indicator, series)
    group = f"{len(series)} {_level_word(request.areas, areas, one=len(series) == 1)}"
    announcement = announce(indicator, "Balkendiagramm", request.times, group)
    return plot, announcement, describe_ranking(indicator, series, request.highlighted)


_KINDS: Mapping[str, Callable[[Request, Sequence[Series], Areas], Drawn]] = {
    LINE: _lines,
    BARS: _bars,
}


def source_line(indicator: Indicator) -> tuple[Reference, ...]:
    """Return «Quelle: … Stand: … Lizenz: …» in pieces, some of them links."""
    pieces = [Reference("Quelle: ")]
    for number, source in enumerate(indicator.sources):
        pieces.append(Reference(f"{'; ' if number else ''}{source.publisher}, "))
        pieces.append(Reference(source.title, source.address))
    if indicator.own_calculation:
        pieces.append(Reference("; eigene Berechnung"))
    pieces.append(Reference(f". Stand: {exact_as_known(indicator.as_of)}. Lizenz: "))
    for number, licence in enumerate(indicator.licences):
        pieces.append(Reference("; " if number else ""))
        pieces.append(Reference(licence.title, licence.address))
    pieces.append(Reference("."))
    return tuple(piece for piece in pieces if piece.text)


def _neutral_title(request: Request, areas: Areas) -> str:
    """Name indicator and areas: «Quote: Ahausen und Südwald», «Quote nach Gemeinden»."""
    names = [area.short for area in request.areas]
    if len(names) > MOST_LINES:
        plural = _level_word(request.areas, areas, one=False)
        return f"{request.indicator.short_title} nach {_dative(plural)}"
    listed = f"{', '.join(names[:-1])} und {names[-1]}" if len(names) > 1 else names[0]
    return f"{request.indicator.short_title}: {listed}"


def _dative(plural: str) -> str:
    """Put a plural behind «nach»: Gemeinden stays, Landkreise becomes Landkreisen."""
    return plural if plural.endswith(("n", "s")) else f"{plural}n"


def _level_word(shown: Sequence[Area], areas: Areas, *, one: bool) -> str:
    """Name what the areas are, if they are all of one level."""
    keys = {area.level for area in shown}
    if len(keys) > 1:
        return "Gebiet" if one else "Gebiete"
    level = areas.level(keys.pop())
    return level.singular if one else level.plural


def _notes(indicator: Indicator, series: Sequence[Series]) -> list[str]:
    """Return what a reader must know about these very values."""
    points = [point for each in series for point in each.points]
    times = sorted({point.time for point in points})
    notes = [each.reason for each in indicator.breaks if times[0] < each.start <= times[-1]]
    signs = sorted({point.status for point in points if point.value is None})
    if signs:
        meanings = ", ".join(SIGNS[sign] for sign in signs if sign in SIGNS)
        notes.append(f"{MISSING} = keine Angabe{f' ({meanings})' if meanings else ''}.")
        notes += indicator.notes_if_missing
    if any(point.status == PROVISIONAL for point in points):
        notes.append(f"{PROVISIONAL}{NBSP}= vorläufig.")
    return [*notes, *indicator.notes]
