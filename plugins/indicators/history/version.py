"""One version of the data: each series with its rows, and the facts that its readers rely on.

Two versions are equal if they say the same: order of rows, `10.5` for `10.50`, titles and hints do
not count.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from plugins.indicators.data.package import FILE
from plugins.indicators.data.rows import read_observations

Cells = Mapping[tuple[str, str], str]
# The bytes of a file of the folder by its name; None where there is none.
Files = Callable[[str], bytes | None]


@dataclass(frozen=True)
class SeriesVersion:
    """A series as it was: facts by their German key; a cell is `wert,status` by area and time.

    `title` only names the series: a change of it is no change of the data. Of one that `keeps_secrets`
    no value is told again.
    """

    title: str = field(compare=False)
    facts: Mapping[str, str]
    cells: Cells
    keeps_secrets: bool = field(default=False, compare=False)


Version = Mapping[str, SeriesVersion]


def _parts(entries: list[dict[str, Any]], *keys: str, between: str = ": ") -> str:
    return "; ".join(between.join(str(each[key]) for key in keys) for each in entries)


# What a reader must know to use a number rightly. The date of the source goes with new rows anyway.
_FACTS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "messgroesse": lambda raw: str(raw["messgroesse"]),
    "definition": lambda raw: str(raw["definition"]),
    "einheit": lambda raw: str(raw["einheit"]),
    "methode": lambda raw: str(raw["methode"]),
    "quelle": lambda raw: _parts(raw["sources"], "herausgeber", "title"),
    "lizenz": lambda raw: _parts(raw["licenses"], "title"),
    "weitergabe": lambda raw: "im Datenpaket" if raw["lizenz_geprueft"] else "nicht im Datenpaket",
    "bruch": lambda raw: _parts(raw.get("brueche", []), "ab", "grund"),
}
FACTS = tuple(_FACTS)


def read_version(files: Files) -> Version | None:
    """Return the version that the files make; None if its package is no package.

    Faulty rows, and series that lack what is read here, are left out: no reader ever saw them. It asks
    for no more than that, because what a package must have today it need not have had then.
    """
    try:
        raw = json.loads((files(FILE) or b"{}").decode("utf-8-sig"))
    except ValueError:
        return None
    listed = raw.get("resources") if isinstance(raw, dict) else None
    made = {
        str(each.get("name")): _series(each, files)
        for each in (listed if isinstance(listed, list) else ())
        if isinstance(each, dict) and each.get("art") == "indikator"
    }
    return {key: each for key, each in made.items() if each is not None}


def _series(raw: Mapping[str, Any], files: Files) -> SeriesVersion | None:
    try:
        facts = {name: fact(raw) for name, fact in _FACTS.items()}
        content = files(raw["path"])
        if content is None:
            return None
        return SeriesVersion(raw["title"], facts, _cells(content), bool(raw.get("geheimhaltung")))
    except (KeyError, TypeError):
        return None


# A file that did not change from version to version is read once.
@lru_cache(maxsize=4096)
def _cells(content: bytes) -> Cells:
    text = content.decode("utf-8-sig", errors="replace")
    areas = {line.partition(",")[0] for line in text.splitlines()}
    observed, _ = read_observations(text, "", areas)
    return {
        place: f"{'' if value is None else _plain(format(value, 'f'))},{status}"
        for place, (value, status) in observed.by_key.items()
    }


def _plain(number: str) -> str:
    """Return a number without zeros that say nothing."""
    plain = number.rstrip("0").removesuffix(".") if "." in number else number
    return "0" if plain == "-0" else plain


def fingerprint(version: Version) -> str:
    """Return sixteen signs that are the same for versions that say the same."""
    said = {
        key: [sorted(each.facts.items()), sorted(each.cells.items())]
        for key, each in version.items()
    }
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
