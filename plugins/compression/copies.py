"""Compressed copies of a site's files, made once at build and as small as they get.

The same file gives the same bytes: gzip's header carries no name and no time.
"""

import gzip
import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from itertools import repeat
from pathlib import Path

import brotli

# Pictures, archives, typefaces and PDFs are compressed already.
KINDS = frozenset(
    [
        ".html",
        ".css",
        ".js",
        ".json",
        ".jsonld",
        ".topojson",
        ".ttl",
        ".xml",
        ".svg",
        ".csv",
        ".txt",
        ".ics",
        ".ico",
    ]
)
CODINGS = (".br", ".gz")
# Below this, the headers of the answer weigh more than what is saved.
SMALLEST = 200


def compressible(folder: Path) -> list[Path]:
    """Return the files below `folder` that get copies, in a fixed order."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in KINDS and path.is_file() and path.stat().st_size > SMALLEST
    )


def sweep(folder: Path) -> None:
    """Remove all copies below `folder`: a server gives one out for its file, whatever that holds by now."""
    for path in list(folder.rglob("*")):
        if path.suffix in CODINGS and Path(path.stem).suffix in KINDS:
            path.unlink()


def write_copies(files: Iterable[Path], processes: int | None = None) -> int:
    """Lay `x.html.br` and `x.html.gz` beside each file; return how many bytes brotli saves."""
    ordered = list(files)
    if not ordered:
        return 0
    with ProcessPoolExecutor(processes or os.cpu_count()) as pool:
        return sum(pool.map(_write, ordered, repeat(CODINGS), chunksize=16))


def compressed(content: bytes, coding: str) -> bytes:
    """Return `content` in one of CODINGS."""
    if coding == ".br":
        return bytes(brotli.compress(content, mode=brotli.MODE_TEXT, quality=11))
    return gzip.compress(content, compresslevel=9, mtime=0)


def _write(file: Path, codings: Iterable[str]) -> int:
    content = file.read_bytes()
    for coding in codings:
        copy = compressed(content, coding)
        file.with_name(file.name + coding).write_bytes(copy)
    return len(content) - file.with_name(f"{file.name}.br").stat().st_size
