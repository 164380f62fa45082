"""When something appeared, as exactly as it is known: a few forms of EDTF (ISO 8601-2), said in German.

`2022-06-03` a day, `2022-06` a month, `2024-23` a season (21 spring … 24 winter), `2024` a year,
`2022-06/2022-07` one of these months, and `~` behind any of them: inferred, not read.
"""

import re
from dataclasses import dataclass

_MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
_SEASONS = {21: "Frühling", 22: "Sommer", 23: "Herbst", 24: "Winter"}
_YEAR = r"(?:19|20)\d\d"
_MONTH = rf"{_YEAR}-(?:0[1-9]|1[0-2])"
_DAY = rf"{_MONTH}-(?:0[1-9]|[12]\d|3[01])"
_FORM = re.compile(rf"(?:{_DAY}|{_MONTH}(?:/{_MONTH})?|{_YEAR}-2[1-4]|{_YEAR})~?")


@dataclass(frozen=True)
class Period:
    """A stretch of time. Raises ValueError on anything but the forms above."""

    text: str

    def __post_init__(self) -> None:
        if not _FORM.fullmatch(self.text):
            raise ValueError(self.text)
        begin, _, end = self.text.rstrip("~").partition("/")
        if end and end <= begin:
            raise ValueError(self.text)

    @property
    def order(self) -> str:
        """What to sort by: the begin; what is less exact stands before, as at the begin of a year."""
        begin = self.text.rstrip("~").partition("/")[0]
        year, _, part = begin.partition("-")
        if part in ("21", "22", "23", "24"):  # a season stands where its middle is
            part = {"21": "04", "22": "07", "23": "10", "24": "12"}[part]
        return f"{year}-{part}"

    def __str__(self) -> str:
        begin, _, end = self.text.rstrip("~").partition("/")
        said = _joined(begin, end) if end else _said(begin)
        return f"vermutlich {said}" if self.text.endswith("~") else said


def _said(part: str) -> str:
    numbers = [int(number) for number in part.split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if not month:
        return str(year)
    if month in _SEASONS:
        return f"{_SEASONS[month]} {year}"
    day = f"{numbers[2]}. " if len(numbers) > 2 else ""  # noqa: PLR2004 - year, month, day
    return f"{day}{_MONTHS[month - 1]} {year}"


def _joined(begin: str, end: str) -> str:
    first, last = _said(begin), _said(end)
    if begin[:4] == end[:4]:
        first = first.removesuffix(f" {begin[:4]}")
    apart = (int(end[:4]) - int(begin[:4])) * 12 + int(end[5:]) - int(begin[5:])
    return f"{first} {'oder' if apart == 1 else 'bis'} {last}"
