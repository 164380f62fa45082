"""The German of descriptions as patterns, each with a judge that works the claim out from the source.

A description is proved when every word of it belongs to a sentence whose judge agrees.
"""

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import cached_property

from tests.site.figures.exhibits import Exhibit
from tests.site.figures.sources import MONTHS, NBSP, german, in_words, time_of

NUMBER = r"[−+]?\d+(?:\.\d{3})*(?:,\d+)?"
TIME = rf"(?:im )?(?:(?:{'|'.join(MONTHS)}) )?\d{{4}}"
_FEW = 3  # times that are named one by one


def listed(names: Iterable[str]) -> str:
    *others, last = names
    return f"{', '.join(others)} und {last}" if others else last


class Facts:
    """What a judge may know of a figure: its source, its areas and times, and nothing of its HTML."""

    def __init__(self, exhibit: Exhibit) -> None:
        self.exhibit, self.source = exhibit, exhibit.source
        self.key, self.areas, self.times = exhibit.keys[0], exhibit.areas, exhibit.times
        self.decimals, self.unit = self.source.decimals(self.key), self.source.unit(self.key)

    @cached_property
    def names(self) -> dict[str, str]:
        return {self.source.areas[area]["kurzname"]: area for area in self.areas}

    @cached_property
    def name(self) -> str:
        """Return a pattern for the name of an area of the figure."""
        return f"(?:{'|'.join(map(re.escape, sorted(self.names, key=len, reverse=True)))})"

    @cached_property
    def value(self) -> str:
        """Return a pattern for a number with its unit or without."""
        resource = self.source.indicators[self.key]
        words = {resource["einheit"], resource.get("einheit_einzahl") or resource["einheit"]}
        units = [
            re.escape(each) for each in sorted(words | {"Prozentpunkte"}, key=len, reverse=True)
        ]
        return rf"{NUMBER}(?:[ {NBSP}](?:{'|'.join(units)}))?"

    def at(self, area: str, time: str) -> Decimal | None:
        return self.source.value((self.key, area, time))

    def long(self, value: Decimal) -> str:
        """Return a value with its unit, the singular for one."""
        short = self.source.write(self.key, value)
        if self.unit[0] in "%€":
            return short
        singular = self.source.indicators[self.key].get("einheit_einzahl") or self.unit
        return f"{short} {singular if short == '1' else self.unit}"

    def short(self, value: Decimal) -> str:
        return self.source.write(self.key, value)

    def shown(self, value: Decimal) -> Decimal:
        return self.source.shown_as(self.key, value)

    def size(self, difference: Decimal) -> set[str]:
        """Return how the size of a difference may be written."""
        number = german(abs(difference), self.decimals)
        if self.unit == "%":
            return {f"{number} Prozentpunkte"}
        return {self.short(abs(difference)), self.long(abs(difference))}

    def known(self, area: str) -> list[str]:
        """Return the times at which an area has a value."""
        return [time for time in self.times if self.at(area, time) is not None]

    def segments(self, area: str) -> list[list[str]]:
        """Return the known times of an area, parted by breaks."""
        parts: list[list[str]] = []
        for time in self.known(area):
            if parts and self.source.are_comparable(self.key, (parts[-1][-1], time)):
                parts[-1].append(time)
            else:
                parts.append([time])
        return parts

    def column(self, time: str) -> dict[str, Decimal]:
        """Return the values of all areas at a time, by name."""
        return {
            name: value
            for name, area in self.names.items()
            if (value := self.at(area, time)) is not None
        }

    def in_text(self, time: str) -> str:
        return f"im {in_words(time)}" if "-" in time else time

    @staticmethod
    def read(words: str | None) -> str:
        """Return a time of a sentence."""
        return time_of((words or "").strip().removeprefix("im "))


Judge = Callable[[Facts, re.Match[str]], bool]
Rule = tuple[Callable[[Facts], str], Judge]


def unproved(facts: Facts, paragraph: str, rules: Iterable[Rule]) -> list[str]:
    """Return what of a paragraph is wrong or has no rule."""
    found, rest = [], paragraph
    for pattern, judge in rules:
        while match := re.search(pattern(facts), rest):
            if not judge(facts, match):
                found.append(f"falsch: {match[0]}")
            rest = rest[: match.start()] + rest[match.end() :]
    if rest.strip():
        found.append(f"unbelegt: {rest.strip()}")
    return found


