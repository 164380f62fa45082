"""A title cut into parts that make one statement each, and what words of a part mean."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from plugins.indicators.claims.lexicon import (
    ADVERBS,
    CLAIMING,
    CLAIMS,
    FILLERS,
    JOINTS,
    LIMITS,
    MORE,
    PARTED,
    PREFIXES,
    Claim,
)
from plugins.indicators.claims.names import Shown
from plugins.indicators.claims.tokens import Token
from plugins.indicators.claims.vocabulary import Vocabulary
from plugins.indicators.data.areas import Area

_LONGEST = 4  # words of an area's name
_TIMES = frozenset(["span", "year"])


@dataclass
class Part:
    """What was found in a part of a title. `is_limited`: it says less than its claim's word."""

    claims: list[tuple[Claim, Token]] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)
    is_known: bool = True
    is_limited: bool = False
    has_head: bool = False
    has_other: bool = False
    has_pronoun: bool = False


def cut(found: Sequence[Token]) -> tuple[list[Token], list[list[Token]]]:
    """Return what stands before a colon as a heading, and the parts with one statement each.

    A list of areas before or behind the only statement belongs to it; a piece between two
    statements could belong to either: then there are no parts at all.
    """
    pieces: list[list[Token]] = [[]]
    lead: list[Token] = []
    for token in found:
        if token.kind != "stop":
            pieces[-1].append(token)
        elif token.text == ":" and len(pieces) == 1 and not _makes_claim(pieces[0]):
            lead, pieces = pieces[0], [[]]
        else:
            pieces.append([])
    pieces = [half for piece in pieces for half in _halves(piece)]
    stating = [number for number, piece in enumerate(pieces) if _makes_claim(piece)]
    if not stating or stating != list(range(stating[0], stating[-1] + 1)):
        return lead, []
    first, last = stating[0], stating[-1]
    pieces[first] = [token for piece in pieces[: first + 1] for token in piece]
    pieces[last] += [token for piece in pieces[last + 1 :] for token in piece]
    return lead, pieces[first : last + 1]


def read_part(piece: Sequence[Token], names: Shown, words: Vocabulary) -> Part:
    """Return what is understood of a piece of a title."""
    part = Part()
    number = 0
    particles: set[str] = set()
    while number < len(piece):
        area, size = _area(piece[number:], names)
        if area:
            part.areas.append(area)
            number += size
            continue
        token = piece[number]
        number += 1
        if token.kind in _TIMES:
            part.times.append(token.times)
        elif token.kind == "bound":
            rises = token.text.startswith("mehr")
            part.claims.append((Claim.ABOVE if rises else Claim.BELOW, token))
        elif claim := _claim(piece, number - 1, particles):
            part.claims.append((claim, token))
        elif token.kind != "amount" and token.text not in particles:
            _understand(part, token, words)
    if piece and piece[-1].text in PREFIXES - particles:
        part.is_known = False
    if words.is_narrow and not part.has_other:
        part.has_head = False
    return part


def _understand(part: Part, token: Token, words: Vocabulary) -> None:
    """Note what a word means that makes no claim."""
    if token.text in words.pronouns:
        part.has_pronoun = True
    if words.is_head(token.typed):
        part.has_head = True
    elif words.is_other(token.typed):
        part.has_other = True
    elif token.text in LIMITS:
        part.is_limited = True
    elif token.text not in FILLERS and token.text not in words.pronouns:
        part.is_known = False


def _halves(piece: list[Token]) -> Iterator[list[Token]]:
    """Cut at «und», «aber» … where both sides make a claim."""
    start = 0
    for number, token in enumerate(piece):
        sides = piece[start:number], piece[number + 1 :]
        if token.text in JOINTS and all(map(_makes_claim, sides)):
            yield sides[0]
            start = number + 1
    yield piece[start:]


def _makes_claim(piece: Sequence[Token]) -> bool:
    return any(
        token.kind == "bound" or (token.text in CLAIMING and _claim(piece, number, set()))
        for number, token in enumerate(piece)
    )


def _claim(piece: Sequence[Token], number: int, particles: set[str]) -> Claim | None:
    """Return the claim of a word; a particle that belongs to it is added to `particles`."""
    word = piece[number].text
    if word not in CLAIMING:
        return None
    for behind in piece[number + 1 :]:
        if found := PARTED.get((word, behind.text)):
            particles.add(behind.text)
            return found
    before = piece[number - 1] if number else None
    if word in ADVERBS and (before is None or before.text != "am"):
        return None
    if word in MORE and before and before.text != "immer" and before.kind not in _TIMES:
        return None
    return CLAIMS.get(word)


def _area(piece: Sequence[Token], names: Shown) -> tuple[Area | None, int]:
    """Return the area whose name a piece begins with, and how many words the name has."""
    if not names.begin_with(piece[0].text):
        return None, 0
    spoken = tuple(token.text for token in piece[:_LONGEST])
    for size in range(len(spoken), 0, -1):
        if area := names.find(spoken[:size]):
            return area, size
    return None, 0
