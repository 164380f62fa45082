"""The table of all texts with their points, for `inv content.lesbarkeit`."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from plugins.manuscript.archive import read_archive
from plugins.manuscript.dates import now
from plugins.manuscript.manuscript import Manuscript
from plugins.manuscript.values import Setting
from plugins.manuscript.vocabulary import DRAFT, EASY, field_keys
from plugins.readability.amstad import Measure, measure
from plugins.readability.sentences import sentences
from plugins.readability.settings import ReadabilitySettings

OWN, LEGAL, IN_EASY, DRAFTS = "Eigene Texte", "Rechtliches", "Leichte Sprache", "Entwürfe"


@dataclass(frozen=True)
class Row:
    """One text: its address, what it counts among, and its measure."""

    address: str
    group: str
    measure: Measure


def survey(root: Path, settings: ReadabilitySettings) -> list[Row]:
    """Measure every text of the project in `root`, the hardest first; drafts are there, too."""
    content = root / "content"
    setting = Setting(ZoneInfo("UTC"), field_keys(content), content, now())
    archive, _ = read_archive(root, setting, preview=True)
    return rows(archive, settings)


def rows(manuscripts: Iterable[Manuscript], settings: ReadabilitySettings) -> list[Row]:
    """Return a row for each text that has sentences, the hardest first."""
    found = [
        Row(one.address, _group(one, settings), measure([each.text for each in sentences(one)]))
        for one in manuscripts
        if one.usable
    ]
    return sorted((row for row in found if row.measure.words), key=lambda row: row.measure.points)


def mean(found: Iterable[Row]) -> float:
    """Return the mean of the points of the house's own texts."""
    points = [row.measure.points for row in found if row.group == OWN]
    return sum(points) / len(points) if points else 0.0


def report(found: list[Row], settings: ReadabilitySettings) -> str:
    """Return the table in German, group by group."""
    lines = ["Punkte  Wörter  Silben  Seite", "       je Satz je Wort"]
    for group in (OWN, LEGAL, IN_EASY, DRAFTS):
        members = [row for row in found if row.group == group]
        if members:
            lines += ["", group, *map(_line, members)]
    hard = sum(row.group == OWN and row.measure.points < settings.least for row in found)
    below = "keine Seite" if not hard else "1 Seite" if hard == 1 else f"{hard} Seiten"
    lines.append(
        f"\nMittel der eigenen Texte: {_number(mean(found))} (Ziel: mindestens {settings.goal}); "
        f"{below} unter {settings.least}.\nFlesch-Amstad: je mehr Punkte, desto leichter. "
        "Überschriften, Tabellen und Diagramme zählen nicht mit."
    )
    return "\n".join(lines)


def _group(one: Manuscript, settings: ReadabilitySettings) -> str:
    if one.metadata.status == DRAFT:
        return DRAFTS
    if one.metadata.language == EASY:
        return IN_EASY
    return LEGAL if one.folder == "seite" and one.metadata.slug in settings.legal else OWN


def _line(row: Row) -> str:
    own = row.measure
    length, syllables = _number(own.sentence_length), _number(own.word_length, 2)
    return f"{_number(own.points):>6}  {length:>6}  {syllables:>6}  {row.address}"


def _number(value: float, digits: int = 1) -> str:
    return f"{value:.{digits}f}".replace(".", ",")
