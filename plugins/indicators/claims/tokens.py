"""A title in pieces: words, times, numbers, commas."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from plugins.manuscript.suggestions import fold

_YEAR = r"(?:19|20)\d\d(?![.,]?\d)"
_NUMBER = r"\d[\d.]*(?:,\d+)?"
_TOKEN = re.compile(
    rf"""
    (?:von\s+)?(?P<first>{_YEAR})\s*(?:–|-|\bbis\b)\s*(?P<last>{_YEAR})
    | zwischen\s+(?P<first2>{_YEAR})\s+und\s+(?P<last2>{_YEAR})
    | (?:seit|ab)\s+(?P<since>{_YEAR})
    | bis\s+(?P<until>{_YEAR})
    | (?P<bound>(?:mehr|weniger)\s+als)\s+(?P<number>{_NUMBER})(?P<percent>\s*(?:%|Prozent\b))?
    | (?P<amount>um\s+(?:rund\s+|gut\s+|etwa\s+|knapp\s+)?{_NUMBER}\s*(?:%|Prozent(?:punkte)?\b)?)
    | (?P<year>{_YEAR})
    | (?P<stop>[,;:](?=\s)|\s[–—-](?=\s))
    | (?P<word>[^\W\d_]+(?:[:*-][^\W\d_]+)*)
    | (?P<figure>\d+)
    | (?P<other>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Token(NamedTuple):
    """A piece of a title. `text` is folded; a span has its years in `times`, open ends empty.

    `kind` is word, span, year, bound, amount, stop, figure or other.
    """

    kind: str
    text: str
    typed: str
    start: int
    times: tuple[str, str] = ("", "")
    number: str = ""
    is_percent: bool = False


def tokens(title: str) -> Iterator[Token]:
    """Yield the pieces of a title in order; none is left out."""
    for match in _TOKEN.finditer(title):
        kind = match.lastgroup or ""
        times = ("", "")
        if kind in {"last", "last2"}:
            kind, times = "span", (match["first"] or match["first2"], match["last"] or match[kind])
        elif kind in {"since", "until"}:
            times = (match["since"] or "", match["until"] or "")
            kind = "span"
        elif kind in {"number", "percent"}:
            kind = "bound"
        typed = match["bound"] or match[0]
        yield Token(
            kind,
            fold(typed),
            typed,
            match.start(),
            (match["year"], match["year"]) if kind == "year" else times,
            match["number"] or "",
            bool(match["percent"]),
        )
