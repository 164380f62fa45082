"""Words that mean the same to readers: groups in a file of content/, one a line, parted by commas."""

import re

from plugins.manuscript.faults import Fault, Faults

_PART = re.compile(r"(?:^|(?<=,))[^,]*")
_WORD = re.compile(r"[\w-]+")


def read_synonyms(text: str, path: str, faults: Faults) -> list[tuple[str, ...]]:
    """Return the groups; a line that is none is a fault. Lines with # are for editors."""
    groups = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        words = [found[0].strip() for found in _PART.finditer(line)]
        wrong = next(
            (found for found in _PART.finditer(line) if not _WORD.fullmatch(found[0].strip())), None
        )
        if wrong:
            word = wrong[0].strip()
            what = (
                f"„{word}“ ist kein einzelnes Wort."
                if word
                else "Zwischen zwei Kommas fehlt ein Wort."
            )
            way = "Schreiben Sie einzelne Wörter, zwischen ihnen ein Komma: Kita, Kindergarten."
            faults.add(Fault(path, number, wrong.start() + 1, what, way, line, len(wrong[0]) or 1))
        elif len(words) < 2:  # noqa: PLR2004 - one word has no synonym
            what = "Hier steht nur ein Wort."
            way = "Schreiben Sie ein zweites daneben, mit Komma, oder löschen Sie die Zeile."
            faults.add(Fault(path, number, 0, what, way, line))
        else:
            groups.append(tuple(words))
    return groups
