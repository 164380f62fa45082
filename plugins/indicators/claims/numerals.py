"""Numbers as they stand in German prose: `321.736`, `68,4 %`; not years, dates, times, ranges."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

# Alone: no part of a date, a time of day, a range, a telephone number or a name.
_NUMERAL = re.compile(
    r"(?P<whole>\d(?<![\w.,:/§−–+-]\d)(?:\d{0,2}(?:\.\d{3})+|\d*))(?:,(?P<part>\d+))?"
    r"(?P<unit>\s?[%€]|\s(?:Prozent|Euro)\b)?(?![\w:/–-]|[.,]\d)"
)
# A digit first, so that the search can leap; then a separator, or two digits more but no year.
_LIKELY = re.compile(r"\d(?:[.,]\d|(?<!\d\d)(?!(?<=1)9\d\d\b|(?<=2)0\d\d\b)\d\d)")
SIGNS = ("%", "€")
_WORDS = {"Prozent": "%", "Euro": "€"}
_YEARS = range(1900, 2101)


@dataclass(frozen=True)
class Numeral:
    """A number in a line: as it was typed, its place from 1, its value; `sign` is %, € or empty."""

    typed: str
    column: int
    value: Decimal
    decimals: int
    significant: int
    sign: str


def may_have_numerals(line: str) -> bool:
    """Tell quickly whether a line has a number of three digits; most have years alone."""
    return bool(_LIKELY.search(line))


def numerals(line: str) -> Iterator[Numeral]:
    """Yield the numbers of a line. The zeros at the end of a round number are not significant."""
    for match in _NUMERAL.finditer(line):
        whole, part = match["whole"], match["part"] or ""
        digits = whole.replace(".", "")
        unit = (match["unit"] or "").strip()
        is_code = digits.startswith("0") and digits != "0"  # of a place or a telephone
        is_year = whole == digits and not part and not unit and int(digits) in _YEARS
        if is_code or is_year:
            continue
        yield Numeral(
            match[0],
            match.start() + 1,
            Decimal(f"{digits}.{part}" if part else digits),
            len(part),
            len((digits + part).lstrip("0") if part else digits.rstrip("0")),
            _WORDS.get(unit, unit),
        )