def is_course(facts: Facts, match: re.Match[str]) -> bool:
    """«Nord: 2011 waren es 5 %, 2022 waren es 6 %, also 1 Prozentpunkt mehr. Der Wert war …»."""
    segments = facts.segments(facts.names[match["name"]])
    start, end = facts.read(match["start"]), facts.read(match["end"])
    part = [each for each in segments if (each[0], each[-1]) == (start, end)]
    if len(part) != 1 or bool(match["new"]) != (segments.index(part[0]) > 0):
        return False
    values = {time: facts.at(facts.names[match["name"]], time) for time in part[0]}
    first, last = values[start], values[end]
    if (match["first"], match["last"]) != (facts.long(first), facts.short(last)):
        return False
    if bool(match["change"]) != (start[4:] == end[4:]):  # one season is not another
        return False
    difference = facts.shown(last) - facts.shown(first) if match["change"] else 0
    way = {True: "mehr", False: "weniger"}[difference > 0] if difference else None
    if match["way"] != way or (way and match["by"] not in facts.size(difference)):
        return False
    if match["share"]:
        wanted = german((last - first) / first * 100, 1, sign=True)
        if first <= 0 or match["share"] != wanted:
            return False
    return names_its_extremes(facts, match, values)


def names_its_extremes(facts: Facts, match: re.Match[str], values: dict[str, Decimal]) -> bool:
    """Highest and lowest value as shown, with all their times; nothing if they are the ends."""
    shown = {time: facts.shown(value) for time, value in values.items()}
    first, *_, last = shown.values()
    for word, extreme in (("high", max), ("low", min)):
        value = extreme(shown.values())
        if value in (first, last):
            if match[word]:
                return False
            continue
        times = [facts.in_text(time) for time, each in shown.items() if each == value]
        wanted = times if len(times) <= _FEW else [f"zuerst {times[0]}"]
        if match[word] != facts.short(value):
            return False
        if re.split(r", | und ", match[f"{word}_at"]) != wanted:
            return False
    return True


def course(facts: Facts) -> str:
    value = facts.value
    return (
        rf"(?P<name>{facts.name})(?P<new>, neue Grundlage)?: (?P<start>{TIME}) (?:war|waren) es "
        rf"(?P<first>{value}), (?P<end>{TIME}) waren es (?P<last>{value})(?P<change>, also "
        rf"(?:gleich viel|(?P<by>{value}) (?P<way>mehr|weniger)(?: \((?P<share>{NUMBER}){NBSP}%\))?))?\."
        rf"(?: Der Wert war (?:am höchsten (?P<high_at>[^.]*?) mit (?P<high>{value}))?(?:, )?"
        rf"(?:am niedrigsten (?P<low_at>[^.]*?) mit (?P<low>{value}))?\.)?"
    )


def single(facts: Facts) -> str:
    return rf"(?P<name>{facts.name})(?:, neue Grundlage)?: (?P<at>{TIME}) (?:war|waren) es (?P<value>{facts.value})\."


def is_single(facts: Facts, match: re.Match[str]) -> bool:
    area, time = facts.names[match["name"]], facts.read(match["at"])
    value = facts.at(area, time)
    return (
        value is not None and [time] in facts.segments(area) and match["value"] == facts.long(value)
    )


def nothing(facts: Facts) -> str:
    return rf"(?P<name>{facts.name}): keine Angabe\."


def is_nothing(facts: Facts, match: re.Match[str]) -> bool:
    return not facts.known(facts.names[match["name"]])


def broken(facts: Facts) -> str:
    del facts
    return r"Werte auf alter und neuer Grundlage sind nicht vergleichbar\."


def is_broken(facts: Facts, match: re.Match[str]) -> bool:
    del match
    return any(not facts.source.are_comparable(key, facts.times) for key in facts.exhibit.keys)


def missing(facts: Facts) -> str:
    del facts
    return r"Keine Angabe gibt es für (?P<who>.*?)\.(?= [A-ZÄÖÜ]|$)|Für (?P<count>\d+) (?P<what>\w+) gibt es keine Angabe\."


def is_missing(facts: Facts, match: re.Match[str]) -> bool:
    """All that lack a value are named, and no others: areas (of one or two times) or times."""
    cells = [(area, time) for _, area, time in facts.exhibit.seen]
    gaps = {cell for cell in cells if any(
        facts.source.value((key, *cell)) is None for key in facts.exhibit.keys
    )}  # fmt: skip
    end = [time for time in facts.times if 2 * len(facts.column(time)) >= most(facts)][-1:]
    candidates = [
        [facts.source.areas[a]["kurzname"] for a in facts.areas if any(g[0] == a for g in gaps)],
        # Of small multiples only the last common time is described.
        [
            facts.source.areas[a]["kurzname"]
            for a in facts.areas
            if any(g == (a, *end) for g in gaps)
        ],
        *([facts.in_text(t) for t in facts.times if (a, t) in gaps] for a in facts.areas),
        [in_words(t) for t in facts.times if any(g[1] == t for g in gaps)],
    ]
    if match["count"]:
        return int(match["count"]) in {len(each) for each in candidates}
    return match["who"] in {listed(names) for names in candidates if names} or set(
        re.split(r", | und ", match["who"])
    ) in [set(names) for names in candidates]


def most(facts: Facts) -> int:
    return max(len(facts.column(time)) for time in facts.times)


COURSE: tuple[Rule, ...] = (
    (course, is_course),
    (single, is_single),
    (nothing, is_nothing),
    (broken, is_broken),
)
MISSING: Rule = (missing, is_missing)
