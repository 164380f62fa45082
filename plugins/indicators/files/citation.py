"""How to name a figure: who has the numbers, who drew them, where, as of when, on which terms."""

from collections.abc import Sequence

from plugins.indicators.data.indicator import Indicator
from plugins.manuscript.dates import exact_as_known


def citation(indicators: Sequence[Indicator], title: str, address: str, site: str) -> str:
    """Return one German line; without a day of the visit, which a page cannot know."""
    publishers = dict.fromkeys(
        source.publisher for indicator in indicators for source in indicator.sources
    )
    licences = dict.fromkeys(
        licence.title for indicator in indicators for licence in indicator.licences
    )
    as_of = exact_as_known(max(indicator.as_of for indicator in indicators))
    own = any(indicator.own_calculation for indicator in indicators)
    work = "Berechnung und Darstellung" if own else "Darstellung"
    return (
        f"„{title}“. Zahlen: {'; '.join(publishers)}, Stand: {as_of}. "
        f"{work}: {site}, {address}. Lizenz der Zahlen: {'; '.join(licences)}."
    )
