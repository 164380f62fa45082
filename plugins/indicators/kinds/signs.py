"""What stands in place of a number, and what it means: zero is a number, nothing else is one.

One short word or sign for each reason, the same in tables, bars, pictures and profiles.
"""

from collections.abc import Collection, Iterable

from plugins.indicators.data.number import MISSING, NBSP
from plugins.indicators.data.observations import PROVISIONAL, SIGNS, WITHHELD

HIDDEN = "geheim"
_WORDS = {"–": "–", "/": "unsicher", "x": "entfällt", "…": "…", WITHHELD: HIDDEN}
_MARK = f"{NBSP}{PROVISIONAL}"
# In the order in which a legend tells them.
_MEANINGS = {
    "–": SIGNS["–"],
    MISSING: "keine Angabe",
    HIDDEN: "geheim gehalten, damit niemand auf Einzelne schließen kann",
    "entfällt": SIGNS["x"],
    "unsicher": SIGNS["/"],
    "…": SIGNS["…"],
}


def sign_text(status: str) -> str:
    """Return what stands where a value is missing: «–», «geheim», «entfällt», else «k. A.»."""
    return _WORDS.get(status, MISSING)


def gap_text(statuses: Iterable[str]) -> str:
    """Return what stands where something cannot be told of several values: «geheim» or «k. A.»."""
    return HIDDEN if WITHHELD in statuses else MISSING


def signs_used(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Return the signs among the texts of values, each with its meaning, for the legend of a table."""
    found = set(texts)
    used = [(sign, meaning) for sign, meaning in _MEANINGS.items() if sign in found]
    if any(text.endswith(_MARK) for text in found):
        used.append((PROVISIONAL, "vorläufig"))
    return used


def missing_notes(statuses: Collection[str]) -> list[str]:
    """Return a note for each sign that stands for these statuses; «k. A.» says what is known of why."""
    why = ", ".join(
        SIGNS[each] for each in sorted(statuses) if each in SIGNS and each not in _WORDS
    )
    more = {MISSING: f" ({why})"} if why else {}
    return [
        f"{sign} = {meaning}{more.get(sign, '')}."
        for sign, meaning in signs_used(map(sign_text, statuses))
    ]
