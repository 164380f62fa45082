"""Rules of the head that concern more than one value, or a value and its file."""

from collections.abc import Mapping
from datetime import datetime

from plugins.manuscript.faults import Fault, Faults
from plugins.manuscript.header import Header, Scalar, about
from plugins.manuscript.manuscript import Picture
from plugins.manuscript.slugs import is_slug
from plugins.manuscript.sources import Source
from plugins.manuscript.values import Setting
from plugins.manuscript.vocabulary import EASY, GERMAN, PUBLISHED, RESERVED

# How the summary begins that «inv new» writes; a test compares it with the templates.
_TEMPLATE = "Hier steht in ein bis zwei Sätzen"
_PICTURE = ("bild", "bild_alt", "bild_quelle")


def split_at_commas(value: Scalar) -> list[Scalar]:
    """Return the parts of `senioren, wohnen`, each with its own place."""
    parts, offset = [], 0
    for part in value.text.split(","):
        lead = len(part) - len(part.lstrip())
        parts.append(Scalar(part.strip(), value.line, value.column + offset + lead))
        offset += len(part) + 1
    return parts


def judge_address(header: Header, slug: str, source: Source, folder: str, faults: Faults) -> bool:
    """Tell whether the page can have its address; name the fault if not."""
    entry = header.entries.get("adresse")
    line = entry.key.line if entry else 0
    way_out = "Geben Sie der Datei einen anderen Namen"
    if folder == "feld" and not is_slug(source.file.stem):
        message = f"Der Dateiname „{source.file.name}“ taugt nicht als Kürzel des Feldes."
        advice = f"{way_out}, zum Beispiel {slug or 'wohnen'}.md."
    elif not slug:
        message = "Aus dem Dateinamen lässt sich keine Adresse machen."
        advice = f"{way_out}, oder setzen Sie in den Kopf «adresse: ein-wort»."
    elif folder == "seite" and (slug in RESERVED or slug.isdecimal()):
        message = f"Die Adresse /{slug}/ gehört der Website selbst."
        advice = f"{way_out}, oder setzen Sie in den Kopf eine andere «adresse»."
    else:
        return True
    faults.add(Fault(source.path, line, 1 if line else 0, message, advice, source.line(line)))
    return False


def judge_together(
    header: Header, read: Mapping[str, object], source: Source, setting: Setting, faults: Faults
) -> None:
    """Name values that contradict each other or stand where they cannot work."""

    def fault(key: str, message: str, advice: str) -> None:
        value = header.entries[key].values[0]
        faults.add(about(value, source, message, advice))

    date, modified = read.get("date"), read.get("modified")
    if isinstance(modified, datetime):
        if isinstance(date, datetime) and modified < date:
            fault(
                "aktualisiert",
                "Der Tag der Aktualisierung liegt vor dem Datum des Beitrags.",
                "Prüfen Sie beide, oder löschen Sie die Zeile «aktualisiert».",
            )
        elif modified > setting.moment:
            fault(
                "aktualisiert",
                "Der Tag der Aktualisierung liegt in der Zukunft.",
                "Schreiben Sie den Tag, an dem Sie den Text geändert haben.",
            )
    if "published_by_source" in read and not read.get("source_note"):
        fault(
            "veroeffentlicht_laut_quelle",
            "Zu dieser Zahl fehlt die Quelle.",
            "Nennen Sie sie in einer Zeile «quelle: …».",
        )
    if read.get("status") == PUBLISHED and str(read.get("summary", "")).startswith(_TEMPLATE):
        fault(
            "zusammenfassung",
            "Die Zusammenfassung ist noch die der Vorlage.",
            "Schreiben Sie in ein bis zwei Sätzen, worum es geht.",
        )
    if "[[" in str(read.get("title", "")):
        fault(
            "titel",
            "Im Titel kann keine Angabe [[…]] stehen.",
            "Schreiben Sie den Titel ohne sie; im Text und in der Zusammenfassung geht es.",
        )


def judge_language(
    header: Header, read: Mapping[str, object], source: Source, faults: Faults
) -> None:
    """Name what only a text in Leichte Sprache can have, and what such a text lacks."""

    def fault(key: str, message: str, advice: str) -> None:
        faults.add(about(header.entries[key].key, source, message, advice))

    if "zu" in header.entries and read.get("language") == GERMAN:
        fault(
            "sprache",
            "Eine leichte Fassung ist in Leichter Sprache geschrieben.",
            "Schreiben Sie sprache: de-leicht, oder löschen Sie die Zeile «zu».",
        )
    reviewed = [key for key in ("geprueft_von", "geprueft_am") if key in header.entries]
    if reviewed and read.get("language") != EASY:
        fault(
            reviewed[0],
            "Eine Prüfung steht nur bei Texten in Leichter Sprache.",
            "Löschen Sie die Zeile.",
        )
    elif len(reviewed) == 1:
        fault(
            reviewed[0],
            "Zur Prüfung gehören zwei Angaben: geprueft_von und geprueft_am.",
            "Ergänzen Sie die andere, oder löschen Sie diese.",
        )


def read_picture(
    header: Header, read: Mapping[str, object], source: Source, faults: Faults
) -> Picture | None:
    """Return the lead picture; file, text and source are given together or not at all."""
    given = [
        name
        for name in _PICTURE
        if name in header.entries and any(value.text for value in header.entries[name].values)
    ]
    if not given:
        return None
    why = {
        "bild": "Ohne Datei gibt es nichts zu zeigen: bild: name.jpg.",
        "bild_alt": "Sagen Sie in einem Satz, was zu sehen ist; blinde Menschen hören ihn.",
        "bild_quelle": "Nennen Sie, wer das Bild gemacht hat: bild_quelle: Name.",
    }
    line = header.entries[given[0]].key.line
    for name in _PICTURE:
        if name not in given:
            faults.add(
                Fault(
                    source.path,
                    line,
                    1,
                    f"Zum Bild fehlt die Angabe „{name}“.",
                    why[name],
                    source.line(line),
                    len(given[0]),
                )
            )
    if len(given) < len(_PICTURE) or "picture_src" not in read:
        return None
    return Picture(str(read["picture_src"]), str(read["picture_alt"]), str(read["picture_source"]))
