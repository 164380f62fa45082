"""A table as plain text: aligned columns, or „Kopf: Wert“ for each row where those are too wide."""

from collections.abc import Callable
from itertools import zip_longest
from textwrap import wrap

from bs4 import Tag

_GAP = "  "
Row = list[str]


def table_lines(table: Tag, width: int, text_of: Callable[[Tag], str]) -> list[str]:
    """Return the lines of a table; `text_of` gives the text of a cell or a caption in one line."""
    caption = table.caption
    title = [text_of(caption), ""] if caption and text_of(caption) else []
    rows = [_row(tr, text_of) for tr in table.find_all("tr")]
    rows = [row for row in rows if any(row)]
    if not rows:
        return title[:1]
    columns = [list(column) for column in zip_longest(*rows, fillvalue="")]
    widths = [max(map(len, column)) for column in columns]
    head = _head(table)
    if sum(widths) + len(_GAP) * (len(widths) - 1) > width:
        return title + [
            part for line in _as_pairs(rows, head=head) for part in _wrapped(line, width)
        ]
    right = [all(_is_number(cell) for cell in column[head:] if cell) for column in columns]
    lines = [
        _GAP.join(
            cell.rjust(size) if to_right else cell.ljust(size)
            for cell, size, to_right in zip(row, widths, right, strict=True)
        ).rstrip()
        for row in zip(*columns, strict=True)
    ]
    if head:
        lines.insert(1, _GAP.join("-" * size for size in widths))
    return title + lines


def _row(tr: Tag, text_of: Callable[[Tag], str]) -> Row:
    return [text_of(cell) for cell in tr.find_all(["td", "th"], recursive=False)]


def _head(table: Tag) -> bool:
    first = table.tr
    cells = first.find_all(["td", "th"], recursive=False) if first else []
    return len(cells) > 1 and all(cell.name == "th" for cell in cells)


def _wrapped(line: str, width: int) -> list[str]:
    return wrap(line, width, subsequent_indent="  ", break_long_words=False) or [""]


def _as_pairs(rows: list[Row], *, head: bool) -> list[str]:
    if not head:
        return [", ".join(cell for cell in row if cell) for row in rows]
    names, *values = rows
    lines: list[str] = []
    for row in values:
        pairs = zip_longest(names, row, fillvalue="")
        lines += [f"{name}: {cell}" if name else cell for name, cell in pairs if cell]
        lines.append("")
    return lines[:-1]


def _is_number(text: str) -> bool:
    return text.strip().lstrip("+−–-± ")[:1].isdigit()
