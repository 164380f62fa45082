"""The few German words a headline is understood by. A title with any other word is not judged.

This is the whole method: a small closed vocabulary instead of a guess about language. `nicht`,
`kaum`, `Abstand` or `Prognose` are not in it, so whoever writes them is left in peace.
"""

import re
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache

from plugins.manuscript.suggestions import fold


class Claim(Enum):
    """What a headline can say of a series."""

    RISE = "steigt"
    FALL = "sinkt"
    DOUBLE = "verdoppelt"
    HALVE = "halbiert"
    HIGHEST = "am höchsten"
    LOWEST = "am niedrigsten"
    SAME = "gleich"
    HOLD = "hält sich"
    ABOVE = "mehr als"
    BELOW = "weniger als"


def _words(text: str) -> frozenset[str]:
    return frozenset(map(fold, text.split()))


def _each(**words: str) -> dict[str, Claim]:
    return {fold(word): Claim[name] for name, text in words.items() for word in text.split()}


CLAIMS: Mapping[str, Claim] = _each(
    RISE="steigt steigen stieg stiegen gestiegen wächst wachsen wuchs wuchsen gewachsen "
    "zugenommen zugelegt mehr",
    FALL="sinkt sinken sank sanken gesunken fällt fallen fiel fielen gefallen schrumpft schrumpfen "
    "schrumpfte schrumpften geschrumpft abgenommen zurückgegangen weniger",
    DOUBLE="verdoppelt verdoppeln verdoppelte verdoppelten",
    HALVE="halbiert halbieren halbierte halbierten",
    HIGHEST="höchsten höchste höchster höchstes meisten",
    LOWEST="niedrigsten niedrigste niedrigster niedrigstes wenigsten",
    SAME="gleich konstant stabil unverändert",
)
# Verbs that mean nothing without their particle: «nimmt … zu».
PARTED: Mapping[tuple[str, str], Claim] = {
    (fold(form), fold(particle)): claim
    for forms, particle, claim in (
        ("nimmt nehmen nahm nahmen", "zu", Claim.RISE),
        ("legt legen legte legten", "zu", Claim.RISE),
        ("nimmt nehmen nahm nahmen", "ab", Claim.FALL),
        ("geht gehen ging gingen", "zurück", Claim.FALL),
        ("hält halten hielt hielten", "sich", Claim.HOLD),
    )
    for form in forms.split()
}
CLAIMING = frozenset(CLAIMS) | {verb for verb, _ in PARTED}
# «Immer mehr» and «Mehr …» at the beginning are about time; elsewhere it may be about places.
MORE = _words("mehr weniger")
# Superlatives that must stand behind «am»: «die meisten Gemeinden» is another matter.
ADVERBS = _words("meisten wenigsten")

# Words that change nothing about a claim.
FILLERS = _words(
    "der die das den dem des ein eine einen einem einer in im an am auf für von vom zu zum zur "
    "bei und aber doch jedoch dagegen während ist sind war waren bleibt bleiben blieb blieben geblieben "
    "hat haben hatte hatten lebt leben lebten gibt gab liegt liegen lag wohnen sich immer weiter "
    "weiterhin stetig ständig deutlich stark leicht kräftig etwas spürbar langsam schnell auch "
    "viele viel stand jahr"
)
# At the end these belong to the verb and make another one of it: «fällt auf».
PREFIXES = _words("an auf bei für in von zu")
# Words that join two statements, if each side of them states something.
JOINTS = _words("und aber doch jedoch während dagegen")
# Known words that make a statement narrower than the check can see: it is left alone.
LIMITS = _words(
    "jahre jahren lang zunächst erst dann danach davor zuletzt wieder erneut kaum fast nicht "
    "kein keine nie noch nur einmal zweimal dreimal zwei drei vier fünf sechs sieben acht neun "
    "zehn elf zwölf"
)
# What stands for the thing that is shown, by the unit: a share may rise while the number falls.
OF_ANY = _words("sie er es wert werte")
OF_SHARES = _words("anteil anteile quote quoten rate")
OF_COUNTS = _words("zahl zahlen")
PEOPLE = _words("menschen leute personen")
# Words in an indicator's title behind which it says of whom or of what it speaks.
NARROWING = _words("der des von mit ohne unter über ab in je")

_ENDING = re.compile(r"(?<=\w{4})(?::?innen|igkeit|en|es|er|in|e|n|s)\Z")


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """Return a word without its endings: Einwohner, Einwohnerinnen and Einwohner:innen are one."""
    text, shorter = "", fold(word)
    while text != shorter:
        text, shorter = shorter, _ENDING.sub("", shorter)
    return text
