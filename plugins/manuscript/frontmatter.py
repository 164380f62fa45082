"""The head of a manuscript held against the schema: meaning out of words, every fault named."""

from collections.abc import Sequence

from plugins.manuscript import values
from plugins.manuscript.faults import Fault, Faults
from plugins.manuscript.header import Entry, Header, Scalar
from plugins.manuscript.manuscript import Metadata, Picture
from plugins.manuscript.schema import DATED, KEYS, Key, find_key
from plugins.manuscript.slugs import slugify
from plugins.manuscript.sources import Source
from plugins.manuscript.suggestions import fold, suggest
from plugins.manuscript.vocabulary import PUBLISHED

_PICTURE = ("bild", "bild_alt", "bild_quelle")


def read_metadata(
    header: Header, source: Source, folder: str, setting: values.Setting, faults: Faults
) -> tuple[Metadata, bool]:
    """Return what the head says, and whether that is enough to make a page of it.

    Every fault of the head is added to `faults`; a value that does not fit counts as not given.
    """
    read: dict[str, object] = {}
    for name, entry in header.entries.items():
        key = find_key(name)
        if key is None or folder not in key.allowed:
            faults.add(_unknown_key(entry, source, folder))
        elif entry.values and any(value.text for value in entry.values):
            value = _read(key, entry, source, setting, faults)
            if value is not None:
                read[key.attribute] = value
    _missing(header, source, folder, faults)
    kind = "rueckblick" if folder == "rueckblick" else str(read.get("kind", ""))
    _misplaced(header, source, folder, kind, faults)
    picture = _picture(header, read, source, faults)
    read["kind"] = kind
    if folder == "feld" or ("status" in header.entries and "status" not in read):
        # A misspelt status must not turn a post into a draft that nobody misses.
        read["status"] = PUBLISHED
    read.setdefault("slug", slugify(source.file.stem))
    usable = "title" in read and (folder not in DATED or "date" in read)
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
        given = [
            Scalar(part.strip(), entry.values[0].line, entry.values[0].column)
            for part in entry.values[0].text.split(",")
        ]
    try:
        return key.read(given, setting)
    except values.Unfit as unfit:
        value = unfit.value or entry.values[0]
        faults.add(
            Fault(
                source.path,
                value.line,
                value.column,
                unfit.message,
                unfit.advice,
                source.line(value.line),
                len(value.text),
            )
        )
        return None


def _unknown_key(entry: Entry, source: Source, folder: str) -> Fault:
    known = [key.name for key in KEYS.values() if folder in key.allowed]
    name = entry.key.text
    elsewhere = find_key(name) is not None
    return Fault(
        source.path,
        entry.key.line,
        entry.key.column,
        f"Die Angabe „{name}“ gehört nicht hierher."
        if elsewhere
        else f"Die Angabe „{name}“ gibt es nicht.",
        "Löschen Sie die Zeile." if elsewhere else suggest(name, known),
        source.line(entry.key.line),
        len(name),
    )


def _missing(header: Header, source: Source, folder: str, faults: Faults) -> None:
    given = {
        fold(name): any(value.text for value in entry.values)
        for name, entry in header.entries.items()
    }
    for key in KEYS.values():
        if folder not in key.required or given.get(fold(key.name)):
            continue
        entry = header.entries.get(key.name)
        line = entry.key.line if entry else 1
        excerpt = source.line(line) if entry else ""
        message = (
            f"Die Angabe „{key.name}“ ist leer." if entry else f"Die Angabe „{key.name}“ fehlt."
        )
        faults.add(Fault(source.path, line, 1, message, key.advice, excerpt, len(key.name)))


def _misplaced(header: Header, source: Source, folder: str, kind: str, faults: Faults) -> None:
    if folder == "beitrag" and kind == "rueckblick":
        line = header.entries["art"].values[0].line
        faults.add(
            Fault(
                source.path,
                line,
                1,
                "Ein Jahresrückblick liegt nicht bei den Beiträgen.",
                "Legen Sie die Datei in den Ordner rueckblicke.",
                source.line(line),
            )
        )
    for name, entry in header.entries.items():
        key = find_key(name)
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


def _picture(
    header: Header, read: dict[str, object], source: Source, faults: Faults
) -> Picture | None:
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
