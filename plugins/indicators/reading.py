"""Reading a ```diagramm block: it is understood, or answered with all its faults at once."""

from collections.abc import Mapping

from plugins.indicators.areas import Area
from plugins.indicators.entries import Entry, read_entries
from plugins.indicators.errors import WordError
from plugins.indicators.fitness import find_unfit
from plugins.indicators.indicator import Indicator
from plugins.indicators.observations import Observations
from plugins.indicators.package import Package
from plugins.indicators.request import BARS, FIELDS, KINDS, LINE, MOST_LINES, SORTINGS, Request
from plugins.indicators.times import select_times
from plugins.manuscript.directives import Block
from plugins.manuscript.faults import Fault
from plugins.manuscript.suggestions import fold, suggest


def read_request(block: Block, package: Package) -> tuple[Request | None, list[Fault]]:
    """Return the request of a block, or None and every fault that stands in its way."""
    entries, faults = read_entries(block, FIELDS)
    if "indikator" not in entries:
        advice = suggest("", package.indicators) or "Es gibt noch keine Daten."
        faults.append(Fault(block.path, block.line, 0, "Im Diagramm fehlt „indikator: …“.", advice))
    indicator = _indicator(entries.get("indikator"), package, faults)
    areas = _areas(entries.get("gebiete"), package, faults)
    kind = _choice(entries.get("art"), KINDS, "Eine Art „{}“ gibt es nicht.", faults)
    sorting = _choice(
        entries.get("sortierung"), SORTINGS, "Nach „{}“ lässt sich nicht sortieren.", faults
    )
    highlighted = _areas(entries.get("hervorheben"), package, faults)
    if indicator is None:
        return None, faults
    observations = package.observations[indicator.key]
    areas = areas or _default_areas(package, observations)
    times = _times(entries.get("jahre"), areas, observations, faults)
    if faults or not times:
        return None, faults
    kind = kind or _fitting_kind(areas, times, asked="jahre" in entries)
    if kind == BARS and len(areas) > 1 and "jahre" not in entries:
        times = times[-1:]
    request = Request(
        indicator,
        kind,
        areas,
        times,
        title=_text(entries, "titel"),
        highlighted=highlighted,
        description=_text(entries, "beschreibung"),
        sorting=sorting or SORTINGS[0],
    )
    faults += find_unfit(request, entries, block, package)
    return (None if faults else request), faults


def _indicator(entry: Entry | None, package: Package, faults: list[Fault]) -> Indicator | None:
    if entry is None:
        return None
    try:
        return package.select(entry.value)
    except WordError as error:
        faults.append(entry.fault(error.message, error.advice))
        return None


def _choice(
    entry: Entry | None, choices: tuple[str, ...], message: str, faults: list[Fault]
) -> str:
    if entry is None:
        return ""
    found = next((each for each in choices if fold(each) == fold(entry.value)), "")
    if not found:
        faults.append(entry.fault(message.format(entry.value), suggest(entry.value, choices)))
    return found


def _areas(entry: Entry | None, package: Package, faults: list[Fault]) -> tuple[Area, ...]:
    """Return the areas of a list in the order of the list, each once."""
    if entry is None:
        return ()
    found: dict[str, Area] = {}
    for words, offset in entry.parts():
        try:
            found |= {area.key: area for area in package.areas.select(words)}
        except WordError as error:
            faults.append(entry.fault(error.message, error.advice, words, offset))
    if not entry.value:
        faults.append(entry.fault(f"Hinter „{entry.name}:“ steht nichts."))
    return tuple(found.values())


def _default_areas(package: Package, observations: Observations) -> tuple[Area, ...]:
    known = observations.areas
    whole = package.areas.whole
    if whole and whole.key in known:
        return (whole,)
    return tuple(
        area for area in package.areas.by_key.values() if area.key in known and not area.is_former
    )


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


def _fitting_kind(areas: tuple[Area, ...], times: tuple[str, ...], *, asked: bool) -> str:
    """Several times make a line, one time makes bars, and so do more areas than lines can show."""
    many = len(areas) > MOST_LINES and not asked
    return BARS if len(times) == 1 or many else LINE


def _text(entries: Mapping[str, Entry], name: str) -> str:
    return entries[name].value if name in entries else ""
