"""From a request to a scene: the kinds of charts there are."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from plugins.indicators.block.request import (
    BARS,
    DUMBBELL,
    LINE,
    MAP,
    MOST_LINES,
    MULTIPLES,
    STACKED,
    TABLE,
    TILES,
    Problem,
    Request,
)
from plugins.indicators.data.areas import Areas
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.package import Package
from plugins.indicators.data.series import Series
from plugins.indicators.kinds.asked import asked_series
from plugins.indicators.kinds.bars import bars, unfit_bars
from plugins.indicators.kinds.describe import dative, listed, measured
from plugins.indicators.kinds.dumbbell import dumbbells, unfit_dumbbells
from plugins.indicators.kinds.line import lines, unfit_lines
from plugins.indicators.kinds.map import area_map, unfit_map, without_shape
from plugins.indicators.kinds.multiples import multiples, unfit_multiples
from plugins.indicators.kinds.notes import figure_notes
from plugins.indicators.kinds.scene import Drawn, Reference, Scene
from plugins.indicators.kinds.shares import find_unequal
from plugins.indicators.kinds.stacked import stacked, unfit_stacked
from plugins.indicators.kinds.tiles import tile_series, tiles, unfit_tiles
from plugins.indicators.kinds.valuelist import unfit_value_list, value_list
from plugins.manuscript.dates import exact_as_known


@dataclass(frozen=True)
class Kind:
    """How a kind of chart is drawn, what keeps a request from being one, and what it shows.

    `unsound` yields what in the package itself (values, shapes) keeps a request from being one.
    """

    draw: Callable[[Request, Sequence[Series], Package], Drawn]
    unfit: Callable[[Request, Collection[str]], Iterator[Problem]]
    series: Callable[[Request, Package], tuple[Series, ...]] = asked_series
    unsound: Callable[[Request, Package], Iterable[Problem]] = lambda *_: ()


KINDS: Mapping[str, Kind] = {
    LINE: Kind(lines, unfit_lines),
    BARS: Kind(bars, unfit_bars),
    MAP: Kind(area_map, unfit_map, unsound=without_shape),
    TILES: Kind(tiles, unfit_tiles, tile_series),
    TABLE: Kind(value_list, unfit_value_list),
    DUMBBELL: Kind(dumbbells, unfit_dumbbells),
    MULTIPLES: Kind(multiples, unfit_multiples),
    STACKED: Kind(stacked, unfit_stacked, unsound=find_unequal),
}


def compose(request: Request, package: Package) -> Scene:
    """Return the scene of a request."""
    kind = KINDS[request.kind]
    series = kind.series(request, package)
    drawn = kind.draw(request, series, package)
    shown = drawn.subtitle or measured(request.indicator, request.times)
    special, general = figure_notes(request.indicators, series, package)
    return Scene(
        kind=request.kind,
        indicators=request.indicators,
        series=series,
        title=request.title or drawn.title or _neutral_title(request, package.areas),
        subtitle=f"{shown}; {drawn.aside}" if drawn.aside else shown,
        drawn=drawn,
        description=(request.description,) if request.description else drawn.description,
        notes=tuple(dict.fromkeys([*special, *general, *drawn.notes])),
        general=frozenset(general),
        source=source_line(request.indicators),
    )


def source_line(indicators: Sequence[Indicator]) -> tuple[Reference, ...]:
    """Return «Quelle: … Stand: … Lizenz: …» in pieces, some of them links."""
    sources = list(dict.fromkeys(source for each in indicators for source in each.sources))
    licences = list(dict.fromkeys(licence for each in indicators for licence in each.licences))
    pieces = [Reference("Quelle: ")]
    for number, source in enumerate(sources):
        pieces.append(Reference(f"{'; ' if number else ''}{source.publisher}, "))
        pieces.append(Reference(source.title, source.address))
    if any(each.own_calculation for each in indicators):
        pieces.append(Reference("; eigene Berechnung"))
    as_of = exact_as_known(max(each.as_of for each in indicators))
    pieces.append(Reference(f". Stand: {as_of}. Lizenz: "))
    for number, licence in enumerate(licences):
        pieces.append(Reference("; " if number else ""))
        pieces.append(Reference(licence.title, licence.address))
    pieces.append(Reference("."))
    return tuple(piece for piece in pieces if piece.text)


def _neutral_title(request: Request, areas: Areas) -> str:
    """Name indicator and areas: «Quote: Ahausen und Südwald», «Quote nach Gemeinden»."""
    names = [area.short for area in request.areas]
    if len(names) > MOST_LINES:
        plural = areas.word(request.areas, one=False)
        return f"{request.indicator.short_title} nach {dative(plural)}"
    return f"{request.indicator.short_title}: {listed(names)}"
