"""From the text of a value to its meaning: one reader per type of the front matter."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from urllib.parse import urlsplit
from uuid import UUID

from plugins.manuscript.dates import DateError, parse_date
from plugins.manuscript.header import Scalar
from plugins.manuscript.picturefiles import find_picture
from plugins.manuscript.slugs import is_slug, slugify
from plugins.manuscript.suggestions import fold, suggest

SUMMARY_LENGTH = 300
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
# Markup that would stand in a summary as typed: emphasis, code, links, tags.
_MARKUP = re.compile(
    r"\*\*|__|`|(?<!\[)\[[^\[\]]*\]\(|</?[a-z][^>]*>|(?<!\w)[*_][^\s*_][^*_]*[*_](?!\w)"
)


@dataclass(frozen=True)
class Setting:
    """What the meaning of a value depends on."""

    zone: tzinfo
    fields: tuple[str, ...]
    content: Path
    moment: datetime


class Unfit(ValueError):  # noqa: N818 - it is no failure of the program but a word about a value
    """A value that does not fit. `message` and `advice` are German; `value` is the part meant."""

    def __init__(self, message: str, advice: str, value: Scalar | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice
        self.value = value


Reader = Callable[[Sequence[Scalar], Setting], object]


def text(values: Sequence[Scalar], setting: Setting) -> str:
    """Read one line of text."""
    del setting
    return values[0].text


def summary(values: Sequence[Scalar], setting: Setting) -> str:
    """Read the summary: at most 300 characters, no markup."""
    del setting
    value = values[0].text
    if len(value) > SUMMARY_LENGTH:
        raise Unfit(
            f"Die Zusammenfassung hat {len(value)} Zeichen.",
            f"Kürzen Sie sie auf höchstens {SUMMARY_LENGTH} Zeichen.",
        )
    markup = _MARKUP.search(value)
    if markup is not None:
        raise Unfit(
            f"In der Zusammenfassung steht eine Auszeichnung („{markup[0]}“).",
            "Sie erscheint in Listen, im Feed und in Mails als reiner Text; lassen Sie sie weg.",
        )
    return value


def moment(values: Sequence[Scalar], setting: Setting) -> datetime:
    """Read a date or a time."""
    try:
        return parse_date(values[0].text, setting.zone)
    except DateError as error:
        raise Unfit(error.message, error.advice) from None


def number(values: Sequence[Scalar], setting: Setting) -> int:
    """Read a whole number."""
    del setting
    if not re.fullmatch(r"\d{1,6}", values[0].text):
        raise Unfit(f"„{values[0].text}“ ist keine ganze Zahl.", "Schreiben Sie nur Ziffern: 21.")
    return int(values[0].text)


def year(values: Sequence[Scalar], setting: Setting) -> int:
    """Read a year of four digits."""
    del setting
    if not re.fullmatch(r"\d{4}", values[0].text) or not (
        _FIRST_YEAR <= int(values[0].text) <= _LAST_YEAR
    ):
        raise Unfit(f"„{values[0].text}“ ist kein Jahr.", "Schreiben Sie vier Ziffern: 2024.")
    return int(values[0].text)


def identifier(values: Sequence[Scalar], setting: Setting) -> UUID:
    """Read a UUID (RFC 9562), the text's own."""
    del setting
    return _uuid(
        values[0].text,
        "«inv new» schreibt sie; ändern Sie sie nie, sonst kommt der Beitrag ein zweites Mal "
        "als neu in den Newsletter.",
    )


def original(values: Sequence[Scalar], setting: Setting) -> UUID:
    """Read the UUID of another text."""
    del setting
    advice = "Kopieren Sie sie aus dem Kopf des Beitrags, zu dem der Text gehört."
    return _uuid(values[0].text, advice)


def _uuid(text: str, advice: str) -> UUID:
    try:
        value = UUID(text)
    except ValueError:
        value = None
    if value is None or str(value) != text.lower():
        raise Unfit("Das ist keine gültige Kennung.", advice)
    return value


def slug(values: Sequence[Scalar], setting: Setting) -> str:
    """Read a part of an address."""
    del setting
    if not is_slug(values[0].text):
        raise Unfit(
            f"„{values[0].text}“ taugt nicht als Adresse.",
            f"Schreiben Sie {slugify(values[0].text) or 'ein-wort-oder-mehrere'}.",
        )
    return values[0].text


def addresses(values: Sequence[Scalar], setting: Setting) -> tuple[str, ...]:
    """Read old addresses, each from the site's root."""
    del setting
    for value in values:
        if not value.text.startswith("/"):
            raise Unfit(
                f"„{value.text}“ ist keine Adresse dieser Website.",
                "Eine alte Adresse beginnt mit /, zum Beispiel /2022/05/alter-titel/.",
                value,
            )
    return tuple(value.text for value in values)


def web_address(values: Sequence[Scalar], setting: Setting) -> str:
    """Read an address in the web."""
    del setting
    parts = urlsplit(values[0].text)
    if parts.scheme != "https" or not parts.netloc:
        raise Unfit(
            f"„{values[0].text}“ ist keine vollständige Adresse.",
            "Schreiben Sie sie mit https:// davor.",
        )
    return values[0].text


def picture_file(values: Sequence[Scalar], setting: Setting) -> str:
    """Read the path of a picture below content/; the answer begins at the site's root."""
    address, problem = find_picture(setting.content, values[0].text)
    if problem:
        raise Unfit(*problem)
    return address


def choice(words: Sequence[str], what: str) -> Reader:
    """Return a reader for one word out of `words`; `what` names it with its article."""

    def read(values: Sequence[Scalar], setting: Setting) -> str:
        del setting
        return _chosen(values[0], words, what)

    return read


def fields(values: Sequence[Scalar], setting: Setting) -> tuple[str, ...]:
    """Read one to three fields, each once."""
    chosen = [_chosen(value, setting.fields, "Das Feld") for value in values if value.text]
    if len(set(chosen)) < len(chosen):
        raise Unfit("Ein Feld steht doppelt.", "Nennen Sie jedes Feld nur einmal.")
    if not 1 <= len(chosen) <= 3:  # noqa: PLR2004 - the house's rule, said in the message
        raise Unfit(
            f"Es sind {len(chosen)} Felder genannt.",
            "Nennen Sie ein bis drei Felder: felder: [senioren, wohnen].",
        )
    return tuple(chosen)


def _chosen(value: Scalar, words: Sequence[str], what: str) -> str:
    for word in words:
        if fold(word) == fold(value.text):
            return word
    raise Unfit(f"{what} „{value.text}“ gibt es nicht.", suggest(value.text, words), value)
