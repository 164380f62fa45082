"""Cards as files: drawn once, in parallel when there are many, then taken from the cache."""

import hashlib
import os
import shutil
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import PIL

from plugins.cards.card import Motif
from plugins.cards.drawing import draw
from plugins.cards.settings import CardSettings

# Below this number a process of its own takes longer to start than it saves.
_MANY = 16
_CHUNK = 8


def write_cards(motifs: Mapping[Path, Motif], settings: CardSettings, root: Path) -> None:
    """Write each card into its file; only what was not drawn before is drawn."""
    cache = root / settings.cache
    hand = _hand(settings)
    kept = {file: cache / _name(motif, hand) for file, motif in motifs.items()}
    known = {entry.name for entry in os.scandir(cache)} if cache.is_dir() else set()
    new = {kept[file]: motif for file, motif in motifs.items() if kept[file].name not in known}
    if new:
        cache.mkdir(parents=True, exist_ok=True)
    keep = partial(_keep, settings=settings)
    if len(new) < _MANY:
        for file, motif in new.items():
            keep(file, motif)
    else:
        with ProcessPoolExecutor() as pool:
            list(pool.map(keep, new.keys(), new.values(), chunksize=_CHUNK))
    for file, drawn in kept.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(drawn, file)


def _hand(settings: CardSettings) -> bytes:
    """Return what changes with how cards are drawn: this code, colours, typefaces, Pillow."""
    digest = hashlib.sha256(f"{settings} {PIL.__version__}".encode())
    own = sorted(Path(__file__).parent.glob("*.py"))
    for file in (*own, settings.headline, settings.label):
        digest.update(file.read_bytes())
    return digest.digest()


def _name(motif: Motif, hand: bytes) -> str:
    return f"{hashlib.sha256(hand + repr(motif).encode()).hexdigest()[:20]}.png"


def _keep(file: Path, motif: Motif, settings: CardSettings) -> None:
    """Draw a card, whole or not at all: an interrupted build must leave no half one behind."""
    part = file.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(draw(motif, settings))
    part.replace(file)
