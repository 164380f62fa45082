"""Whether a request can be drawn: every word is known, and still it may not make a chart."""

from collections.abc import Iterator, Mapping

from plugins.indicators.block.entries import Entry
from plugins.indicators.block.request import JOINT, MOST_LINES, Problem, Request
from plugins.indicators.data.areas import Areas
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.package import Package
from plugins.indicators.data.times import have
from plugins.indicators.kinds.chart import KINDS
from plugins.manuscript.directives import Block
from plugins.manuscript.faults import Fault
from plugins.manuscript.suggestions import suggest


def find_unfit(
    request: Request, entries: Mapping[str, Entry], block: Block, package: Package
) -> list[Fault]:
    """Return what cannot be drawn although every word is known."""
    problems = [
        *_too_many(request),
        *KINDS[request.kind].unfit(request, entries),
        *KINDS[request.kind].unsound(request, package),
        *(
            problem
            for each in request.indicators
            for problem in _without_values(request, each, package)
        ),
        *_not_shown(request),
    ]
    return [
        entries[name].fault(message, advice)
        if name in entries
        else Fault(block.path, block.line, 0, message, advice)
        for name, message, advice in problems
    ]


def _not_shown(request: Request) -> Iterator[Problem]:
    names = [area.short for area in request.areas]
    for area in request.highlighted:
        if area not in request.areas:
            message = f"„{area.short}“ soll hervorgehoben werden, steht aber nicht im Diagramm."
            yield "hervorheben", message, suggest(area.short, names)


def _too_many(request: Request) -> Iterator[Problem]:
    if len(request.indicators) > 1 and request.kind not in JOINT:
        yield (
            "indikator",
            f"„art: {request.kind}“ zeigt genau einen Indikator.",
            f"Mehrere zeigen {' und '.join(f'„art: {kind}“' for kind in JOINT)}.",
        )


def _without_values(request: Request, indicator: Indicator, package: Package) -> Iterator[Problem]:
    """Yield areas without any value; in a long list they are shown as «k. A.» instead."""
    observations, areas = package.observations[indicator.key], package.areas
    known = observations.areas
    alone = [area for area in request.areas if area.key not in known]
    if alone and len(request.areas) <= MOST_LINES:
        for area in alone:
            message = f"Für „{area.short}“ hat „{indicator.key}“ keine Werte."
            yield "gebiete", message, _who(known, areas)
        return
    times = request.times or observations.times()
    seen = (observations.at(area.key, time) for area in request.areas for time in times)
    if all(each is None or each.value is None for each in seen):
        which = f" von „{indicator.key}“" if len(request.indicators) > 1 else ""
        message = f"Dafür gibt es keinen einzigen Wert{which}."
        yield "jahre", message, have(observations.times())


def _who(known: frozenset[str], areas: Areas) -> str:
    """Say for which areas there are values: by name if few, else by level."""
    names = [area.short for area in areas.by_key.values() if area.key in known]
    if len(names) > MOST_LINES:
        levels = {areas.by_key[key].level for key in known}
        names = [level.plural for level in areas.levels if level.key in levels]
    return f"Werte gibt es nur für: {', '.join(names)}."
