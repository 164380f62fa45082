"""The front matter, once: which keys there are, where they belong, what they mean.

The editors' handbook, the templates of `inv new` and the checks all follow this table; a test keeps
them in step.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from plugins.manuscript import values
from plugins.manuscript.header import Scalar
from plugins.manuscript.vocabulary import EASY_VERSION, KINDS, LANGUAGES, STATES

VERSION = frozenset({EASY_VERSION})
ALL = frozenset({"beitrag", "rueckblick", "feld", "seite"}) | VERSION
DATED = frozenset({"beitrag", "rueckblick"})
POST = frozenset({"beitrag"})
EVENTS = frozenset({"termin", "beteiligung"})
LASTING = frozenset({"beteiligung", "hilfe"})


@dataclass(frozen=True)
class Key:
    """One key: its reader, the folders that may and must have it, the kinds that may."""

    name: str
    attribute: str
    read: values.Reader
    allowed: frozenset[str] = ALL
    required: frozenset[str] = field(default_factory=frozenset)
    kinds: frozenset[str] = field(default_factory=frozenset)
    is_list: bool = False
    advice: str = ""


def _places(given: Sequence[Scalar], setting: values.Setting) -> tuple[Scalar, ...]:
    """Keep names with their places in the file: what areas there are, plugins/indicators knows."""
    del setting
    return tuple(value for value in given if value.text)


KEYS: dict[str, Key] = {
    key.name: key
    for key in (
        Key(
            "titel",
            "title",
            values.text,
            required=ALL,
            advice="Schreiben Sie titel: und den Titel.",
        ),
        Key("datum", "date", values.moment, DATED, DATED, advice="Zum Beispiel datum: 2024-03-06."),
        Key("aktualisiert", "modified", values.moment),
        Key("status", "status", values.choice(STATES, "Den Status"), ALL - {"feld"}),
        Key(
            "art",
            "kind",
            values.choice(tuple(KINDS), "Die Art"),
            DATED,
            POST,
            advice=f"Möglich sind: {', '.join(KINDS)}.",
        ),
        Key(
            "felder",
            "fields",
            values.fields,
            DATED,
            POST,
            is_list=True,
            advice="Nennen Sie ein bis drei Felder: felder: [senioren, wohnen].",
        ),
        Key("gebiete", "areas", _places, DATED, is_list=True),
        Key(
            "zusammenfassung",
            "summary",
            values.summary,
            required=DATED,
            advice="Ein bis zwei Sätze für Listen, Feed und Mail, höchstens 300 Zeichen.",
        ),
        Key("bild", "picture_src", values.picture_file, DATED),
        Key("bild_alt", "picture_alt", values.text, DATED),
        Key("bild_quelle", "picture_source", values.text, DATED),
        Key(
            "kennung",
            "identifier",
            values.identifier,
            DATED,
            DATED,
            advice="«inv new» schreibt sie; für eine Datei ohne Kennung: «inv kennung».",
        ),
        Key("adresse", "slug", values.slug, ALL - VERSION - {"feld"}),
        Key("aliase", "aliases", values.addresses, ALL - VERSION, is_list=True),
        Key("beginn", "begin", values.moment, POST, kinds=EVENTS),
        Key("ende", "end", values.moment, POST, kinds=EVENTS),
        Key("ort", "place", values.text, POST, kinds=EVENTS),
        Key("online", "online", values.web_address, POST, kinds=EVENTS),
        Key("anmeldung", "registration", values.web_address, POST, kinds=EVENTS),
        Key("anmeldung_bis", "registration_until", values.moment, POST, kinds=EVENTS),
        Key("gilt_bis", "valid_until", values.moment, POST, kinds=LASTING),
        Key(
            "jahr",
            "year",
            values.year,
            frozenset({"rueckblick"}),
            frozenset({"rueckblick"}),
            advice="Zum Beispiel jahr: 2024.",
        ),
        Key(
            "veroeffentlicht_laut_quelle",
            "published_by_source",
            values.number,
            frozenset({"rueckblick"}),
        ),
        Key("quelle", "source_note", values.text),
        Key(
            "sprache",
            "language",
            values.choice(LANGUAGES, "Die Sprache"),
            ALL - {"feld"},
            VERSION,
            advice="Zu einer leichten Fassung gehört sprache: de-leicht.",
        ),
        Key(
            "zu",
            "original",
            values.original,
            VERSION,
            VERSION,
            advice="Nennen Sie die Kennung des Beitrags, zu dem die leichte Fassung gehört: zu: …",
        ),
        Key("geprueft_von", "reviewed_by", values.text, VERSION | {"seite"}),
        Key("geprueft_am", "reviewed_on", values.moment, VERSION | {"seite"}),
        Key(
            "kurz",
            "short",
            values.text,
            frozenset({"feld"}),
            frozenset({"feld"}),
            advice="Der kurze Name für Listen: kurz: Senioren.",
        ),
        Key(
            "rang",
            "rank",
            values.number,
            frozenset({"feld"}),
            frozenset({"feld"}),
            advice="Der Platz in der Liste der Felder: rang: 8.",
        ),
    )
}
