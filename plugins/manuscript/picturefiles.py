"""Files of pictures: where they lie, and whether they are fit to be published."""

from pathlib import Path
from urllib.parse import quote, unquote

from plugins.manuscript.suggestions import suggest

LARGEST = 5_000_000  # bytes
_FOLDER = "bilder/"


def find_picture(content: Path, name: str) -> tuple[str, tuple[str, str] | None]:
    """Return the address of a picture named by an editor, and what is wrong with it, if anything.

    `haus.jpg`, `/bilder/haus.jpg` and `{static}/bilder/haus.jpg` are one; what is wrong is a German
    message and a way out.
    """
    path = name.removeprefix("{static}").removeprefix("{filename}")
    relative = unquote(path).lstrip("/")
    relative = relative if relative.startswith(_FOLDER) else _FOLDER + relative
    address, file = quote(f"/{relative}"), content / relative
    if "\\" in path:
        return address, (
            "Im Namen des Bildes steht ein umgekehrter Schrägstrich.",
            "Schreiben Sie / statt \\ und nur den Weg ab dem Ordner bilder.",
        )
    if not file.is_file():
        folder = content / _FOLDER
        known = [entry.relative_to(folder).as_posix() for entry in folder.rglob("*.*")]
        way_out = suggest(relative.removeprefix(_FOLDER), known)
        return address, (
            f"Das Bild „{path}“ gibt es nicht.",
            way_out or "Legen Sie es in den Ordner content/bilder/.",
        )
    size = file.stat().st_size
    if size > LARGEST:
        return address, (
            f"Das Bild ist {size / 1_000_000:.0f} MB groß.",
            f"Verkleinern Sie es auf {LARGEST // 1_000_000} MB; 2.000 Bildpunkte Breite genügen.",
        )
    return address, None
