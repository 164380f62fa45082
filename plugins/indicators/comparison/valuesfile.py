"""The values of an area for programs: what its page shows, and the exact numbers behind it (JSON)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plugins.indicators.data.areas import Area, Areas
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.observations import SIGNS
from plugins.indicators.files.tidy import exact
from plugins.indicators.profile.facts import Fact
from plugins.indicators.profile.table import Row

FILE = "werte.json"
_TERMS = (
    "Weitergeben darf man nur Werte mit lizenz_geprueft. Quelle und Methode: Seite des Indikators."
)


_WRITER = json.JSONEncoder(ensure_ascii=False)


@dataclass(frozen=True)
class Places:
    """Public addresses: of the area's page, and of indicators' pages, with `{indikator}` for the key."""

    page: str
    indicators: str


def values_file(area: Area, areas: Areas, rows: Sequence[Row], places: Places) -> str:
    """Return the JSON of the rows of its table: a row per indicator, its latest value and the change of it.

    `text` is what pages show, `wert` has every digit of the data and is null where there is none; then
    `zeichen` and `grund` say why. Times are `2024` or `2024-09`. `lizenz` counts `lizenzen` from 0.
    """
    indicators = [row.fact.indicator for row in rows]
    terms = list(dict.fromkeys(map(_terms, indicators)))
    head = {
        "gebiet": {
            "schluessel": area.key,
            "name": area.short,
            "amtlicher_name": area.name,
            "ebene": areas.level(area.level).singular,
            "adresse": places.page,
        },
        "stand": max((indicator.as_of for indicator in indicators), default=""),
        "indikatoren": places.indicators,
        "hinweis": _TERMS,
        "lizenzen": terms,
    }
    about = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    values = ",\n".join(_object(_row(row, terms.index(_terms(row.fact.indicator)))) for row in rows)
    return f'{about},\n "werte": [\n{values}\n ]\n}}\n'


def _terms(indicator: Indicator) -> str:
    return "; ".join(licence.title for licence in indicator.licences)


def _row(row: Row, licence: int) -> Mapping[str, Any]:
    fact, change = row.fact, row.change
    return {
        "indikator": fact.indicator.key,
        "zeit": fact.time,
        "text": fact.text,
        "wert": fact.value,
        **dict(_sign(fact)),
        **({"veraenderung": change.text, "seit": change.first.time} if change else {}),
        "lizenz": licence,
        "lizenz_geprueft": fact.indicator.licence_checked,
    }


def _sign(fact: Fact) -> Iterator[tuple[str, str]]:
    if fact.status:
        yield "zeichen", fact.status
        yield "grund", SIGNS.get(fact.status, "vorläufig")


def _object(row: Mapping[str, Any]) -> str:
    """Return a row; its number is written as the data have it, not through a float."""
    parts = (
        (exact(value) or "null") if name == "wert" else _WRITER.encode(value)
        for name, value in row.items()
    )
    inside = ",".join(f'"{name}":{part}' for name, part in zip(row, parts, strict=True))
    return f"{{{inside}}}"
