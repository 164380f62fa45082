"""What two manuscripts may not share: a kennung, an address, a year under review."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from plugins.manuscript.faults import Fault, Faults
from plugins.manuscript.manuscript import Manuscript

_T = TypeVar("_T")


def find_doubles(manuscripts: Mapping[str, Manuscript], faults: Faults) -> set[str]:
    """Name every double among what is shown; return the paths of those that lose their page.

    The later of two is the one at fault, so that what readers already know stays as it is.
    """
    ordered = sorted(manuscripts.items(), key=lambda item: _age(item[1]))
    texts = [manuscript for _, manuscript in ordered if manuscript.usable]
    paths = {manuscript.path: path for path, manuscript in ordered}

    for one, first in _twice(texts, lambda manuscript: manuscript.metadata.identifier):
        _fault(
            faults,
            one,
            "kennung",
            f"Dieselbe Kennung steht schon in {first.path}.",
            "Löschen Sie die Zeile in dem neueren der beiden; «inv kennung» schreibt dort eine neue.",
        )
    for one, first in _twice(
        texts, lambda m: m.metadata.year if m.folder == "rueckblick" else None
    ):
        _fault(
            faults,
            one,
            "jahr",
            f"Auf das Jahr {one.metadata.year} blickt schon {first.path} zurück.",
            "Ein Jahr hat einen Rückblick; führen Sie beide zusammen.",
        )
    homeless = set()
    for one, first in _twice(texts, lambda manuscript: manuscript.address):
        homeless.add(paths[one.path])
        _fault(
            faults,
            one,
            "adresse" if one.header_line("adresse") else "titel",
            f"Die Adresse {one.address} hat schon {first.path}.",
            "Geben Sie einem der beiden eine eigene «adresse» im Kopf.",
        )
    _aliases(texts, faults)
    return homeless


def _aliases(texts: Iterable[Manuscript], faults: Faults) -> None:
    owners = {manuscript.address: manuscript for manuscript in texts}
    for manuscript in texts:
        for alias in manuscript.metadata.aliases:
            owner = owners.setdefault(f"{alias.rstrip('/')}/".lower(), manuscript)
            if owner is not manuscript:
                _fault(
                    faults,
                    manuscript,
                    "aliase",
                    f"Die alte Adresse {alias} gehört schon zu {owner.path}.",
                    "Streichen Sie sie hier.",
                )


def _twice(
    manuscripts: Iterable[Manuscript], key: Callable[[Manuscript], _T]
) -> Iterable[tuple[Manuscript, Manuscript]]:
    """Yield each manuscript whose key an earlier one has, with that one; empty keys do not count."""
    seen: dict[_T, Manuscript] = {}
    for manuscript in manuscripts:
        value = key(manuscript)
        if value and seen.setdefault(value, manuscript) is not manuscript:
            yield manuscript, seen[value]


def _age(manuscript: Manuscript) -> tuple[bool, float, str]:
    date = manuscript.metadata.date
    return (date is None, date.timestamp() if date else 0.0, manuscript.path)


def _fault(faults: Faults, manuscript: Manuscript, key: str, message: str, advice: str) -> None:
    line = manuscript.header_line(key)
    faults.add(
        Fault(manuscript.path, line, 1, message, advice, manuscript.source.line(line), len(key))
    )
