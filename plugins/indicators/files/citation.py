"""How to name figures and numbers: who has them, who drew them, where, as of when, on which terms."""

from collections.abc import Iterable, Iterator, Sequence

from plugins.indicators.data.indicator import Indicator
from plugins.manuscript.dates import exact_as_known


def citation(indicators: Sequence[Indicator], title: str, address: str, site: str) -> str:
    """Return one German line; without a day of the visit, which a page cannot know."""
    licences = dict.fromkeys(
        licence.title for indicator in indicators for licence in indicator.licences
    )
    as_of = exact_as_known(max(indicator.as_of for indicator in indicators))
    return (
        f"„{title}“. Zahlen: {'; '.join(publishers(indicators))}, Stand: {as_of}. "
        f"{_work(indicators)}: {site}, {address}. Lizenz der Zahlen: {'; '.join(licences)}."
    )


def cite_area(name: str, indicators: Sequence[Indicator], address: str, site: str) -> str:
    """Return how to name the page of an area: all its sources, by their licences.

    `indicators` are those whose numbers the page shows, at least one; `address` is the public one.
    """
    return _many(f"{name} in Zahlen", indicators, f"{_work(indicators)}: {site}, {address}")


def cite_package(title: str, indicators: Sequence[Indicator], address: str, site: str) -> str:
    """Return how to name the whole package of `indicators`, at least one."""
    return _many(title, indicators, f"Zusammenstellung: {site}, {address}")


def publishers(indicators: Iterable[Indicator]) -> tuple[str, ...]:
    """Return who has the numbers, each once."""
    return tuple(dict.fromkeys(source.publisher for each in indicators for source in each.sources))


def _many(title: str, indicators: Sequence[Indicator], work: str) -> str:
    """Return some sentences: numbers of many sources are of different days and have different terms."""
    days = [*map(exact_as_known, sorted({each.as_of for each in indicators}))]
    since = " bis ".join(dict.fromkeys([days[0], days[-1]]))
    return f"„{title}“. {work}. Stand der Zahlen: {since}. {' '.join(_by_terms(indicators))}"


def _by_terms(indicators: Iterable[Indicator]) -> Iterator[str]:
    groups: dict[str, list[Indicator]] = {}
    for indicator in indicators:
        terms = "; ".join(dict.fromkeys(licence.title for licence in indicator.licences))
        groups.setdefault(terms, []).append(indicator)
    for terms, group in groups.items():
        yield f"Zahlen: {'; '.join(publishers(group))}. Lizenz: {terms}."


def _work(indicators: Iterable[Indicator]) -> str:
    own = any(indicator.own_calculation for indicator in indicators)
    return "Berechnung und Darstellung" if own else "Darstellung"
