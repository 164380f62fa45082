"""Answers to the questions of `inv new`: what a person may type, and a German hint when it does not fit.

Every reader takes the typed text and returns its meaning, or raises WrongAnswer.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date

from plugins.desk.errors import WrongAnswer
from plugins.manuscript.dates import DateError, parse_date
from plugins.manuscript.slugs import slugify
from plugins.manuscript.suggestions import fold, suggest

MOST_FIELDS = 3
_GERMAN_DATE = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})")


def title(text: str) -> str:
    """Read a title; it needs at least one letter or digit, for the address is made from it."""
    words = " ".join(text.split())
    if not slugify(words):
        raise WrongAnswer("Der Titel braucht mindestens einen Buchstaben oder eine Ziffer.")
    return words


def kind(text: str, labels: Mapping[str, str]) -> str:
    """Read a kind: its number in the list, its key or its label."""
    keys = list(labels)
    if text.isdecimal() and 1 <= int(text) <= len(keys):
        return keys[int(text) - 1]
    for key, label in labels.items():
        if fold(text) in {fold(key), fold(label)}:
            return key
    raise WrongAnswer(f"Die Art „{text}“ gibt es nicht. {suggest(text, keys)}")


def fields(text: str, known: Sequence[str]) -> tuple[str, ...]:
    """Read one to three fields, by number or key, separated by commas or blanks."""
    chosen = dict.fromkeys(_field(word, known) for word in re.split(r"[,;\s]+", text) if word)
    if not 1 <= len(chosen) <= MOST_FIELDS:
        raise WrongAnswer("Bitte ein bis drei Felder nennen, mit Komma getrennt: senioren, wohnen")
    return tuple(chosen)


def day(text: str) -> date:
    """Read a day, written 22.11.2026 or 2026-11-22."""
    german = _GERMAN_DATE.fullmatch(text.strip())
    iso = f"{german[3]}-{german[2]}-{german[1]}" if german else text
    try:
        return parse_date(iso, UTC).date()
    except DateError as error:
        advice = "" if german else " Oder so: 22.11.2026"
        raise WrongAnswer(f"{error.message} {error.advice}{advice}") from None


def year(text: str) -> int:
    """Read a year of four digits."""
    if not re.fullmatch(r"(19|20)\d\d", text):
        raise WrongAnswer(f"„{text}“ ist kein Jahr. Bitte vier Ziffern: 2026")
    return int(text)


def _field(word: str, known: Sequence[str]) -> str:
    if word.isdecimal() and 1 <= int(word) <= len(known):
        return known[int(word) - 1]
    for key in known:
        if fold(key) == fold(word):
            return key
    raise WrongAnswer(f"Das Feld „{word}“ gibt es nicht. {suggest(word, known)}")
