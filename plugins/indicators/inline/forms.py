"""The forms a number can take in a sentence: the words of the fourth argument of `[[wert: …]]`.

| word | says | time |
|---|---|---|
| – | the value: `301.176` | one |
| `mit einheit` | the value with its unit: `301.176 Personen` | one |
| `veraenderung` | how much more or less: `20.560 weniger` | span |
| `prozent` | the size of the change: `6,4 %` | span |
| `rang` | the rank among the areas of the level: `am zweithöchsten` | one |
| `anteil` | the share of the whole: `13,6 %` | one |
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from plugins.indicators.data.errors import WordError
from plugins.indicators.inline.change import difference, relative
from plugins.indicators.inline.rank import rank
from plugins.indicators.inline.share import share
from plugins.indicators.inline.subject import Choice, Spoken, Subject, one_time, two_times
from plugins.manuscript.suggestions import fold, suggest


@dataclass(frozen=True)
class Form:
    """How the words for the time are read, and what is said of the values then."""

    choose: Choice
    say: Callable[[Subject], Spoken]


def value(subject: Subject) -> Spoken:
    """Say the value as tables do."""
    unit = subject.indicator.unit
    return Spoken(unit.short(subject.values[0]), unit.rounded(subject.values[0]))


def value_with_unit(subject: Subject) -> Spoken:
    """Say the value with its unit: «1 Person», «10,5 %»."""
    unit = subject.indicator.unit
    return Spoken(unit.long(subject.values[0]), unit.rounded(subject.values[0]))


FORMS: Mapping[str, Form] = {
    "mit einheit": Form(one_time, value_with_unit),
    "veraenderung": Form(two_times, difference),
    "prozent": Form(two_times, relative),
    "rang": Form(one_time, rank),
    "anteil": Form(one_time, share),
}
PLAIN = Form(one_time, value)


def select_form(words: str) -> Form:
    """Return the form of this name. Raises WordError."""
    for name, form in FORMS.items():
        if fold(name) == fold(words):
            return form
    raise WordError(f"Die Form „{words}“ gibt es hier nicht.", suggest(words, FORMS))
