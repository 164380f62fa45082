"""The rank among the areas of the same level, in words: «am zweithöchsten»."""

from decimal import Decimal

from plugins.indicators.data.areas import Area
from plugins.indicators.data.errors import WordError
from plugins.indicators.inline.subject import Spoken, Subject

_ORDINALS = (
    *("", "zweit", "dritt", "viert", "fünft", "sechst"),
    *("siebt", "acht", "neunt", "zehnt", "elft", "zwölft"),
)
_FROM_BELOW = 3  # «am drittniedrigsten» is still clearer than a number from above
_NAMED = 2


def rank(subject: Subject) -> Spoken:
    """Say the rank of an area's value, ties included. Raises WordError where there is none.

    Compared are the exact values of today's areas of the level that have one at this time.
    """
    (value,) = subject.values
    if subject.area.is_former:
        raise WordError(
            f"„{subject.area.short}“ gibt es nicht mehr und hat unter den heutigen Gebieten keinen Rang.",
            "Schreiben Sie die Angabe ohne „rang“.",
        )
    others = _others(subject)
    if not others:
        raise WordError(
            f"Für „{subject.area.short}“ gibt es keinen Rang: Auf seiner Ebene steht es allein.",
            "Einen Rang haben Gebiete, die sich mit anderen ihrer Art vergleichen lassen.",
        )
    equal = [area for area, other in others if other == value]
    if len(equal) == len(others):
        raise WordError(
            "Einen Rang gibt es hier nicht: Alle Gebiete dieser Ebene haben denselben Wert.",
            "Schreiben Sie die Angabe ohne „rang“.",
        )
    above = sum(other > value for _, other in others)
    below = sum(other < value for _, other in others)
    return Spoken(
        _company(equal) + rank_words(above + 1, below + 1, len(others) + 1), Decimal(above + 1)
    )


def _others(subject: Subject) -> list[tuple[Area, Decimal]]:
    """Return the other areas of the level with their values."""
    (time,) = subject.times
    seen = (
        (area, subject.observations.at(area.key, time))
        for area in subject.package.areas.of_level(subject.area.level)
        if area != subject.area
    )
    return [(area, one.value) for area, one in seen if one and one.value is not None]


def rank_words(from_above: int, from_below: int, count: int) -> str:
    """Count from the end that is nearer; far from both ends a number says more than a word."""
    if from_below < from_above and from_below <= _FROM_BELOW:
        return f"am {_ORDINALS[from_below - 1]}niedrigsten"
    if from_above <= len(_ORDINALS):
        return f"am {_ORDINALS[from_above - 1]}höchsten"
    return f"an {from_above}. Stelle von {count}"


def _company(equal: list[Area]) -> str:
    """Return «gemeinsam mit Ahausen » if others have the same value."""
    if not equal:
        return ""
    names = " und ".join(area.short for area in equal)
    who = names if len(equal) <= _NAMED else f"{len(equal)} anderen"
    return f"gemeinsam mit {who} "
