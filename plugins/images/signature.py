"""What a picture file is by its first bytes, held against its name."""

import re
from pathlib import PurePosixPath

# Ending → kind; of each kind, the ending to write.
_ENDINGS = {
    ".jpg": "jpg",
    ".jpeg": "jpg",
    ".png": "png",
    ".webp": "webp",
    ".avif": "avif",
    ".svg": "svg",
}
_BEGINNINGS = (
    ("jpg", re.compile(rb"\xff\xd8\xff")),
    ("png", re.compile(rb"\x89PNG\r\n\x1a\n")),
    ("webp", re.compile(rb"RIFF....WEBP", re.DOTALL)),
    ("avif", re.compile(rb"....ftypavi[fs]", re.DOTALL)),
    ("heic", re.compile(rb"....ftyp(hei[cmsx]|hev[cmsx]|mif1|msf1)", re.DOTALL)),
    ("gif", re.compile(rb"GIF8[79]a")),
    ("tif", re.compile(rb"II\*\0|MM\0\*")),
    ("bmp", re.compile(rb"BM")),
    ("pdf", re.compile(rb"%PDF")),
    ("svg", re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE\s+svg|svg)", re.IGNORECASE)),
)
_UNKNOWN_TO_BROWSERS = {"tif", "bmp"}
_REFUSED = {
    "heic": (
        "Dieses Bild ist im Format HEIC, das viele Browser nicht zeigen.",
        "Bitte als JPEG speichern; am iPhone: Einstellungen, Kamera, Formate, „Maximal kompatibel“.",
    ),
    "gif": (
        "GIF-Bilder nimmt die Website nicht an.",
        "Speichern Sie ein einzelnes Bild daraus als PNG; Bewegtes lenkt beim Lesen ab.",
    ),
    "pdf": (
        "Das ist eine PDF-Datei, kein Bild.",
        "Legen Sie sie nach content/dokumente/ und verlinken Sie sie von dort.",
    ),
}


def true_kind(name: str, data: bytes) -> tuple[str, str, str]:
    """Return what `data` is, and a German message and a way out if it cannot be shown."""
    ending = PurePosixPath(name).suffix.lower()
    kind = next((kind for kind, beginning in _BEGINNINGS if beginning.match(data)), "")
    proper = _ENDINGS.get(ending)
    message, advice = "", ""
    if not data:
        message, advice = "Die Bilddatei ist leer.", "Kopieren Sie sie noch einmal."
    elif kind in _REFUSED or ending == ".heic":
        message, advice = _REFUSED[kind if kind in _REFUSED else "heic"]
    elif kind in _UNKNOWN_TO_BROWSERS or proper is None:
        art = kind if kind in _UNKNOWN_TO_BROWSERS else ending.removeprefix(".")
        message = f"Bilder der Art „{art or 'ohne Endung'}“ nimmt die Website nicht an."
        advice = "Bitte als JPEG speichern, Zeichnungen als PNG oder SVG."
    elif not kind:
        message = "Die Bilddatei lässt sich nicht öffnen; es ist kein Bild darin."
        advice = "Speichern Sie das Bild noch einmal als JPEG, oder kopieren Sie es neu."
    elif proper != kind:
        right = PurePosixPath(name).with_suffix(f".{kind}")
        message = f"Die Datei endet auf {ending}, ist aber ein Bild der Art {kind.upper()}."
        advice = f"Benennen Sie sie um in {right}, hier und im Ordner."
    return kind, message, advice
