"""What is wrong with a head that is no YAML, said in German: message, place and way out."""

import re

import yaml

from plugins.manuscript.sources import Source

_NO_SPACE = re.compile(r"^[\w-]+:[^\s\"']", re.MULTILINE)
_BEHIND_QUOTE = re.compile(r"^[\w-]+:\s*\"[^\"]*\"\s*[^\s#]")

# A word of the parser's problem (PyYAML and libyaml), what it means, what to do.
_PROBLEMS = (
    (
        ("mapping values are not allowed",),
        "Hier steht ein Doppelpunkt mitten in einem Wert.",
        'Setzen Sie den ganzen Wert in Anführungszeichen: {key}: "{value}"',
    ),
    (
        ("cannot start any token",),
        "Mit diesem Zeichen darf ein Wert nicht beginnen (vielleicht ein Tabulator).",
        "Setzen Sie den Wert in Anführungszeichen, und rücken Sie nur mit Leerzeichen ein.",
    ),
    (
        ("quoted scalar",),
        "Ein Anführungszeichen wird nicht geschlossen.",
        'Setzen Sie an das Ende des Wertes noch einmal ".',
    ),
    (
        ("flow sequence",),
        "Eine Liste wird nicht geschlossen.",
        "Eine Liste beginnt mit [ und endet mit ]: felder: [senioren, wohnen].",
    ),
    (
        ("alias", "anchor", "tag"),
        "Ein Wert beginnt mit einem Sonderzeichen (* & ! %).",
        "Setzen Sie den ganzen Wert in Anführungszeichen.",
    ),
    (
        ("",),
        "Der Kopf ist an dieser Stelle nicht lesbar.",
        "Jede Zeile des Kopfes heißt «angabe: wert», ohne Einrückung.",
    ),
)


def explain(
    error: yaml.YAMLError, text: str, source: Source, offset: int
) -> tuple[int, int, str, str]:
    """Return line, column, message and advice; `text` begins on the file's line `offset`."""
    if isinstance(error, yaml.reader.ReaderError):
        before = text[: error.position]
        return (
            before.count("\n") + offset,
            error.position - before.rfind("\n"),
            "Hier steht ein unsichtbares Steuerzeichen.",
            "Löschen Sie es; es kommt oft aus Word. Tippen Sie die Zeile im Zweifel neu.",
        )
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context", None) or ""
    if "flow sequence" in context or "quoted" in context:
        mark = getattr(error, "context_mark", None)  # where it was opened says more than the end
    line = (mark.line if mark else 0) + offset
    column = (mark.column if mark else 0) + 1
    # A missing space is noticed by the parser only on a later line.
    glued = _NO_SPACE.search(text)
    if glued is not None and text.count("\n", 0, glued.start()) + offset <= line:
        line = text.count("\n", 0, glued.start()) + offset
        message = "Nach dem Doppelpunkt fehlt ein Leerzeichen."
        return (line, len(glued[0]), message, "Eine Angabe heißt «titel: Text».")
    problem = f"{getattr(error, 'problem', None) or ''} {context}"
    return (line, column, *_say(problem, source.line(line)))


def _say(problem: str, line: str) -> tuple[str, str]:
    key, _, value = (part.strip() for part in line.partition(":"))
    if _BEHIND_QUOTE.match(line):
        message = "Hinter dem schließenden Anführungszeichen steht noch Text."
        return message, f"Setzen Sie den ganzen Wert in einfache: {key}: '{value}'"
    message, advice = next(
        (message, advice)
        for words, message, advice in _PROBLEMS
        if any(word in problem for word in words)
    )
    return message, advice.format(key=key, value=value.replace('"', "'"))
