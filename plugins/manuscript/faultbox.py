"""Faults as HTML: in the place of a faulty part, and all of them on every page of the preview.

Hints stand below them, in a box of their own.
"""

from collections.abc import Collection, Iterable
from html import escape
from pathlib import Path

from plugins.manuscript.faults import Fault

# The theme's base template writes it in a preview; the list takes its place when it is complete.
MARK = "<!-- faults -->"
_FEW = 5


def fault_box(faults: Iterable[Fault]) -> str:
    """Return faults as HTML, to stand where the faulty part would have stood."""
    items = "".join(
        f"<li><code>{escape(fault.place)}</code> {_sentence(fault)}</li>" for fault in faults
    )
    return (
        '<div class="fault" role="note"><p><strong>Hier stimmt etwas nicht</strong></p>'
        f"<ul>{items}</ul></div>"
    )


def fault_list(faults: Collection[Fault]) -> str:
    """Return the list of all faults of a build, for editors."""
    count = "Ein Fehler ist" if len(faults) == 1 else f"{len(faults)} Fehler sind"
    return _list(
        faults,
        "faults wrap",
        ("seite--fehler", f"{count} noch zu beheben"),
        "Dieser Hinweis steht nur in der Vorschau. Öffentlich erscheint die Website erst, wenn "
        "alles behoben ist.",
    )


def hint_list(hints: Collection[Fault]) -> str:
    """Return the list of all hints of a build, for editors."""
    count = "Ein Hinweis" if len(hints) == 1 else f"{len(hints)} Hinweise"
    return _list(
        hints,
        "faults hints wrap",
        ("seite--hinweise", f"{count} zum Nachsehen"),
        "Auch das steht nur in der Vorschau. Hinweise halten nichts auf: Die Website erscheint "
        "trotzdem.",
    )


def show_faults(output: Path, faults: Collection[Fault], hints: Collection[Fault] = ()) -> None:
    """Put the lists on every page below `output` that has a place for them."""
    html = (fault_list(faults) if faults else "") + (hint_list(hints) if hints else "")
    for page in output.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        if MARK in text:
            page.write_text(text.replace(MARK, html), encoding="utf-8")


def _list(faults: Collection[Fault], css: str, heading: tuple[str, str], lead: str) -> str:
    """Return a section whose heading has an id and a text; a long list is folded."""
    key, title = heading
    items = "".join(
        f"<li><code>{escape(fault.place)}</code><p>{_sentence(fault)}</p>{_excerpt(fault)}</li>"
        for fault in faults
    )
    return (
        f'<section class="{css}" aria-labelledby="{key}">'
        f"<details{' open' if len(faults) <= _FEW else ''}>"
        f'<summary><h2 id="{key}">{title}</h2></summary>'
        f"<p>{lead}</p><ol>{items}</ol></details></section>"
    )


def _sentence(fault: Fault) -> str:
    return escape(f"{fault.message} {fault.advice}".strip())


def _excerpt(fault: Fault) -> str:
    if not fault.excerpt:
        return ""
    before, marked, after = (escape(part) for part in fault.parts)
    marked = f"<u>{marked}</u>" if fault.column else marked
    return f"<pre>{before}{marked}{after}</pre>"
