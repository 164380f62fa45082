"""The JSON of a figure: its values, and everything one must know to use them."""

import json
from collections.abc import Iterable
from typing import Any

from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.series import Series
from plugins.indicators.files.citation import citation
from plugins.indicators.files.site import Site
from plugins.indicators.files.tidy import COLUMNS, tidy_rows
from plugins.indicators.kinds.scene import Scene

_VALUE = COLUMNS.index("wert")
# One for all cells: json.dumps makes a new one for each.
_write = json.JSONEncoder(ensure_ascii=False).encode


def json_file(scene: Scene, series: Iterable[Series], page: str, site: Site) -> str:
    """Return the JSON; `page` is the address of the figure's page from the root.

    Numbers have every digit of the data: a program that needs them exact reads them as decimals.
    """
    address = f"{site.origin}{page}"
    about = {
        "titel": scene.title,
        "untertitel": scene.subtitle,
        "beschreibung": " ".join(scene.description),
        "adresse": address,
        "hinweise": list(scene.notes),
        "zitat": citation(scene.indicators, scene.title, address, site.name),
        "indikatoren": [_metadata(each) for each in scene.indicators],
    }
    head = json.dumps(about, ensure_ascii=False, indent=1).removesuffix("\n}")
    rows = ",\n  ".join(map(_row, tidy_rows(series)))
    return f'{head},\n "werte": [\n  {rows}\n ]\n}}\n'


def _metadata(indicator: Indicator) -> dict[str, Any]:
    return {
        "schluessel": indicator.key,
        "titel": indicator.title,
        "definition": indicator.definition,
        "methode": indicator.method,
        "einheit": indicator.unit.name,
        "stand": indicator.as_of,
        "quellen": [
            {
                "titel": source.title,
                "herausgeber": source.publisher,
                "adresse": source.address,
                "stand": source.as_of,
            }
            for source in indicator.sources
        ],
        "eigene_berechnung": indicator.own_calculation,
        "lizenzen": [{"titel": each.title, "adresse": each.address} for each in indicator.licences],
        "lizenz_geprueft": indicator.licence_checked,
        "brueche": [{"ab": each.start, "grund": each.reason} for each in indicator.breaks],
        "hinweise": list(indicator.notes),
    }


def _row(cells: Iterable[str]) -> str:
    """Return an observation; its number is written as the data have it, not through a float."""
    parts = [
        (cell or "null") if number == _VALUE else _write(cell) for number, cell in enumerate(cells)
    ]
    inside = ", ".join(f'"{name}": {part}' for name, part in zip(COLUMNS, parts, strict=True))
    return f"{{{inside}}}"
