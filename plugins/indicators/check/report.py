"""The German report of a check for the terminal."""

from decimal import Decimal
from textwrap import fill

from plugins.indicators.check.inspection import Inspection
from plugins.indicators.data.number import NBSP, german

_WIDTH = 88


def full_report(found: Inspection) -> str:
    """Return everything: errors, hints, licences, and the table at the end."""
    blocks = []
    for title, faults in (("Fehler", found.errors), ("Hinweise", found.hints)):
        if faults:
            blocks.append("\n\n".join([_headline(title, len(faults)), *map(str, faults)]))
    if found.unchecked:
        count = f"{len(found.unchecked)} von {found.indicators}"
        title = f"Lizenz noch nicht geprüft (lizenz_geprueft: false) bei {count}{NBSP}Indikatoren"
        blocks.append(f"{title}:\n{fill(', '.join(found.unchecked), _WIDTH)}")
    return "\n\n".join([*blocks, _table(found)])


def brief_report(found: Inspection) -> str:
    """Return the errors only, and one sentence: what a build says."""
    counted = f"{_count(found.indicators, 'Indikator', 'Indikatoren')}, "
    counted += _count(found.rows, "Beobachtung", "Beobachtungen")
    errors = _count(len(found.errors), "Fehler", "Fehler") if found.errors else "keine Fehler"
    sentence = f"Daten geprüft: {counted}, {errors}"
    if found.hints:
        sentence += f", {_count(len(found.hints), 'Hinweis', 'Hinweise')} (zeigt: inv data.check)"
    return "\n\n".join([*map(str, found.errors), f"{sentence}."])


def _headline(title: str, count: int) -> str:
    return f"{title} ({count})\n{'─' * _WIDTH}"


def _table(found: Inspection) -> str:
    facts = {
        "Indikatoren": found.indicators,
        "Beobachtungen": found.rows,
        "Gebiete": found.areas,
        "Fehler": len(found.errors),
        "Hinweise": len(found.hints),
        "Lizenz ungeprüft": len(found.unchecked),
    }
    lines = [f"{name:<18}{german(Decimal(count), 0):>12}" for name, count in facts.items()]
    return "\n".join(["─" * 30, *lines, "─" * 30])


def _count(number: int, one: str, many: str) -> str:
    return f"{german(Decimal(number), 0)}{NBSP}{one if number == 1 else many}"
