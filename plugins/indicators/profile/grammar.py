"""Areas, counts and times as German sentences need them: gender, article, preposition.

The gender of a compound is that of its last word, so a few endings are enough for the words counties
call their areas by. A word that is not among them gets no article, and sentences are made to bear it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from plugins.indicators.data.areas import Area, Areas
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.number import german
from plugins.indicators.data.times import at_time
from plugins.manuscript.dates import MONTHS, exact_as_known

# Words that also begin or are the name of an area: «Landkreis Musterland», «Nordraum».
_OF_NAMES = {
    "m": ("kreis", "raum", "bezirk", "verband", "verbund"),
    "w": ("region", "gemeinde", "gemeinschaft"),
    "s": ("gebiet", "viertel"),
}
# Many names of places end like these and have no article for that: «Neustadt», «Altdorf».
_OF_KINDS = {
    "m": (*_OF_NAMES["m"], "teil", "ort", "markt"),
    "w": (*_OF_NAMES["w"], "stadt", "ortschaft"),
    "s": (*_OF_NAMES["s"], "dorf", "land"),
}
_PLURALS = {"stadt": "städte", "markt": "märkte", "gemeinde": "gemeinden"}
_THE = {"m": "der ", "w": "die ", "s": "das "}
_A = {"m": "ein ", "w": "eine ", "s": "ein "}
_ABOUT = {"m": "den ", "w": "die ", "s": "das "}
_IN = {"m": "im ", "w": "in der ", "s": "im ", "": "in "}
_TO = {"m": "zum ", "w": "zur ", "s": "zum ", "": "zu "}
_COUNTS = (
    *("zwei", "drei", "vier", "fünf", "sechs", "sieben"),
    *("acht", "neun", "zehn", "elf", "zwölf"),
)
_DAY = re.compile(rf"\b(\d\d?)\. ({'|'.join(MONTHS)})\b(?! \d)")
_PARTS_OF_YEAR = {
    "1. Januar": "Anfang",
    "30. Juni": "Mitte",
    "1. Juli": "Mitte",
    "31. Dezember": "Ende",
    "Jahresanfang": "Anfang",
    "Jahresmitte": "Mitte",
    "Jahresende": "Ende",
}


@dataclass(frozen=True)
class Noun:
    """A name or a word in the singular; `gender` is m, w or s, empty for one without an article."""

    text: str
    gender: str = ""

    @property
    def the(self) -> str:
        """Return «der Landkreis», «die Gemeinde Ahausen», «Ahausen»."""
        return _THE.get(self.gender, "") + self.text

    @property
    def about(self) -> str:
        """Return what a text is about: «den Landkreis», «die Region Nord», «Ahausen»."""
        return _ABOUT.get(self.gender, "") + self.text

    @property
    def within(self) -> str:
        """Return «im Landkreis», «in der Region Nord», «in Ahausen»."""
        return _IN[self.gender] + self.text

    @property
    def to(self) -> str:
        """Return «zum Landkreis», «zur Region Nord», «zu Ahausen»."""
        return _TO[self.gender] + self.text


def kind(area: Area, areas: Areas) -> str:
    """Return the word for what an area is: «Kurstadt», «Stadt», «Gemeinde».

    A designation can be more exact in the official name: «Ahausen, Stadt, Kurstadt».
    """
    ending = area.designation.casefold()
    if not ending:
        return areas.level(area.level).singular
    parts = [part.strip() for part in area.name.split(",")[1:]]
    exact = [part for part in parts if " " not in part and part.casefold().endswith(ending)]
    return exact[-1] if exact else area.designation


def a(word: str) -> str:
    """Return «eine Stadt», «ein Markt»; empty for a word of unknown gender."""
    gender = _ending(word, _OF_KINDS)
    return _A[gender] + word if gender else ""


def the(word: str, before: str = "") -> str:
    """Return «die Stadt» or, with «einzige» `before` it, «die einzige Stadt»; empty as `a`."""
    gender = _ending(word, _OF_KINDS)
    return f"{_THE[gender]}{before}{word}" if gender else ""


def plural(word: str) -> str:
    """Return «Städte» for «Stadt»; empty for an unknown word."""
    folded = word.casefold()
    for ending, many in _PLURALS.items():
        if folded.endswith(ending):
            made = word[: len(word) - len(ending)] + many
            return made[:1].upper() + made[1:]
    return ""


def named(area: Area, areas: Areas) -> Noun:
    """Return an area by its short name, as «der Landkreis», «die Region Nord», «Ahausen».

    Where the name of anything but the smallest areas has no such word, that of its level stands before it.
    """
    return _named(area.short, area, areas)


def in_full(area: Area, areas: Areas) -> Noun:
    """Return an area as readers elsewhere would know it: the whole by its official name."""
    whole = area.level == areas.levels[0].key
    return _named(area.name.split(",")[0] if whole else area.short, area, areas)


def called(area: Area, areas: Areas) -> Noun:
    """Return an area with the word for what it is: «die Kurstadt Ahausen», «die Region Nord»."""
    noun = in_full(area, areas)
    word = kind(area, areas)
    gender = _ending(word, _OF_KINDS)
    return noun if noun.gender or not gender else Noun(f"{word} {noun.text}", gender)


def _named(text: str, area: Area, areas: Areas) -> Noun:
    level = areas.level(area.level).singular
    first = text.partition(" ")[0]
    if gender := _ending(first, _OF_KINDS if first == level else _OF_NAMES):
        return Noun(text, gender)
    gender = _ending(level, _OF_KINDS)
    smallest = area.level == areas.levels[-1].key
    return Noun(text) if smallest or not gender else Noun(f"{level} {text}", gender)


def _ending(word: str, endings: Mapping[str, tuple[str, ...]]) -> str:
    folded = word.casefold()
    return next((gender for gender, these in endings.items() if folded.endswith(these)), "")


def counted(number: int) -> str:
    """Return a count of two or more: a word up to twelve, digits above."""
    return _COUNTS[number - 2] if number - 2 < len(_COUNTS) else german(Decimal(number), 0)


def moment(indicator: Indicator, time: str) -> tuple[str, str]:
    """Return a time with the day that the measure names: for «wie …» and for «seit …».

    «Ende 2023» twice for «am 31. Dezember», «am 9. Mai 2022» and «dem 9. Mai 2022»; without such a day
    «im Jahr 2023» and «2023», «im September 2024» and «September 2024».
    """
    known = exact_as_known(time)
    if not time.isdecimal():
        return at_time(time), known
    day = _DAY.search(indicator.measure)
    words = [day[0]] if day else indicator.measure.split()
    part = next((_PARTS_OF_YEAR[word] for word in words if word in _PARTS_OF_YEAR), "")
    if part:
        return f"{part} {known}", f"{part} {known}"
    return (f"am {day[0]} {known}", f"dem {day[0]} {known}") if day else (f"im Jahr {known}", known)


def sentence(text: str) -> str:
    """Return words as a sentence: a capital, a full stop."""
    return f"{text[:1].upper()}{text[1:]}."
