"""Alternative texts that say nothing: noticed kindly, for a person to judge."""

import re
from pathlib import Path

from plugins.manuscript.slugs import slugify

_KIND = r"(?:bild|foto|fotografie|photo|abbildung|grafik|aufnahme|symbolbild|image|picture)"
_ONLY_KIND = re.compile(rf"{_KIND}\W*\d*\W*", re.IGNORECASE)
_BEGINS_WITH_KIND = re.compile(
    rf"(?:(?:das|dieses|ein|auf dem)\s+)?{_KIND}\s+(?:von|vom|einer|eines|zeigt|mit)\b|auf dem {_KIND}\b",
    re.IGNORECASE,
)
_FILE = re.compile(r"[\w-]+\.(?:jpe?g|png|webp|avif|svg|gif|heic)", re.IGNORECASE)
_LONG = 300  # characters; a screen reader reads it in one go


def doubt(alt: str, file: Path) -> tuple[str, str] | None:
    """Return what is doubtful about an alternative text, as a German message and a way out."""
    alt = alt.strip()
    if not alt:
        return None
    if slugify(alt) == slugify(file.stem) or _FILE.fullmatch(alt):
        return (
            "Der Alternativtext ist nur der Name der Datei.",
            "Sagen Sie in einem Satz, was zu sehen ist; blinde Menschen hören ihn.",
        )
    if _ONLY_KIND.fullmatch(alt):
        return (
            f"Der Alternativtext „{alt}“ sagt nicht, was zu sehen ist.",
            "Zum Beispiel: „Zwei Frauen reden am Gartenzaun“.",
        )
    if found := _BEGINS_WITH_KIND.match(alt):
        return (
            f"Der Alternativtext beginnt mit „{found[0]}“.",
            "Dass es ein Bild ist, sagt das Vorleseprogramm selbst; beginnen Sie mit dem, was zu sehen ist.",
        )
    if len(alt) > _LONG:
        return (
            f"Der Alternativtext hat {len(alt)} Zeichen.",
            "Ein bis zwei Sätze genügen; was alle wissen sollen, gehört in den Text.",
        )
    return None
