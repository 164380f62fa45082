"""`[[jahr: 2024, beitraege]]`: a count of the year in a sentence."""

from collections.abc import Mapping

from plugins.manuscript.directives import Inline
from plugins.manuscript.faults import Fault, Faults
from plugins.manuscript.suggestions import fold, suggest
from plugins.reviews.facts import YearFacts

_ARGUMENTS = 2


def year_count(directive: Inline, faults: Faults, years: Mapping[int, YearFacts]) -> str:
    """Return the count as digits; what cannot be counted is a fault and comes out empty."""

    def fault(number: int, message: str, advice: str) -> str:
        word = directive.arguments[number] if number < len(directive.arguments) else ""
        column = directive.columns[min(number, len(directive.columns) - 1)]
        faults.add(
            Fault(
                directive.path,
                directive.line,
                column,
                message,
                advice,
                directive.excerpt,
                len(word) or 1,
            )
        )
        return ""

    if len(directive.arguments) != _ARGUMENTS:
        return fault(
            0,
            "Die Angabe [[jahr: …]] braucht ein Jahr und was zu zählen ist.",
            "Schreiben Sie zum Beispiel [[jahr: 2024, beitraege]].",
        )
    year, what = directive.arguments
    facts = years.get(int(year)) if year.isdecimal() else None
    if facts is None:
        known = ", ".join(str(known) for known in years) or "noch keines"
        return fault(
            0, f"Aus dem Jahr „{year}“ gibt es keine Beiträge.", f"Beiträge gibt es aus: {known}."
        )
    count = facts.count(fold(what))
    if count is None:
        words = ["beitraege", "veroeffentlicht", *facts.kinds, *facts.fields]
        return fault(1, f"„{what}“ lässt sich nicht zählen.", suggest(what, words))
    return str(count)
