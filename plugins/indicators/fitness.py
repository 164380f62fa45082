"""Whether a request can be drawn: every word is known, and still it may not make a chart."""

from collections.abc import Iterator, Mapping

from plugins.indicators.areas import Areas
from plugins.indicators.entries import Entry
from plugins.indicators.observations import Observations
from plugins.indicators.package import Package
from plugins.indicators.request import BARS, MOST_LINES, Request
from plugins.indicators.times import have
from plugins.manuscript.directives import Block
from plugins.manuscript.faults import Fault
from plugins.manuscript.suggestions import suggest


def find_unfit(
    request: Request, entries: Mapping[str, Entry], block: Block, package: Package
) -> list[Fault]:
    """Return what cannot be drawn although every word is known."""
    observations = package.observations[request.indicator.key]
    problems = [
        *_unfit_for_kind(request, entries),
        *_without_values(request, observations, package.areas),
        *_not_shown(request),
    ]
    return [
        entries[name].fault(message, advice)
        if name in entries
        else Fault(block.path, block.line, 0, message, advice)
        for name, message, advice in problems
    ]


_Problem = tuple[str, str, str]  # the field it is about, message, advice


def _unfit_for_kind(request: Request, entries: Mapping[str, Entry]) -> Iterator[_Problem]:
    if request.kind == BARS:
        if len(request.areas) > 1 and len(request.times) > 1:
            yield (
                "jahre",
                "Balken für mehrere Gebiete zeigen genau ein Jahr.",
                f"Schreiben Sie zum Beispiel „jahre: {request.times[-1]}“ oder „art: linie“.",
            )
        return
    if len(request.areas) > MOST_LINES:
        yield (
            "gebiete",
            f"{len(request.areas)} Linien sind zu viele, höchstens {MOST_LINES} bleiben lesbar.",
            "Nennen Sie weniger Gebiete, oder schreiben Sie „art: balken“ mit einem Jahr.",
        )
    if len(request.highlighted) > 1:
        yield (
            "hervorheben",
            "In einem Liniendiagramm lässt sich nur ein Gebiet hervorheben.",
            f"Nennen Sie eines davon, zum Beispiel „{request.highlighted[0].short}“.",
        )
    if "sortierung" in entries:
        yield "sortierung", "Linien lassen sich nicht sortieren.", "Lassen Sie die Zeile weg."


def _not_shown(request: Request) -> Iterator[_Problem]:
    names = [area.short for area in request.areas]
    for area in request.highlighted:
        if area not in request.areas:
            message = f"„{area.short}“ soll hervorgehoben werden, steht aber nicht im Diagramm."
            yield "hervorheben", message, suggest(area.short, names)


def _without_values(
    request: Request, observations: Observations, areas: Areas
) -> Iterator[_Problem]:
    """Yield areas without any value; in a long list they are shown as «k. A.» instead."""
    known = observations.areas
    alone = [area for area in request.areas if area.key not in known]
    if alone and len(request.areas) <= MOST_LINES:
        for area in alone:
            message = f"Für „{area.short}“ hat „{request.indicator.key}“ keine Werte."
            yield "gebiete", message, _who(known, areas)
        return
    seen = (observations.at(area.key, time) for area in request.areas for time in request.times)
    if all(each is None or each.value is None for each in seen):
        yield "jahre", "Dafür gibt es keinen einzigen Wert.", have(observations.times())


def _who(known: frozenset[str], areas: Areas) -> str:
    """Say for which areas there are values: by name if few, else by level."""
    names = [area.short for area in areas.by_key.values() if area.key in known]
    if len(names) > MOST_LINES:
        levels = {areas.by_key[key].level for key in known}
        names = [level.plural for level in areas.levels if level.key in levels]
    return f"Werte gibt es nur für: {', '.join(names)}."
