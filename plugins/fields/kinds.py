"""The kinds of posts with what readers see of them: name, introduction, address."""

from dataclasses import dataclass, field
from typing import Any

from plugins.manuscript.vocabulary import KINDS

INTRODUCTIONS = {
    "datenbeitrag": "Was die Zahlen sagen: Beiträge mit Diagrammen, Quellen und einer Einordnung.",
    "hilfe": "Wer hilft, wo und wie: Beratung, Leistungen und Anlaufstellen.",
    "termin": "Veranstaltungen, Fachtage und Vorträge.",
    "beteiligung": "Umfragen und andere Gelegenheiten, mitzureden.",
    "projekt": "Was Verwaltung, Hochschule und Partner gemeinsam tun.",
    "rueckblick": "Ein Jahr auf einer Seite: Ereignisse, Beiträge und Daten.",
}


@dataclass(eq=False)
class Kind:
    """A kind of post. `articles` are Pelican's, newest first, filled when all are read."""

    key: str
    label: str
    plural: str
    intro: str
    articles: list[Any] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The address of its page, from the site's root, without the first slash."""
        return f"art/{self.key}/"

    @property
    def feed(self) -> str:
        """The address of its Atom feed."""
        return f"feeds/art/{self.key}.atom.xml"


def all_kinds() -> list[Kind]:
    """Return every kind, in the order of the vocabulary."""
    return [Kind(key, label, plural, INTRODUCTIONS[key]) for key, (label, plural) in KINDS.items()]
