"""HTML typed into a text: what the site's rules do not allow is named, the rest passes.

The site is served with a content security policy without inline style or script, and nothing is
loaded from elsewhere; such HTML would be dead on the page or break that promise.
"""

import re

_RULES = (
    (
        re.compile(
            r"<\s*(script|style|iframe|object|embed|link|meta|base|form|input|button)\b",
            re.IGNORECASE,
        ),
        "Das HTML-Element {0} ist nicht möglich.",
        "Lassen Sie es weg; für Diagramme gibt es den Block ```diagramm.",
    ),
    (
        re.compile(r"<\s*(a|img|h[1-6])\b", re.IGNORECASE),
        "Das HTML-Element {0} wird nicht geprüft und ist deshalb nicht möglich.",
        "Schreiben Sie es in Markdown: [Text](Adresse), ![Alternativtext](Bild), ## Überschrift.",
    ),
    (
        re.compile(r"(\[\[\s*\w+\s*:[^\[\]]*\]\])"),
        "In HTML wird {0} nicht eingesetzt.",
        "Schreiben Sie den Absatz in Markdown.",
    ),
    (
        re.compile(r"\s(style)\s*=", re.IGNORECASE),
        "Eigene Gestaltung (style) ist nicht möglich.",
        "Lassen Sie sie weg; das Aussehen bestimmt die Website.",
    ),
    (
        re.compile(r"\s(on[a-z]+)\s*=", re.IGNORECASE),
        "Programmcode ({0}) ist nicht möglich.",
        "Lassen Sie ihn weg.",
    ),
    (
        re.compile(r"\ssrc(?:set)?\s*=\s*[\"']?((?:https?:)?//[^\"'\s>]+)", re.IGNORECASE),
        "„{0}“ würde von einer fremden Website geladen.",
        "Legen Sie die Datei in content/bilder/ (Rechte vorher klären).",
    ),
)


def forbidden(html: str) -> list[tuple[str, str, str]]:
    """Return (text as typed, message, advice) for each thing that may not stand in a page."""
    return [
        (match[1], message.format(match[1]), advice)
        for pattern, message, advice in _RULES
        for match in pattern.finditer(html)
    ]
