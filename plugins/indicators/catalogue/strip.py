"""The parts of the whole as a strip: what the start page says of the county's municipalities.

It shows every area of a level as one stroke at the place of its value: no ranks, no grades, only how far
apart they lie and where the whole lies among them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from plugins.indicators.data.areas import Level
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.package import Package
from plugins.indicators.files.citation import publishers
from plugins.manuscript.dates import exact_as_known

# Places on a strip: fine enough for the width of a page, short enough for its bytes.
WIDTH = 1000
_FEWEST = 5  # strokes; with fewer, a sentence says as much
Known = Sequence[tuple[Decimal, str]]


@dataclass(frozen=True)
class Strip:
    """`strokes` are places from 0 to WIDTH, in order; `whole` is the county's, or None.

    `lowest` and `highest` are (area, value as text); `words` say what a stroke is.
    """

    title: str
    of: str
    words: str
    areas: str
    strokes: tuple[int, ...]
    whole: int | None
    whole_value: str
    lowest: tuple[str, str]
    highest: tuple[str, str]
    publishers: str
    address: str


def strip(key: str, words: str, package: Package, folder: str) -> Strip | None:
    """Return the strip of an indicator's latest values on the lowest level that has enough of them."""
    indicator = package.indicators.get(key)
    if indicator is None:
        return None
    observations = package.observations[key]
    for level in reversed(package.areas.levels):
        areas = package.areas.of_level(level.key)
        for time in reversed(observations.times({area.key for area in areas})):
            seen = [(area, observations.at(area.key, time)) for area in areas]
            known = sorted(
                (one.value, area.short) for area, one in seen if one and one.value is not None
            )
            if len(known) >= _FEWEST and known[0][0] < known[-1][0]:
                address = f"/{folder}/{key}/" if indicator.has_page else ""
                return _strip(indicator, package, level, time, known, words, address)
    return None


def _strip(  # noqa: PLR0917 - each is one part of the one strip
    indicator: Indicator,
    package: Package,
    level: Level,
    time: str,
    known: Known,
    words: str,
    address: str,
) -> Strip:
    (low, lowest), (high, highest) = known[0], known[-1]

    def place(value: Decimal) -> int:
        return round((value - low) * WIDTH / (high - low))

    observations, whole = package.observations[indicator.key], package.areas.whole
    seen = observations.at(whole.key, time) if whole else None
    middle = seen.value if seen else None
    signed = low < 0 < high  # gains and losses: +1,1 % beside −16,1 %

    def short(value: Decimal) -> str:
        return indicator.unit.short(value, sign=signed)

    return Strip(
        indicator.title,
        exact_as_known(time),
        words,
        f"{len(known)} {level.plural}",
        tuple(place(value) for value, _ in known),
        place(middle) if middle is not None and low <= middle <= high else None,
        f"{whole.short} {short(middle)}" if whole and middle is not None else "",
        (lowest, short(low)),
        (highest, short(high)),
        ", ".join(publishers([indicator])),
        address,
    )
