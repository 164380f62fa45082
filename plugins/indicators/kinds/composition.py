"""A whole and its parts in a few sentences: the greatest part, how shares changed or differ."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from plugins.indicators.block.request import Request
from plugins.indicators.data.areas import Areas
from plugins.indicators.data.times import at_time, season, span
from plugins.indicators.kinds.describe import NOT_COMPARABLE, dative, listed, named, say_missing
from plugins.indicators.kinds.shares import ShareRow, share_unit, shown_shares

_PAIR = 2


def describe_shares(request: Request, rows: Sequence[ShareRow], areas: Areas) -> tuple[str, ...]:
    """Describe the rows of one area or those of one time."""
    full = [row for row in rows if row.shares]
    sentences: list[str] = []
    if len(full) == 1:
        sentences.append(f"{full[0].area.short}: {_greatest(request, full[0])}")
    elif full and len(request.areas) > 1:
        sentences += _differences(request, full, areas.word(request.areas, one=False))
        sentences += [
            f"{row.area.short}: {_greatest(request, row)}"
            for row in full
            if row.area in request.highlighted
        ]
    elif full:
        sentences.append(f"{full[-1].area.short}: {_greatest(request, full[-1])}")
        sentences += _changes(request, full)
    missing = [row for row in rows if not row.shares]
    if missing and len(request.areas) > 1:
        what = areas.word(request.areas, one=False)
        sentences.append(say_missing([(row.area.short, row.points) for row in missing], what))
    elif missing:
        sentences.append(
            say_missing([(at_time(row.time), row.points) for row in missing], "Zeitpunkte")
        )
    paragraphs = [" ".join(sentences)]
    if len(request.areas) == 1 and not rows[0].is_comparable(rows[-1]):
        paragraphs.append(NOT_COMPARABLE)
    return tuple(paragraphs)


def _greatest(request: Request, row: ShareRow) -> str:
    """Say which part of a row is the greatest and which the smallest."""
    shown = dict(zip(_names(request), shown_shares(request.indicator, row), strict=True))
    high, low = max(shown.values()), min(shown.values())
    text = share_unit(request.indicator).short
    is_pair = len(shown) == _PAIR
    if high == low:
        every = "beide" if is_pair else "alle"
        return f"{at_time(row.time)} sind {every} Teile gleich groß, je {text(high)}."
    most, least = ([name for name, each in shown.items() if each == size] for size in (high, low))
    if len(most) > 1:
        return f"{at_time(row.time)} sind {listed(most)} die größten Teile mit je {text(high)}."
    great, small = ("größere", "kleinere") if is_pair else ("größte", "kleinste")
    rest = f", der {small} {least[0]} mit {text(low)}" if len(least) == 1 else ""
    return f"{at_time(row.time)} ist der {great} Teil {most[0]} mit {text(high)}{rest}."


def _changes(request: Request, rows: Sequence[ShareRow]) -> Iterator[str]:
    """Yield which shares grew and shrank the most, up to the last row and not across a break."""
    last = rows[-1]
    first = next(
        row for row in rows if row.is_comparable(last) and season(row.time) == season(last.time)
    )
    if first is last:
        return
    when = f"Von {span((first.time, last.time))}"
    pairs = zip(
        shown_shares(request.indicator, first), shown_shares(request.indicator, last), strict=True
    )
    moves = dict(zip(_names(request), (after - before for before, after in pairs), strict=True))
    unit = share_unit(request.indicator)
    if not any(moves.values()):
        yield f"{when} sind die Anteile gleich geblieben."
        return
    high, low = max(moves.values()), min(moves.values())
    most = " am stärksten" if len(moves) > _PAIR else ""
    told: list[str] = []
    for one, many, size in (("stieg", "stiegen", high), ("sank", "sanken", low)):
        names = [name for name, move in moves.items() if move == size]
        # Of two parts one loses what the other gains: once is enough.
        if not size or (size < 0 and len(moves) == _PAIR and high == -low):
            continue
        verb, what, each = (
            (many, "die Anteile", "je ") if len(names) > 1 else (one, "der Anteil", "")
        )
        who, how = f"{what} von {listed(names)}", f"{most} um {each}{unit.difference(size)}"
        told.append(f"{who} {verb}{how}" if told else f"{verb} {who}{how}")
    yield f"{when} {'; '.join(told)}."


def _differences(request: Request, rows: Sequence[ShareRow], plural: str) -> Iterator[str]:
    """Yield which part is the greatest in how many areas, and which one differs the most."""
    names = _names(request)
    shown = [shown_shares(request.indicator, row) for row in rows]
    tops = Counter(names[shares.index(max(shares))] for shares in shown).most_common()
    columns = dict(zip(names, zip(*shown, strict=True), strict=True))
    widest = max(names, key=lambda name: max(columns[name]) - min(columns[name]))
    great = "größere" if len(names) == _PAIR else "größte"
    if len(tops) == 1:
        yield f"Der {great} Teil ist in allen {len(rows)} {dative(plural)} {tops[0][0]}."
    else:
        (name, count), *others = tops
        rest = ", ".join(f"in {number} {other}" for other, number in others)
        yield f"Der {great} Teil ist in {count} von {len(rows)} {dative(plural)} {name}, {rest}."
    high, low = max(columns[widest]), min(columns[widest])
    if high == low:
        yield "Die Anteile sind überall gleich."
        return
    text = share_unit(request.indicator).short
    low_end, high_end = (
        f"{text(size)} ({_holders(rows, columns[widest], size, plural)})" for size in (low, high)
    )
    about = (
        f"Am stärksten unterscheidet sich der Anteil von {widest}:"
        if len(names) > _PAIR
        else f"Der Anteil von {widest} reicht"
    )
    yield f"{about} von {low_end} bis {high_end}."


def _holders(
    rows: Sequence[ShareRow], shares: Sequence[Decimal], size: Decimal, plural: str
) -> str:
    names = [row.area.short for row, share in zip(rows, shares, strict=True) if share == size]
    return named(names, plural)


def _names(request: Request) -> list[str]:
    return [f"„{each.short_title}“" for each in request.indicators]
