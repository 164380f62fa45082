"""The map: one time for many areas, each in the class of its value."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from plugins.indicators.block.request import MOST_LINES, Problem, Request
from plugins.indicators.data.areas import Area, Areas
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.observations import WITHHELD
from plugins.indicators.data.package import Package
from plugins.indicators.data.series import Series
from plugins.indicators.kinds.describe import announce, describe_ranking, listed
from plugins.indicators.kinds.grades import class_bounds, class_labels, class_looks, grade_of
from plugins.indicators.kinds.mapplot import NO_VALUE, SECRET_VALUE, Grade, MapPlot, Shape
from plugins.indicators.kinds.outline import outline
from plugins.indicators.kinds.scene import Drawn
from plugins.indicators.kinds.signs import HIDDEN
from plugins.indicators.kinds.table import area_table
from plugins.manuscript.suggestions import fold


def area_map(request: Request, series: Sequence[Series], package: Package) -> Drawn:
    """Draw the areas asked for, and no others."""
    indicator, areas = request.indicator, package.areas
    word = areas.word(request.areas, one=len(series) == 1)
    return Drawn(
        map_plot(request, series, package),
        announce(indicator, "Karte", request.times, f"{len(series)} {word}"),
        describe_ranking(indicator, series, request.highlighted),
        table=area_table(
            sorted(series, key=lambda each: fold(each.area.short)),
            areas.word(request.areas, one=True),
            indicator.measure,
        ),
        notes=tuple(_notes(indicator, series, package)),
    )


def unfit_map(request: Request, asked: Collection[str]) -> Iterator[Problem]:
    """Yield what keeps a request from being a map."""
    del asked
    if len(request.times) > 1:
        yield (
            "jahre",
            "Eine Karte zeigt genau ein Jahr.",
            f"Schreiben Sie zum Beispiel „jahre: {request.times[-1]}“.",
        )


def without_shape(request: Request, package: Package) -> Iterator[Problem]:
    """Yield a problem if there are no boundaries for areas of a map."""
    shapes, areas = package.boundaries.shapes, package.areas
    levels = [
        level.plural
        for level in areas.levels
        if any(area.key in shapes for area in areas.of_level(level.key))
    ]
    if not levels:
        yield "art", "Für Karten fehlen die Grenzen im Datenordner.", "Nehmen Sie „art: balken“."
        return
    outside = [area.short for area in request.areas if area.key not in shapes]
    if outside:
        message = f"Grenzen für eine Karte fehlen für: {', '.join(outside)}."
        yield "gebiete", message, f"Grenzen gibt es für: {', '.join(levels)}."


def map_plot(request: Request, series: Sequence[Series], package: Package) -> MapPlot:
    """Return the shapes in the classes of their values as they are shown, and the classes."""
    unit, areas = request.indicator.unit, package.areas
    values = {each.area.key: unit.rounded(value) for each in series for value in each.values}
    sizes = values.values() or [Decimal(0)]
    bounds = class_bounds(values.values())
    looks = class_looks(bounds, min(sizes), max(sizes))
    grades = {key: looks[grade_of(value, bounds) - 1] for key, value in values.items()}
    grades |= {each.area.key: SECRET_VALUE for each in series if each.points[0].status == WITHHELD}
    drawn = outline(package.boundaries, tuple((each.area.key, each.area.parent) for each in series))
    shapes = [
        Shape(
            each.area.key,
            each.area.short,
            grades.get(each.area.key, NO_VALUE),
            drawn.paths[each.area.key],
            each.area in request.highlighted,
        )
        for each in series
    ]
    labels = class_labels(bounds, unit, next(iter(sizes)))
    return MapPlot(
        drawn.width,
        drawn.height,
        tuple(sorted(shapes, key=lambda shape: shape.is_highlighted)),
        tuple(_grades(shapes, dict(zip(looks, labels, strict=True)), request.areas, areas)),
        drawn.borders,
        _highlighted(request.highlighted, areas),
    )


def _grades(
    shapes: Sequence[Shape], labels: Mapping[int, str], shown: Sequence[Area], areas: Areas
) -> Iterator[Grade]:
    """Yield the classes, the lowest first, and at the end those of the areas without a value."""
    counts = Counter(shape.grade for shape in shapes)
    for number, label in [*labels.items(), (NO_VALUE, "keine Angabe"), (SECRET_VALUE, HIDDEN)]:
        count = counts[number]
        if count:
            yield Grade(number, label, count, f"{count} {areas.word(shown, one=count == 1)}")


def _highlighted(marked: Sequence[Area], areas: Areas) -> str:
    names = [area.short for area in marked]
    if len(names) > MOST_LINES:
        names = [f"{len(names)} {areas.word(marked, one=False)}"]
    return f"hervorgehoben: {listed(names)}" if names else ""


def _notes(indicator: Indicator, series: Sequence[Series], package: Package) -> Iterator[str]:
    """Yield what a reader of this map must know."""
    areas = package.areas
    if indicator.additive:
        plural = areas.word([each.area for each in series], one=False)
        yield f"Absolute Zahlen: Große {plural} haben schon deshalb hohe Werte."
    if package.boundaries.attribution:
        yield f"Grenzen: {package.boundaries.attribution}."
