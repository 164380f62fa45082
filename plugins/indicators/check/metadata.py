"""What the metadata of an indicator leave open, or get wrong."""

import re
from collections import Counter
from collections.abc import Collection, Iterator

from plugins.indicators.check.descriptor import Descriptor
from plugins.indicators.check.finding import Finding
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.times import TIME, have
from plugins.manuscript.dates import exact_as_known
from plugins.manuscript.suggestions import suggest

_NEEDED = {
    "title": "title",
    "kurztitel": "short_title",
    "messgroesse": "measure",
    "definition": "definition",
    "methode": "method",
    "sources": "sources",
    "licenses": "licences",
    "dimension": "dimension",
    "felder": "fields",
}
_YEAR = re.compile(r"[0-9]{4}\Z")
# The word it stands at, the problem, advice.
_Wrong = tuple[str, str, str]


def judge_metadata(
    indicator: Indicator,
    known: Collection[str],
    fields: Collection[str],
    descriptor: Descriptor,
) -> Iterator[Finding]:
    """Yield what is empty, unknown or unreadable.

    `known` are the keys of all indicators, `fields` those of content/felder/.
    """
    key = indicator.key
    for word, name in _NEEDED.items():
        if not getattr(indicator, name):
            message = f"Beim Indikator „{key}“ ist „{word}“ noch leer."
            yield Finding(descriptor.fault(key, word, message))
    for word, problem, advice in (
        *_strange_fields(indicator, fields),
        *_strange_times(indicator),
        *_strange_rate(indicator, known),
        *_strange_links(indicator, known),
    ):
        message = f"Beim Indikator „{key}“ {problem}"
        yield Finding(descriptor.fault(key, word, message, advice), is_error=True)


def _strange_fields(indicator: Indicator, fields: Collection[str]) -> Iterator[_Wrong]:
    for each in indicator.fields:
        if fields and each not in fields:
            yield each, f"steht das Feld „{each}“, das es nicht gibt.", suggest(each, fields)


def _strange_times(indicator: Indicator) -> Iterator[_Wrong]:
    if not _is_date(indicator.as_of):
        problem = f"ist der Stand „{indicator.as_of}“ kein Datum."
        yield "stand", problem, "Schreiben Sie 2024-03-06, 2024-03 oder 2024."
    for each in indicator.breaks:
        if not TIME.match(each.start):
            problem = f"beginnt ein Bruch mit „{each.start}“; das ist keine Zeit."
            yield "brueche", problem, "Schreiben Sie 2024 oder 2024-09."


def _strange_rate(indicator: Indicator, known: Collection[str]) -> Iterator[_Wrong]:
    if not (rate := indicator.rate):
        return
    for word, other in (("zaehler", rate.numerator), ("nenner", rate.denominator)):
        if other not in known:
            problem = f"nennt „{word}“ den Indikator „{other}“, den es nicht gibt."
            yield word, problem, suggest(other, known)
    if not rate.factor.is_finite() or not rate.factor:
        yield "faktor", "ist „faktor“ keine Zahl, mit der man rechnen kann.", ""


def _strange_links(indicator: Indicator, known: Collection[str]) -> Iterator[_Wrong]:
    """Yield the links to other indicators that lead nowhere: a secret is not protected by those."""
    links = [("summe_aus", part) for group in indicator.sums for part in group]
    links += [("veraenderung_von", indicator.change_of)] if indicator.change_of else []
    for word, other in links:
        if other not in known:
            problem = f"nennt „{word}“ den Indikator „{other}“, den es nicht gibt."
            yield word, problem, suggest(other, known)


def judge_breaks(
    indicator: Indicator, times: tuple[str, ...], descriptor: Descriptor
) -> Iterator[Finding]:
    """Yield a hint for each break that parts nothing, since all rows lie on one side of it."""
    for each in indicator.breaks:
        if times and TIME.match(each.start) and not times[0] < each.start <= times[-1]:
            message = f"Beim Indikator „{indicator.key}“ liegt der Bruch {each.start} außerhalb."
            yield Finding(descriptor.fault(indicator.key, "brueche", message, have(times)))


def judge_dimensions(
    indicators: Collection[Indicator], descriptor: Descriptor
) -> Iterator[Finding]:
    """Yield a hint for each dimension that looks like a slip for a more frequent one."""
    uses = Counter(each.dimension for each in indicators)
    for each in indicators:
        others = [one for one in uses if uses[one] > uses[each.dimension]]
        advice = suggest(each.dimension, others)
        if advice.startswith("Meinten"):
            message = f"Die Dimension „{each.dimension}“ ist seltener als eine ähnliche."
            yield Finding(descriptor.fault(each.key, "dimension", message, advice))


def _is_date(text: str) -> bool:
    return bool(_YEAR.match(text)) or exact_as_known(text) != text
