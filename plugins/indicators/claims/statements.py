"""A title → the statements in it that are fully understood; of the others nothing is said."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from plugins.indicators.claims.lexicon import Claim
from plugins.indicators.claims.names import Shown
from plugins.indicators.claims.parts import Part, cut, read_part
from plugins.indicators.claims.tokens import tokens
from plugins.indicators.claims.vocabulary import Vocabulary
from plugins.indicators.data.areas import Area

# Where nothing else is said, these are about what the chart shows.
_OF_THE_CHART = (Claim.HIGHEST, Claim.LOWEST, Claim.ABOVE, Claim.BELOW)


@dataclass(frozen=True)
class Statement:
    """One claim: the word that makes it and its place, of whom, when, and against which number.

    `times` are a first and a last year; empty ends are open, two equal ones mean that year alone.
    """

    claim: Claim
    word: str
    start: int
    areas: tuple[Area, ...]
    times: tuple[str, str] = ("", "")
    bound: Decimal | None = None
    is_percent: bool = False


def statements(
    title: str, names: Shown, words: Vocabulary, *, additive: bool
) -> Iterator[Statement]:
    """Yield the statements of a title that can be judged.

    One needs every word known, and to say what it is about: the indicator's own name, or a pronoun
    in a title without a single foreign word. An area alone («Ahausen wächst») says it of counts.
    A part without a time is left alone where another part names one.
    """
    lead, pieces = cut(list(tokens(title.rstrip(".! "))))
    context = read_part(lead, names, words)
    parts = [read_part(piece, names, words) for piece in pieces]
    whole = context.is_known and all(part.is_known for part in parts)
    timed = any(part.times for part in parts)
    head = context.is_known and context.has_head
    for part in parts:
        own = part.has_head and part.is_known
        about = own or (whole and _speaks_of_it(part, additive=additive, head=head))
        head = head or own
        times = part.times or context.times
        clear = part.is_known and not (part.is_limited or context.is_limited)
        if (
            about
            and clear
            and len(part.claims) == 1
            and len(times) <= 1
            and bool(part.times) == timed
        ):
            claim, token = part.claims[0]
            bound = token.number.replace(".", "").replace(",", ".")
            yield Statement(
                claim,
                token.typed,
                token.start,
                tuple(part.areas or context.areas),
                times[0] if times else ("", ""),
                Decimal(bound) if bound else None,
                token.is_percent,
            )


def _speaks_of_it(part: Part, *, additive: bool, head: bool) -> bool:
    """Tell whether a part without the indicator's name is still about the indicator."""
    if part.has_other and not head:
        return False
    if part.has_pronoun or head or part.claims[0][0] in _OF_THE_CHART:
        return True
    return additive and bool(part.areas)
