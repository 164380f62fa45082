"""Sentences that compare areas or times: ranks, rises and falls, gaps, shares; and their judges."""

import re
from collections.abc import Mapping
from decimal import Decimal

from tests.site.figures.sentences import MISSING, NUMBER, TIME, Facts, Rule, listed
from tests.site.figures.sources import NBSP, german, half_up, in_words

_FEW = 3
_PAIR = 2
_KINDS = r"Einziger (?:Anstieg|Rückgang)|(?:Größter|Kleinster) (?:Anstieg|Rückgang|Abstand)|Anstieg|Rückgang|Abstand"


def column(facts: Facts, match: re.Match[str]) -> Mapping[str, Decimal]:
    """Return the values that a sentence about one time is about."""
    if match["at"]:
        return facts.column(facts.read(match["at"]))
    assert len(facts.times) == 1, facts.exhibit
    return facts.column(facts.times[0])


def extreme(facts: Facts) -> str:
    return rf"(?P<word>Höchster|Niedrigster) Wert(?P<at> {TIME})?: (?P<who>.*?) mit (?P<each>je )?(?P<value>{facts.value})\."


def is_extreme(facts: Facts, match: re.Match[str]) -> bool:
    values = column(facts, match)
    best = max(values.values()) if match["word"] == "Höchster" else min(values.values())
    names = [name for name in values if values[name] == best]
    who = f"{len(names)} Gebiete" if len(names) > _FEW else None
    same = match["who"] == who if who else set(re.split(r", | und ", match["who"])) == set(names)
    return same and match["value"] == facts.long(best) and bool(match["each"]) == (len(names) > 1)


def middle(facts: Facts) -> str:
    return rf"In der Mitte der Rangfolge(?P<at> {TIME})?: (?P<value>{facts.value})\."


