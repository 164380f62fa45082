"""Files of pictures: where they lie, and whether an editor may name them."""

from pathlib import Path
from urllib.parse import quote, unquote

from plugins.manuscript.sources import leads_inside
from plugins.manuscript.suggestions import suggest

LARGEST = 20_000_000  # bytes; what readers get is made smaller
PICTURES = "bilder/"  # the folder below content/


def find_picture(content: Path, name: str) -> tuple[str, tuple[str, str] | None]:
    """Return the address of a picture named by an editor, and what is wrong with it, if anything.

    `haus.jpg`, `/bilder/haus.jpg` and `{static}/bilder/haus.jpg` are one; what is wrong is a German
    message and a way out.
    """
    path = name.removeprefix("{static}").removeprefix("{filename}")
    relative = unquote(path).lstrip("/")
    relative = relative if relative.startswith(PICTURES) else PICTURES + relative
    address, file = quote(f"/{relative}"), content / relative
    if "\\" in path:
        return address, (
            "Im Namen des Bildes steht ein umgekehrter Schrägstrich.",
            "Schreiben Sie / statt \\ und nur den Weg ab dem Ordner bilder.",
        )
    if any(quote in path for quote in "„“”"):
        return address, (
            "Im Namen des Bildes stehen typografische Anführungszeichen.",
            'Die Bildunterschrift braucht gerade: ![…](haus.jpg "Wer oder was. Quelle: Name").',
        )
    folder = content / PICTURES
    if not file.is_file() or not leads_inside(file, folder.resolve()):
        known = [entry.relative_to(folder).as_posix() for entry in folder.rglob("*.*")]
        wanted = relative.removeprefix(PICTURES)
        way_out = suggest(wanted, known)
        if (last := wanted.rpartition("/")[2]) in known:
            way_out = f"Schreiben Sie nur {last}."
        return address, (
            f"Das Bild „{path}“ gibt es nicht.",
            way_out or "Legen Sie es in den Ordner content/bilder/.",
        )
    size = file.stat().st_size
    if size > LARGEST:
        return address, (
            f"Das Bild ist {size / 1_000_000:.0f} MB groß.",
            f"Bis {LARGEST // 1_000_000} MB werden angenommen; 2.000 Bildpunkte Breite genügen.",
        )
    return address, None


def file_of(content: Path, address: str) -> Path:
    """Return the file of an address that `find_picture` gave."""
    return content / unquote(address).lstrip("/")
