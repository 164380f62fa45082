"""What the social cards are drawn with."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, kw_only=True)
class CardSettings:
    """Settings of the cards, set once in `pelicanconf.py`; colours are written `#rrggbb`.

    `headline` and `label` are font files. `brand`, `area` (a ground) and `on_area` are the county's, the
    others the theme's. `cache` is below the project root.
    """

    headline: Path
    label: Path
    brand: str
    area: str
    on_area: str
    paper: str = "#faf7f2"
    ink: str = "#221e1b"
    quiet: str = "#5f574f"
    cache: str = ".cache/karten"
