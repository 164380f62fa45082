"""The controlled words of the front matter: kinds of posts, states, languages, and the fields."""

from pathlib import Path

# Key as written in `art:`, and its label for readers (one, several).
KINDS: dict[str, tuple[str, str]] = {
    "datenbeitrag": ("Datenbeitrag", "Datenbeiträge"),
    "hilfe": ("Hilfe und Beratung", "Hilfe und Beratung"),
    "termin": ("Termin", "Termine"),
    "beteiligung": ("Beteiligung", "Beteiligung"),
    "projekt": ("Projekt", "Projekte"),
    "rueckblick": ("Jahresrückblick", "Jahresrückblicke"),
}

DRAFT, PUBLISHED, HIDDEN = "entwurf", "veroeffentlicht", "versteckt"
STATES = (DRAFT, PUBLISHED, HIDDEN)

LANGUAGES = ("de", "de-leicht")
GERMAN, EASY = LANGUAGES

# What an easy version of a post is called; it lies beside its post, in the same folder.
EASY_VERSION = "leicht"

# The folders of content/ that hold texts, and what one text in them is called.
FOLDERS = {
    "beitraege": "beitrag",
    "rueckblicke": "rueckblick",
    "felder": "feld",
    "seiten": "seite",
}


# First parts of addresses that the site gives to its own pages and files.
RESERVED = frozenset(
    [
        "beitraege",
        "felder",
        "rueckblicke",
        "art",
        "feeds",
        "muster",
        "diagramme",
        "theme",
        "bilder",
        "dokumente",
        "daten",
        "indikatoren",
        "termine",
        "suche",
        "a-z",
        "zahlen",
        "gebiete",
        "vergleich",
    ]
)


def field_keys(content: Path) -> tuple[str, ...]:
    """Return the keys of the fields: the names of the files in `content/felder/`."""
    return tuple(sorted(file.stem for file in (content / "felder").glob("[!.]*.md")))
