"""The head of a manuscript held against the schema: meaning out of words, every fault named."""

from collections.abc import Sequence

from plugins.manuscript import values
from plugins.manuscript.faults import Fault, Faults
from plugins.manuscript.frontrules import (
    judge_address,
    judge_language,
    judge_together,
    read_picture,
    split_at_commas,
)
from plugins.manuscript.header import Entry, Header, Scalar, about
from plugins.manuscript.manuscript import Metadata
from plugins.manuscript.schema import DATED, KEYS, Key
from plugins.manuscript.slugs import slugify
from plugins.manuscript.sources import Source
from plugins.manuscript.suggestions import suggest
from plugins.manuscript.timerules import judge_times
from plugins.manuscript.vocabulary import PUBLISHED

# Without these there is no page; the faults say why.
_NEEDED = {
    "beitrag": ("title", "date", "kind", "slug"),
    "rueckblick": ("title", "date", "year", "slug"),
    "feld": ("title", "slug"),
    "seite": ("title", "slug"),
    "leicht": ("title", "slug", "original"),
}


def read_metadata(
    header: Header, source: Source, folder: str, setting: values.Setting, faults: Faults
) -> tuple[Metadata, bool]:
    """Return what the head says, and whether that is enough to make a page of it.

    Every fault of the head is added to `faults`; a value that does not fit counts as not given.
    """
    read: dict[str, object] = {}
    for name, entry in header.entries.items():
        key = KEYS.get(name)
        if key is None or folder not in key.allowed:
            faults.add(_unknown_key(entry, source, folder))
        elif entry.values and any(value.text for value in entry.values):
            value = _read(key, entry, source, setting, faults)
            if value is not None:
                read[key.attribute] = value
    _missing(header, source, folder, faults)
    kind = str(read.get("kind", "rueckblick" if folder == "rueckblick" else ""))
    fits = _judge_kind(header, source, folder, kind, faults)
    picture = read_picture(header, read, source, faults)
    judge_together(header, read, source, setting, faults)
    judge_times(header, read, source, faults)
    judge_language(header, read, source, faults)
    read["kind"] = kind
    if folder == "feld" or ("status" in header.entries and "status" not in read):
        # A misspelt status must not turn a post into a draft that nobody misses.
        read["status"] = PUBLISHED
    read.setdefault("slug", slugify(source.file.stem))
    named = judge_address(header, str(read["slug"]), source, folder, faults)
    usable = fits and named and all(read.get(name) for name in _NEEDED[folder])
    for attribute in ("picture_src", "picture_alt", "picture_source"):
        read.pop(attribute, None)
    return Metadata(picture=picture, **read), usable  # type: ignore[arg-type]  # KEYS pairs each attribute with its reader


def _read(
    key: Key, entry: Entry, source: Source, setting: values.Setting, faults: Faults
) -> object | None:
    given: Sequence[Scalar] = entry.values
    if entry.is_list and not key.is_list:
        first = entry.values[0]
        faults.add(
            Fault(
                source.path,
                first.line,
                first.column,
                f"„{key.name}“ hat nur einen Wert, keine Liste.",
                "Lassen Sie die eckigen Klammern oder die Spiegelstriche weg.",
                source.line(first.line),
            )
        )
        return None
    if key.is_list and not entry.is_list:
        # `felder: senioren, wohnen` is what people write; it is as clear as a list.
        given = split_at_commas(entry.values[0])
    try:
        return key.read(given, setting)
    except values.Unfit as unfit:
        value = unfit.value or entry.values[0]
        faults.add(about(value, source, unfit.message, unfit.advice))
        return None


def _unknown_key(entry: Entry, source: Source, folder: str) -> Fault:
    known = [key.name for key in KEYS.values() if folder in key.allowed]
    name = entry.key.text
    elsewhere = name in KEYS
    message = f"Die Angabe „{name}“ {'gehört nicht hierher' if elsewhere else 'gibt es nicht'}."
    return about(
        entry.key, source, message, "Löschen Sie die Zeile." if elsewhere else suggest(name, known)
    )


def _missing(header: Header, source: Source, folder: str, faults: Faults) -> None:
    given = {
        name: any(value.text for value in entry.values) for name, entry in header.entries.items()
    }
    for key in KEYS.values():
        if folder not in key.required or given.get(key.name):
            continue
        entry = header.entries.get(key.name)
        line = entry.key.line if entry else 1
        excerpt = source.line(line) if entry else ""
        message = (
            f"Die Angabe „{key.name}“ ist leer." if entry else f"Die Angabe „{key.name}“ fehlt."
        )
        faults.add(Fault(source.path, line, 1, message, key.advice, excerpt, len(key.name)))


def _judge_kind(header: Header, source: Source, folder: str, kind: str, faults: Faults) -> bool:
    """Tell whether the kind fits the folder; name it, and the keys of other kinds, if not."""
    fits = folder not in DATED or (kind == "rueckblick") == (folder == "rueckblick")
    if not fits and "art" in header.entries and kind:
        value = header.entries["art"].values[0]
        message, advice = (
            ("Ein Jahresrückblick liegt nicht bei den Beiträgen.", "in den Ordner rueckblicke")
            if folder == "beitrag"
            else ("Bei den Rückblicken liegen nur Jahresrückblicke.", "in den Ordner beitraege")
        )
        faults.add(
            about(value, source, message, f"Legen Sie die Datei {advice}, oder ändern Sie die Art.")
        )
    for name, entry in header.entries.items():
        key = KEYS.get(name)
        if (
            key is None
            or not key.kinds
            or not kind
            or kind in key.kinds
            or folder not in key.allowed
        ):
            continue
        faults.add(
            Fault(
                source.path,
                entry.key.line,
                entry.key.column,
                f"„{name}“ gehört nicht zur Art „{kind}“.",
                f"Löschen Sie die Zeile, oder wählen Sie als Art {' oder '.join(sorted(key.kinds))}.",
                source.line(entry.key.line),
                len(name),
            )
        )
    return fits