def is_middle(facts: Facts, match: re.Match[str]) -> bool:
    values = sorted(column(facts, match).values())
    return match["value"] == facts.long(values[(len(values) - 1) // 2])


def rank(facts: Facts) -> str:
    return rf"(?P<at>)(?P<name>{facts.name}): (?P<value>{facts.value}), Rang (?P<rank>\d+) von (?P<all>\d+)\."


def is_rank(facts: Facts, match: re.Match[str]) -> bool:
    # Of small multiples it is the last time at which at least half of the areas have a value.
    often = max(len(facts.column(time)) for time in facts.times)
    time = [time for time in facts.times if 2 * len(facts.column(time)) >= often][-1]
    values = facts.column(time)
    value = values[match["name"]]
    above = sum(other > value for other in values.values())
    told = match["value"], int(match["rank"]), int(match["all"])
    return told == (facts.long(value), above + 1, len(values))


def equal(facts: Facts) -> str:
    return rf"Alle Werte(?P<at> {TIME})? sind gleich: (?P<value>{facts.value})\."


def is_equal(facts: Facts, match: re.Match[str]) -> bool:
    values = set(column(facts, match).values())
    return [match["value"]] == [facts.long(value) for value in values]


RANKS: tuple[Rule, ...] = (
    (extreme, is_extreme),
    (middle, is_middle),
    (rank, is_rank),
    (equal, is_equal),
)


def pairs(facts: Facts) -> dict[str, tuple[Decimal, Decimal]]:
    """Return both values of each row that has both, by its name."""
    if facts.exhibit.kind == "dumbbell" and len(facts.times) > 2:
        first, last = facts.areas
        rows = {in_words(t): (facts.at(first, t), facts.at(last, t)) for t in facts.times}
    else:
        start, end = ends(facts)
        rows = {name: (facts.at(a, start), facts.at(a, end)) for name, a in facts.names.items()}
    return {name: (a, b) for name, (a, b) in rows.items() if a is not None and b is not None}


def ends(facts: Facts) -> tuple[str, str]:
    """Return the two times that are compared: those of the sentence «Von … bis …»."""
    text = " ".join(facts.exhibit.paragraphs)
    found = re.search(rf"Von ({TIME}) bis ({TIME}) ", text)
    if not found:
        return facts.times[0], facts.times[-1]
    return facts.read(found[1]), facts.read(found[2])


def differences(facts: Facts) -> dict[str, Decimal]:
    return {name: facts.shown(b) - facts.shown(a) for name, (a, b) in pairs(facts).items()}


def tally(facts: Facts) -> str:
    return (
        rf"(?:Von (?P<start>{TIME}) bis (?P<end>{TIME}) ist der Wert|(?P<one>{facts.name}) gegenüber "
        rf"(?P<other>{facts.name}):) (?P<counts>in [^.:]*)\."
    )


def is_tally(facts: Facts, match: re.Match[str]) -> bool:
    found = differences(facts)
    if match["start"]:
        start, end = ends(facts)
        if not facts.source.are_comparable(facts.key, (start, end)) or start >= end:
            return False
        words = {"gestiegen": 1, "gesunken": -1, "gleich geblieben": 0}
    else:
        words = {"höher": 1, "niedriger": -1, "gleich": 0}
        if [facts.names[match["other"]], facts.names[match["one"]]] != facts.areas:
            return False
    counts = {
        word: sum((d > 0) - (d < 0) == way for d in found.values()) for word, way in words.items()
    }
    told = dict.fromkeys(words, 0)
    for number, whole, word in re.findall(
        rf"in (allen \d+|beiden|\d+)(?: von (\d+))?(?: [\w .-]+?)? ({'|'.join(words)})(?=,| und |$)",
        match["counts"],
    ):
        told[word] = 2 if number == "beiden" else int(number.removeprefix("allen "))
        if whole and int(whole) != len(found):
            return False
    return told == counts


def change(facts: Facts) -> str:
    return rf"(?P<what>{_KINDS}): (?P<size>{facts.value}) \((?P<who>.*?)\)\."


def is_change(facts: Facts, match: re.Match[str]) -> bool:
    found = differences(facts)
    what = match["what"]
    if "Abstand" in what:
        sizes = {name: abs(each) for name, each in found.items()}
        best = min(sizes.values()) if what.startswith("Klein") else max(sizes.values())
    elif "Anstieg" in what:
        sizes = {name: each for name, each in found.items() if each > 0}
        best = min(sizes.values()) if what.startswith("Klein") else max(sizes.values())
    else:
        sizes = {name: each for name, each in found.items() if each < 0}
        best = max(sizes.values()) if what.startswith("Klein") else min(sizes.values())
    names = [name for name, each in sizes.items() if each == best]
    if "Abstand" not in what and what.startswith("Einziger") != (len(sizes) == 1):
        return False
    if match["size"] not in facts.size(best) | {german(abs(best), facts.decimals)}:
        return False
    if len(names) > _FEW:
        return re.fullmatch(rf"{len(names)} \w+", match["who"]) is not None
    if len(names) > 1:
        return set(re.split(r", | und ", match["who"])) == set(names)
    first, last = (facts.short(value) for value in pairs(facts)[names[0]])
    if "Abstand" not in what:
        return match["who"] == f"{names[0]}, von {first} auf {last}"
    one, other = (facts.source.areas[area]["kurzname"] for area in facts.areas)
    return match["who"] == f"{names[0]}: {one} {first}, {other} {last}"


CHANGES: tuple[Rule, ...] = ((tally, is_tally), (change, is_change))


class Shares:
    """The shares of a stacked figure, worked out here: rows by name, parts by their names."""

    def __init__(self, facts: Facts) -> None:
        exhibit, source = facts.exhibit, facts.source
        self.parts = [f"„{source.indicators[key]['kurztitel']}“" for key in exhibit.keys]
        self.is_given = facts.unit == "%"
        self.decimals = facts.decimals if self.is_given else 1
        size = len(exhibit.keys)
        self.rows: dict[tuple[str, str], dict[str, Decimal]] = {}
        for start in range(0, len(exhibit.seen), size):
            cells = exhibit.seen[start : start + size]
            values = [source.value(cell) for cell in cells]
            if None in values or not sum(values):
                continue
            shown = values if self.is_given else [each / sum(values) * 100 for each in values]
            name = source.areas[cells[0][1]]["kurzname"]
            rounded = [half_up(each, self.decimals) for each in shown]
            self.rows[name, cells[0][2]] = dict(zip(self.parts, rounded, strict=True))

    def text(self, value: Decimal) -> str:
        return f"{german(value, self.decimals)}{NBSP}%"

    def greatest(self, name: str, time: str) -> str:
        row = self.rows[name, time]
        high, low = max(row.values()), min(row.values())
        at = f"im {in_words(time)}" if "-" in time else time
        tops, least = ([part for part in row if row[part] == size] for size in (high, low))
        if high == low:
            every = "beide" if len(row) == _PAIR else "alle"
            return f"{name}: {at} sind {every} Teile gleich groß, je {self.text(high)}."
        if len(tops) > 1:
            return f"{name}: {at} sind {listed(tops)} die größten Teile mit je {self.text(high)}."
        great, small = ("größere", "kleinere") if len(row) == _PAIR else ("größte", "kleinste")
        last = f", der {small} {least[0]} mit {self.text(low)}" if len(least) == 1 else ""
        return f"{name}: {at} ist der {great} Teil {tops[0]} mit {self.text(high)}{last}."


def greatest(facts: Facts) -> str:
    return rf"(?P<name>{facts.name}): (?P<at>{TIME}) (?:ist der|sind) .*?{NBSP}%\."


def is_greatest(facts: Facts, match: re.Match[str]) -> bool:
    return match[0] == Shares(facts).greatest(match["name"], facts.read(match["at"]))


def moves(facts: Facts) -> str:
    return (
        rf"Von (?P<start>{TIME}) bis (?P<end>{TIME}) (?P<told>(?:stieg|sank|sind die).*?)\.(?= |$)"
    )


def is_moves(facts: Facts, match: re.Match[str]) -> bool:
    shares = Shares(facts)
    ((name, _),) = {(name, "") for name, _ in shares.rows}
    start, end = facts.read(match["start"]), facts.read(match["end"])
    if not all(facts.source.are_comparable(key, (start, end)) for key in facts.exhibit.keys):
        return False
    first, last = shares.rows[name, start], shares.rows[name, end]
    move = {part: last[part] - first[part] for part in shares.parts}
    if "gleich geblieben" in match["told"]:
        return not any(move.values())
    for told in match["told"].split("; "):
        is_gain = "stieg" in told
        best = max(move.values()) if is_gain else min(move.values())
        names = {part for part in move if move[part] == best}
        if (
            set(re.findall("„.*?“", told)) != names
            or f"{german(abs(best), shares.decimals)} Prozentpunkte" not in told
        ):
            return False
    return True


def tops(facts: Facts) -> str:
    del facts
    return r"Der größ(?:t|er)e Teil ist in (?:allen )?(?P<first>\d+)(?: von (?P<all>\d+))? \w+ (?P<part>„.*?“)(?P<rest>(?:, in \d+ „.*?“)*)\."


def is_tops(facts: Facts, match: re.Match[str]) -> bool:
    shares = Shares(facts)
    leaders = [max(row, key=row.get) for row in shares.rows.values()]
    told = {match["part"]: int(match["first"])}
    told |= {part: int(count) for count, part in re.findall(r"in (\d+) („.*?“)", match["rest"])}
    whole = int(match["all"]) if match["all"] else len(leaders)
    return whole == len(leaders) and told == {part: leaders.count(part) for part in set(leaders)}


def widest(facts: Facts) -> str:
    return (
        rf"(?:Am stärksten unterscheidet sich der|Der) Anteil von (?P<part>„[^“]*“)(?: reicht|:) von (?P<low>{NUMBER}){NBSP}% "
        rf"\((?P<lows>.*?)\) bis (?P<high>{NUMBER}){NBSP}% \((?P<highs>.*?)\)\."
    )


def is_widest(facts: Facts, match: re.Match[str]) -> bool:
    shares = Shares(facts)
    spans = {part: [row[part] for row in shares.rows.values()] for part in shares.parts}
    wide = {part: max(each) - min(each) for part, each in spans.items()}
    if wide[match["part"]] != max(wide.values()):
        return False
    for word, size in (("low", min(spans[match["part"]])), ("high", max(spans[match["part"]]))):
        names = [name for (name, _), row in shares.rows.items() if row[match["part"]] == size]
        who = set(re.split(r", | und ", match[f"{word}s"]))
        if match[word] != german(size, shares.decimals) or not (
            who == set(names)
            or (len(names) > _FEW and match[f"{word}s"].startswith(f"{len(names)} "))
        ):
            return False
    return True


SHARES: tuple[Rule, ...] = (
    (greatest, is_greatest),
    (moves, is_moves),
    (tops, is_tops),
    (widest, is_widest),
)
ALL: tuple[Rule, ...] = (*RANKS, *SHARES, *CHANGES, MISSING)
