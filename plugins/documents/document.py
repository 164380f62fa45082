"""A document as a sentence says it: a link with type and size, or that it is not here yet."""

from pathlib import Path
from urllib.parse import quote
from xml.etree.ElementTree import Element

from plugins.manuscript.directives import Inline
from plugins.manuscript.faults import Fault, Faults
from plugins.manuscript.suggestions import suggest

_NBSP = "\N{NO-BREAK SPACE}"
_KB, _MB = 1000, 1_000_000


def document(directive: Inline, faults: Faults, folder: Path) -> Element | str:
    """Return the link for `[[datei: name.pdf, Bezeichnung, Stand]]`; the state may be missing.

    A file that is not there is no fault: the text says so, and the link appears with the file. A name that looks
    like one that is there is a slip, and a fault.
    """
    name, *words = directive.arguments
    if not name or not words or not words[0]:
        faults.add(
            _fault(
                directive,
                "Die Angabe [[datei: …]] braucht einen Dateinamen und eine Bezeichnung.",
                "Schreiben Sie zum Beispiel [[datei: bericht.pdf, Der dritte Bericht]].",
            )
        )
        return ""
    label, state = words[0], ", ".join(words[1:])
    file = folder / name
    if "/" in name or "\\" in name or name.startswith("."):
        advice = "Legen Sie die Datei in content/dokumente/ und schreiben Sie nur ihren Namen."
        faults.add(_fault(directive, f"„{name}“ ist kein Dateiname.", advice))
        return ""
    if not file.is_file():
        known = [each.name for each in folder.glob("[!.]*")] if folder.is_dir() else []
        guess = suggest(name, known)
        if guess.startswith("Meinten"):
            faults.add(_fault(directive, f"Die Datei „{name}“ gibt es nicht.", guess))
            return ""
        absent = Element("span", {"class": "absent"})
        absent.text = f"{label} (liegt hier noch nicht vor)"
        return absent
    whole = Element("span")
    link = Element("a", {"href": quote(f"/dokumente/{name}")})
    link.text = label
    facts = [file.suffix[1:].upper(), _size(file.stat().st_size), state]
    link.tail = f" ({', '.join(fact for fact in facts if fact)})"
    whole.append(link)
    return whole


def _size(size: int) -> str:
    """Return `4,2 MB` or `310 KB`, rounded up: nobody loads more than was said."""
    if size >= _MB:
        tenths = -(-size * 10 // _MB)
        return f"{tenths // 10},{tenths % 10}{_NBSP}MB"
    return f"{-(-size // _KB)}{_NBSP}KB"


def _fault(directive: Inline, message: str, advice: str) -> Fault:
    place = directive.line, directive.columns[0]
    length = len(directive.arguments[0]) or 1
    return Fault(directive.path, *place, message, advice, directive.excerpt, length)
