"""The head of a manuscript: YAML between two lines of `---`, every value with its place.

Values are kept as the editor wrote them (YAML's own guesses, where `no` is false and `2024-02-31`
breaks the parser, are not made); the schema gives them their meaning.
"""

import re
from dataclasses import dataclass, field

import yaml

from plugins.manuscript.faults import Fault, Faults
from plugins.manuscript.sources import Source
from plugins.manuscript.suggestions import fold
from plugins.manuscript.yamlfaults import explain

# libyaml's parser is ten times faster; both give the same marks.
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_FENCE = "---"
_AFTER_COLON = re.compile(r"^([\w-]+:)\u00a0", re.MULTILINE)


@dataclass(frozen=True)
class Scalar:
    """One value and its place in the file."""

    text: str
    line: int
    column: int


@dataclass(frozen=True)
class Entry:
    """One line of the head: a key with one value or a list of values."""

    key: Scalar
    values: tuple[Scalar, ...]
    is_list: bool


@dataclass(frozen=True)
class Header:
    """The entries by `canonical` key, and the file's line on which the text begins."""

    entries: dict[str, Entry] = field(default_factory=dict)
    body_line: int = 1


def read_header(source: Source, faults: Faults) -> Header | None:
    """Return the head of `source`, or None (and a fault) when there is none to be read."""
    start = next((n for n, line in enumerate(source.lines) if line.strip()), 0)
    if source.lines[start].rstrip() != _FENCE:
        faults.add(
            Fault(
                source.path,
                start + 1,
                1,
                "Der Kopf der Datei fehlt.",
                "Die erste Zeile muss --- sein; «inv new» legt eine Datei mit fertigem Kopf an.",
                source.lines[start],
                len(source.lines[start]) or 1,
            )
        )
        return None
    end = next(
        (n for n in range(start + 1, len(source.lines)) if source.lines[n].rstrip() == _FENCE), None
    )
    if end is None:
        faults.add(
            Fault(
                source.path,
                start + 1,
                1,
                "Dem Kopf der Datei fehlt das Ende.",
                "Setzen Sie unter die letzte Angabe des Kopfes eine Zeile mit ---.",
                source.lines[start],
                len(_FENCE),
            )
        )
        return None
    # A no-break space behind the colon, as Word writes it, is a space.
    text = _AFTER_COLON.sub(r"\1 ", "\n".join(source.lines[start + 1 : end]))
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        line, column, message, advice = explain(error, text, source, start + 2)
        faults.add(Fault(source.path, line, column, message, advice, source.line(line)))
        return None
    if node is None:
        return Header({}, end + 2)
    if not isinstance(node, yaml.MappingNode):
        faults.add(
            Fault(
                source.path,
                start + 2,
                1,
                "Der Kopf besteht nicht aus Zeilen «angabe: wert».",
                "Schreiben Sie je Zeile eine Angabe, dann einen Doppelpunkt und ein Leerzeichen.",
                source.line(start + 2),
            )
        )
        return None
    return Header(_entries(node, source, start + 2, faults), end + 2)


def about(value: Scalar, source: Source, message: str, advice: str) -> Fault:
    """Return a fault that marks a key or a value of the head."""
    excerpt = source.line(value.line)
    return Fault(source.path, value.line, value.column, message, advice, excerpt, len(value.text))


def canonical(name: str) -> str:
    """Return the form under which a key is known: `Bild-Alt` and `bild_alt` are one."""
    return fold(name).replace("-", "_").replace(" ", "_")


def _entries(
    node: yaml.MappingNode, source: Source, offset: int, faults: Faults
) -> dict[str, Entry]:
    entries: dict[str, Entry] = {}
    for key_node, value_node in node.value:
        key = _scalar(key_node, offset)
        name = canonical(key.text)
        if isinstance(value_node, yaml.SequenceNode):
            values = tuple(_scalar(item, offset) for item in value_node.value)
        else:
            values = (_scalar(value_node, offset),)
        if name in entries:
            faults.add(
                Fault(
                    source.path,
                    key.line,
                    key.column,
                    f"„{key.text}“ steht doppelt im Kopf.",
                    f"Zuerst steht es in Zeile {entries[name].key.line}; löschen Sie eines.",
                    source.line(key.line),
                    len(key.text),
                )
            )
            continue
        entries[name] = Entry(key, values, isinstance(value_node, yaml.SequenceNode))
    return entries


def _scalar(node: yaml.Node, offset: int) -> Scalar:
    """Return a node's text; a nested mapping comes out as text no schema accepts."""
    text = node.value if isinstance(node, yaml.ScalarNode) else "{…}"
    quoted = isinstance(node, yaml.ScalarNode) and node.style in {"'", '"'}
    if not quoted and text in {"~", "null"}:
        text = ""
    mark = node.start_mark
    return Scalar(text.strip(), mark.line + offset, mark.column + 1)
