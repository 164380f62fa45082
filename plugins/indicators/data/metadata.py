"""The metadata of an indicator: its resource in `datapackage.json`, with the German keys.

Nothing is guessed: what is missing or wrong is a fault.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Any

from plugins.indicators.data.indicator import Break, Indicator, Licence, Rate, Source
from plugins.indicators.data.number import Unit
from plugins.indicators.data.secrecy import find_unfit, read_secrecy
from plugins.manuscript.faults import Fault
from plugins.manuscript.suggestions import suggest

REQUIRED = {
    "name": str,
    "path": str,
    "title": str,
    "kurztitel": str,
    "messgroesse": str,
    "definition": str,
    "methode": str,
    "einheit": str,
    "nachkommastellen": int,
    "additiv": bool,
    "stand": str,
    "sources": list,
    "licenses": list,
    "lizenz_geprueft": bool,
    "dimension": str,
    "felder": list,
}
OPTIONAL = {
    "einheit_einzahl": str,
    "eigene_berechnung": bool,
    "brueche": list,
    "hinweise": list,
    "hinweise_fehlend": list,
    "seite": bool,
    "summe_aus": list,
    "veraenderung_von": str,
    "geheimhaltung": dict,
}
# All three or none: the indicator is a rate of two others.
RATE: Mapping[str, Any] = {"zaehler": str, "nenner": str, "faktor": int | float}
# What each entry of a list says.
PARTS = {
    "sources": ("title", "herausgeber"),
    "licenses": ("title",),
    "brueche": ("ab", "grund"),
}


def find_missing(
    resource: Mapping[str, Any], path: str, text: str, levels: Collection[str] = ()
) -> Iterator[Fault]:
    """Yield a fault for each key that an indicator lacks or that is of the wrong kind.

    `levels` are the keys of the levels of areas that a note can be about, if they are known.
    """
    key = str(resource.get("name", "?"))
    about = f"Beim Indikator „{key}“"
    problems = list(_problems(resource))
    for problem in problems:
        yield Fault(path, line_of(text, key), 0, f"{about} {problem}")
    if levels and not problems:
        for level in dict.fromkeys(name for _, names in _hints(resource) for name in names):
            if level not in levels:
                message = f"{about} nennt „hinweise“ die Ebene „{level}“, die es nicht gibt."
                yield Fault(path, line_of(text, key), 0, message, suggest(level, levels))


def _problems(resource: Mapping[str, Any]) -> Iterator[str]:
    rate = dict.fromkeys(RATE) if resource.keys() & RATE.keys() else {}
    for name, kind in {**REQUIRED, **OPTIONAL, **RATE}.items():
        value = resource.get(name)
        if value is None:
            if name in REQUIRED or name in rate:
                yield f"fehlt „{name}“."
        elif not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
            yield f"passt „{name}“ nicht: {value!r}."
        elif isinstance(value, list):
            for part in value:
                yield from _parts(name, part)
    yield from find_unfit(resource)


def _parts(name: str, part: object) -> Iterator[str]:
    """Yield what is wrong with one entry of a list."""
    needed = PARTS.get(name)
    if name == "summe_aus":
        if not isinstance(part, list) or not part or not all(isinstance(one, str) for one in part):
            yield f"passt ein Eintrag von „{name}“ nicht: {part!r}."
        return
    if not needed:
        if not isinstance(part, str) and not (name == "hinweise" and _is_hint(part)):
            yield f"passt ein Eintrag von „{name}“ nicht: {part!r}."
        return
    for key in needed:
        if not isinstance(part, dict) or not isinstance(part.get(key), str):
            yield f"fehlt in „{name}“ das Wort „{key}“."


def _is_hint(part: object) -> bool:
    """Tell whether an entry is a note about some levels: `{"text": …, "ebenen": ["gemeinde"]}`."""
    return (
        isinstance(part, dict)
        and part.keys() == {"text", "ebenen"}
        and isinstance(part["text"], str)
        and isinstance(part["ebenen"], list)
        and bool(part["ebenen"])
        and all(isinstance(level, str) for level in part["ebenen"])
    )


def _hints(resource: Mapping[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the notes with the levels that each is about; none: all."""
    return [
        (each, ()) if isinstance(each, str) else (each["text"], tuple(each["ebenen"]))
        for each in resource.get("hinweise", [])
    ]


def line_of(text: str, key: str) -> int:
    """Return the line where a resource is named: the nearest place an editor can look at."""
    wanted = f'"name":{json.dumps(key, ensure_ascii=False)}'
    for number, line in enumerate(text.splitlines(), 1):
        if wanted in line.replace(" ", ""):
            return number
    return 0


def read_indicator(raw: Mapping[str, Any]) -> Indicator:
    """Return the indicator of a resource that lacks nothing."""
    return Indicator(
        key=raw["name"],
        file=raw["path"],
        title=raw["title"],
        short_title=raw["kurztitel"],
        measure=raw["messgroesse"],
        definition=raw["definition"],
        method=raw["methode"],
        unit=Unit(
            raw["einheit"], raw.get("einheit_einzahl", raw["einheit"]), raw["nachkommastellen"]
        ),
        additive=raw["additiv"],
        as_of=raw["stand"],
        sources=tuple(
            Source(each["title"], each["herausgeber"], each.get("path", ""), each.get("stand", ""))
            for each in raw["sources"]
        ),
        licences=tuple(Licence(each["title"], each.get("path", "")) for each in raw["licenses"]),
        licence_checked=raw["lizenz_geprueft"],
        own_calculation=raw.get("eigene_berechnung", False),
        breaks=tuple(Break(each["ab"], each["grund"]) for each in raw.get("brueche", [])),
        notes=tuple(text for text, _ in _hints(raw)),
        levels_of_notes={text: levels for text, levels in _hints(raw) if levels},
        notes_if_missing=tuple(raw.get("hinweise_fehlend", [])),
        dimension=raw["dimension"],
        fields=tuple(raw["felder"]),
        has_page=raw.get("seite", True),
        rate=Rate(raw["zaehler"], raw["nenner"], Decimal(str(raw["faktor"])))
        if "zaehler" in raw
        else None,
        sums=tuple(tuple(group) for group in raw.get("summe_aus", [])),
        change_of=raw.get("veraenderung_von", ""),
        secrecy=read_secrecy(raw.get("geheimhaltung")),
    )
