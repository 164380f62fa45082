"""The key `aliase` of the front matter: former addresses of one text, and what they may not be."""

import re

from plugins.manuscript.faults import Fault, Faults
from plugins.manuscript.manuscript import Manuscript
from plugins.manuscript.vocabulary import RESERVED
from plugins.redirects.rules import Homes
from plugins.redirects.table import ADDRESS, Former

_NUMBER = re.compile(r"/\?p=[1-9]\d{0,8}")


def check_aliases(manuscript: Manuscript, faults: Faults) -> None:
    """Name every alias that could never lead here.

    What two texts claim, or what is another text's address, plugins.manuscript names.
    """
    for alias in manuscript.metadata.aliases:
        problem = _problem(alias, manuscript)
        if problem:
            faults.add(_fault(manuscript, alias, *problem))


def check_table(rows: list[Former], homes: Homes, path: str, faults: Faults) -> None:
    """Name the rows that lead to nowhere (a text that is not here, an old address again) or hide a page."""
    old = {row.path for row in rows if row.path}
    for row in rows:
        if row.identifier and not homes.of(row):
            message = f"Einen veröffentlichten Text mit der Kennung {row.identifier} gibt es nicht."
            advice = (
                "Übernehmen Sie die Kennung aus dem Kopf des Textes, oder streichen Sie sie hier."
            )
            faults.add(Fault(path, row.line, 0, message, advice))
        elif row.when is None and not row.path:
            message = "Die Zeile hat weder „zeit“ noch „adresse“."
            advice = "Ein Beitrag hat eine Zeit, eine Liste eine Adresse."
            faults.add(Fault(path, row.line, 0, message, advice))
        elif row.path and (_is_own(row.path) or _hides_text(row, homes)):
            message = f"Unter {row.path} hat die Website eine eigene Seite; niemand käme mehr hin."
            faults.add(Fault(path, row.line, 0, message, "Streichen Sie die Adresse hier."))
        elif row.page.partition("#")[0] in old - {""}:
            message = f"{row.page} ist selbst eine alte Adresse."
            faults.add(
                Fault(path, row.line, 0, message, "Nennen Sie gleich die Seite, zu der sie führt.")
            )


def _hides_text(row: Former, homes: Homes) -> bool:
    """Tell whether a row would lead readers of a text away from it: a list all that are below its address."""
    path = row.path.lower()
    if row.when is None:
        return homes.stands_below(path)
    return homes.stands(path) and homes.of(row) != path


def _problem(alias: str, manuscript: Manuscript) -> tuple[str, str] | None:
    if alias.startswith("//"):
        return (
            f"„{alias}“ nennt einen fremden Server.",
            "Umleiten kann diese Website nur ihre eigenen Adressen: /2022/05/alter-titel/.",
        )
    if _NUMBER.fullmatch(alias):
        return None
    path = f"{alias.rstrip('/')}/"
    if not ADDRESS.fullmatch(path):
        return (
            f"„{alias}“ taugt nicht als alte Adresse.",
            "Möglich sind /2022/05/alter-titel/ und /?p=276, ohne Umlaute und Leerzeichen.",
        )
    if path.lower() == manuscript.address:  # nginx takes capitals for small letters
        return (f"{alias} ist schon die Adresse dieses Textes.", "Streichen Sie sie hier.")
    if _is_own(path):
        return (
            f"Unter {alias} hat die Website eine eigene Seite, oder sie kann dort eine bekommen.",
            "Streichen Sie die Adresse hier.",
        )
    return None


def _is_own(path: str) -> bool:
    """Tell whether the site has, or may get, a page of its own at an address: no text's."""
    return path.split("/")[1] in RESERVED or bool(re.fullmatch(r"/\d{4}/(\d\d/)?", path))


def _fault(manuscript: Manuscript, alias: str, message: str, advice: str) -> Fault:
    start = manuscript.header_line("aliase")
    for number in range(start, manuscript.body_line):
        line = manuscript.source.line(number)
        if alias in line:
            column = line.index(alias) + 1
            return Fault(manuscript.path, number, column, message, advice, line, len(alias))
    return Fault(manuscript.path, start, 0, message, advice)
