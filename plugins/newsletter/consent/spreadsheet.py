"""Lists of subscribers as spreadsheets open them: CSV (RFC 4180) in UTF-8 with a mark, `;` between cells.

    adresse;themen;haeufigkeit;bestaetigt_am;fassung;formular;nachweis
    max@kreis.example;senioren|wohnen;woche;2026-11-22T09:30:00+01:00;2026-11-01;/newsletter/;Zeile 17 …

No topics means all. The last four columns prove the consent. A spreadsheet takes a cell that begins with
`=`, `+`, `-` or `@` for a formula and would run it; such a cell gets a `'` in front, which is taken away
again when it is read.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, TextIO

from plugins.newsletter.errors import WrongUse

COLUMNS = (
    "adresse", "themen", "haeufigkeit", "bestaetigt_am", "fassung", "formular", "nachweis",
)  # fmt: skip
ENCODING = "utf-8-sig"
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_DELIMITERS = ";,\t"


class Line(NamedTuple):
    """One row. `number`: its last line in the file, from 1; `fault`: why it cannot be read, else ""."""

    number: int
    cells: Mapping[str, str]
    fault: str = ""


def write(stream: TextIO, rows: Iterable[Mapping[str, str]]) -> int:
    """Write a list with its heading; return the number of rows."""
    writer = csv.writer(stream, delimiter=";")
    writer.writerow(COLUMNS)
    count = 0
    for row in rows:
        writer.writerow([defuse(row[column]) for column in COLUMNS])
        count += 1
    return count


def read(stream: TextIO) -> Iterator[Line]:
    """Yield the rows of a list as they are read; columns may stand in any order, others are passed over.

    Raises WrongUse where the file as a whole is none: told with the line.
    """
    line = 0
    try:
        heading = stream.readline()
        delimiter = max(_DELIMITERS, key=heading.count)
        names = [
            name.strip().lower() for name in next(csv.reader([heading], delimiter=delimiter), [])
        ]
        missing = [column for column in COLUMNS if column not in names]
        if missing:
            raise WrongUse(
                f"In der ersten Zeile der Liste fehlen Spalten: {', '.join(missing)}; nötig sind "
                f"{';'.join(COLUMNS)}."
            )
        reader = csv.reader(stream, delimiter=delimiter, strict=True)
        for cells in reader:
            line = reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            fault = "" if len(cells) == len(names) else "Es sind nicht so viele Zellen wie Spalten"
            yield Line(line, dict(zip(names, map(restore, cells), strict=False)), fault)
    except UnicodeDecodeError as error:
        raise WrongUse(
            f"Die Liste ist nach Zeile {line} nicht in UTF-8 geschrieben; speichern Sie sie als „CSV UTF-8“."
        ) from error
    except csv.Error as error:
        raise WrongUse(
            f"Die Liste ist nach Zeile {line} kein CSV mehr; vielleicht fehlt ein Anführungszeichen."
        ) from error


def defuse(cell: str) -> str:
    """Return a cell that no spreadsheet runs."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def restore(cell: str) -> str:
    """Return what a cell was before `defuse`; every other cell stays as it is."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def joined(topics: frozenset[str] | None) -> str:
    """Return topics for one cell: `senioren|wohnen`, "" for all; names that hold `|` as a JSON list."""
    if topics is None:
        return ""
    plain = not any("|" in topic or topic != topic.strip() or topic[:1] == "[" for topic in topics)
    return "|".join(sorted(topics)) if plain else json.dumps(sorted(topics), ensure_ascii=False)


def split(cell: str) -> frozenset[str] | None:
    """Return the topics of a cell. Raises WrongUse."""
    text = cell.strip()
    if not text:
        return None
    if not text.startswith("["):
        return frozenset(part.strip() for part in text.split("|"))
    try:
        topics = json.loads(text)
    except ValueError:
        topics = None
    if not isinstance(topics, list) or not all(isinstance(topic, str) for topic in topics):
        raise WrongUse("Die Themen sind nicht zu lesen; trennen Sie sie mit „|“.")
    return frozenset(topics)
