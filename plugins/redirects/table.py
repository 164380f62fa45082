"""The table of old addresses, `content/alte-adressen.csv`: what the former site had, and where it is now.

One row a text or a list of the former site. A text says when it appeared (`zeit`), a list does not. `adresse`
is its former address, `nummer` its number (`/?p=276`); both may be unknown. It leads to the text here that
`kennung` names, else to the page in `seite`, else to the page of the first of `felder`, else to all posts.
"""

import csv
import io
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from plugins.manuscript.faults import Fault, Faults
from plugins.manuscript.sources import Source, read_source
from plugins.manuscript.suggestions import suggest
from plugins.redirects.period import Period

TABLE = "alte-adressen.csv"
COLUMNS = ("titel", "zeit", "adresse", "nummer", "felder", "seite", "kennung")
# Letters, digits and marks that every server and every pattern takes as themselves.
ADDRESS = re.compile(r"/(?:[A-Za-z0-9_~-]+(?:\.[A-Za-z0-9_~-]+)*/)+")
_PAGE = re.compile(r"/(?:[a-z0-9-]+/)*(?:#[a-z0-9-]+)?")
_NUMBER = re.compile(r"[1-9]\d{0,8}")


@dataclass(frozen=True)
class Former:
    """One row. `when` is None for a list; `path` begins and ends with a slash."""

    line: int
    title: str
    when: Period | None
    path: str
    number: str
    fields: tuple[str, ...]
    page: str
    identifier: UUID | None


def read_table(
    content: Path, root: Path, fields: Collection[str], faults: Faults
) -> tuple[list[Former], Source | None]:
    """Read the table and the lines it stands on; a site without one never moved."""
    file = content / TABLE
    if not file.exists():
        return [], None
    source = read_source(file, root, faults)
    if source is None:
        return [], None
    reader = csv.DictReader(io.StringIO("\n".join(source.lines)), strict=True)
    if tuple(reader.fieldnames or ()) != COLUMNS:
        message = "Die erste Zeile nennt nicht die Spalten der alten Adressen."
        faults.add(Fault(source.path, 1, 0, message, f"Sie lautet: {','.join(COLUMNS)}"))
        return [], source
    rows = []
    seen: dict[str, int] = {}
    try:
        for cells in reader:
            row = _Row(source, reader.line_num, cells, fields, faults)
            former = row.former()
            row.refuse_doubles(seen)
            if row.sound:
                rows.append(former)
    except csv.Error:
        message = "In dieser Zeile stimmen die Anführungszeichen nicht."
        faults.add(Fault(source.path, reader.line_num, 0, message, 'Schließen Sie jedes mit „"“.'))
    return rows, source


class _Row:
    """One row being read: each cell that is wrong becomes a fault, and the row leads nowhere."""

    def __init__(
        self,
        source: Source,
        line: int,
        cells: Mapping[str | None, str | None],
        fields: Collection[str],
        faults: Faults,
    ) -> None:
        self._source, self._line, self._fields, self._faults = source, line, fields, faults
        self.sound = True
        self._cells = {name: (cells.get(name) or "").strip() for name in COLUMNS}
        if None in cells or None in cells.values():
            advice = (
                "Prüfen Sie die Kommas; ein Titel mit Komma gehört in gerade Anführungszeichen."
            )
            self._fault("", f"Diese Zeile hat nicht {len(COLUMNS)} Spalten.", advice)

    def former(self) -> Former:
        cells = self._cells
        path = cells["adresse"] and f"{cells['adresse'].rstrip('/')}/"
        self._form(
            "adresse", ADDRESS, path, "Das ist keine Adresse dieser Website.", "/2022/05/alt/"
        )
        self._form("seite", _PAGE, cells["seite"], "Das ist keine Seite hier.", "/beitraege/")
        self._form("nummer", _NUMBER, cells["nummer"], "Das ist keine Nummer.", "276 für /?p=276")
        fields, page = self._known_fields(), cells["seite"]
        identifier = self._identifier()
        return Former(
            self._line,
            cells["titel"],
            self._when(),
            path,
            cells["nummer"],
            fields,
            page,
            identifier,
        )

    def _form(
        self, name: str, form: re.Pattern[str], value: str, message: str, example: str
    ) -> None:
        if value and not form.fullmatch(value):
            self._fault(self._cells[name], message, f"Zum Beispiel {example}.")

    def refuse_doubles(self, seen: dict[str, int]) -> None:
        for cell in filter(None, (self._cells["adresse"], self._cells["nummer"])):
            first = seen.setdefault(cell.rstrip("/").lower(), self._line)
            if first != self._line:
                self._fault(cell, f"„{cell}“ steht schon in Zeile {first}.", "Streichen Sie eine.")

    def _when(self) -> Period | None:
        text = self._cells["zeit"]
        try:
            return Period(text) if text else None
        except ValueError:
            advice = (
                "Möglich sind 2022-06-03, 2022-06, 2022-06/2022-07, 2024-23 (Herbst) und 2024; "
                "ein ~ dahinter heißt „vermutlich“."
            )
            self._fault(text, f"„{text}“ ist keine Zeitangabe.", advice)
            return None

    def _known_fields(self) -> tuple[str, ...]:
        named = [word.strip() for word in self._cells["felder"].split(";") if word.strip()]
        for word in named:
            if word not in self._fields:
                self._fault(word, f"Das Feld „{word}“ gibt es nicht.", suggest(word, self._fields))
        return tuple(word for word in named if word in self._fields)

    def _identifier(self) -> UUID | None:
        text = self._cells["kennung"]
        try:
            return UUID(text) if text else None
        except ValueError:
            advice = "Übernehmen Sie sie aus dem Kopf des Beitrags."
            self._fault(text, "Das ist keine gültige Kennung.", advice)
            return None

    def _fault(self, cell: str, message: str, advice: str) -> None:
        line = self._source.line(self._line)
        column = line.find(cell) + 1 if cell else 0
        where = (self._source.path, self._line, column)
        self._faults.add(Fault(*where, message, advice, line, len(cell)))
        self.sound = False
