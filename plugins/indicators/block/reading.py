"""Reading a ```diagramm block: it is understood, or answered with all its faults at once."""

from collections.abc import Collection, Mapping

from plugins.indicators.block.defaults import default_areas, default_times, fitting_kind
from plugins.indicators.block.entries import Entry, read_entries
from plugins.indicators.block.fitness import find_unfit
from plugins.indicators.block.request import FIELDS, KINDS, NAMING, SORTINGS, Request
from plugins.indicators.data.areas import Area
from plugins.indicators.data.errors import WordError
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.observations import Observations
from plugins.indicators.data.package import Package
from plugins.indicators.data.times import select_times
from plugins.manuscript.directives import Block
from plugins.manuscript.faults import Fault
from plugins.manuscript.suggestions import fold, suggest


def read_request(block: Block, package: Package) -> tuple[Request | None, list[Fault]]:
    """Return the request of a block, or None and every fault that stands in its way."""
    entries, faults = read_entries(block, FIELDS)
    if "indikator" not in entries:
        advice = suggest("", package.indicators) or "Es gibt noch keine Daten."
        faults.append(Fault(block.path, block.line, 0, "Im Diagramm fehlt „indikator: …“.", advice))
    indicators = _indicators(entries.get("indikator"), package, faults)
    known = package.observations[indicators[0].key].areas if indicators else frozenset()
    areas = _areas(entries.get("gebiete"), package, known, faults)
    kind = _choice(entries.get("art"), KINDS, "Eine Art „{}“ gibt es nicht.", faults)
    sorting = _choice(
        entries.get("sortierung"), SORTINGS, "Nach „{}“ lässt sich nicht sortieren.", faults
    )
    highlighted = _areas(entries.get("hervorheben"), package, known, faults)
    if not indicators:
        return None, faults
    observations = package.observations[indicators[0].key]
    areas = areas or default_areas(kind, package, observations)
    times = _times(entries.get("jahre"), areas, observations, faults)
    if faults or not times:
        return None, faults
    kind = kind or fitting_kind(indicators, areas, times, asked="jahre" in entries)
    if "jahre" not in entries:
        times = default_times(kind, indicators[0], areas, times)
    request = Request(
        indicators,
        kind,
        areas,
        times,
        title=_text(entries, "titel"),
        highlighted=highlighted,
        description=_text(entries, "beschreibung"),
        sorting=sorting or SORTINGS[0],
        words="|".join(fold(_text(entries, name)) for name in NAMING),
    )
    faults += find_unfit(request, entries, block, package)
    return (None if faults else request), faults


def _indicators(
    entry: Entry | None, package: Package, faults: list[Fault]
) -> tuple[Indicator, ...]:
    """Return the indicators of a list, each once; a title with a comma in it is one indicator."""
    if entry is None:
        return ()
    found: dict[str, Indicator] = {}
    whole = package.find(entry.value)
    parts = [(entry.value, 0)] if whole else list(entry.parts())
    for words, offset in parts or [("", 0)]:
        try:
            indicator = package.select(words)
            found[indicator.key] = indicator
        except WordError as error:
            faults.append(entry.fault(error.message, error.advice, words, offset))
    return tuple(found.values())


def _choice(
    entry: Entry | None, choices: tuple[str, ...], message: str, faults: list[Fault]
) -> str:
    if entry is None:
        return ""
    found = next((each for each in choices if fold(each) == fold(entry.value)), "")
    if not found:
        faults.append(entry.fault(message.format(entry.value), suggest(entry.value, choices)))
    return found


def _areas(
    entry: Entry | None, package: Package, known: Collection[str], faults: list[Fault]
) -> tuple[Area, ...]:
    """Return the areas of a list in the order of the list, each once; former ones if `known`."""
    if entry is None:
        return ()
    found: dict[str, Area] = {}
    for words, offset in entry.parts():
        try:
            found |= {area.key: area for area in package.areas.select(words, known)}
        except WordError as error:
            faults.append(entry.fault(error.message, error.advice, words, offset))
    if not entry.value:
        faults.append(entry.fault(f"Hinter „{entry.name}:“ steht nichts."))
    return tuple(found.values())


def _times(
    entry: Entry | None,
    areas: tuple[Area, ...],
    observations: Observations,
    faults: list[Fault],
) -> tuple[str, ...]:
    """Return the times asked for; without an entry those of the areas."""
    own = observations.times({area.key for area in areas}) or observations.times()
    try:
        return select_times(entry.value if entry else "alle", own)
    except WordError as error:
        if entry:
            faults.append(entry.fault(error.message, error.advice))
        return ()


def _text(entries: Mapping[str, Entry], name: str) -> str:
    return entries[name].value if name in entries else ""
