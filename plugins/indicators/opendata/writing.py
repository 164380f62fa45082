"""The two files of the catalogue, made once for the same data.

rdflib takes half a second to load and to write, more than anything else that is done for one page, and most
builds change nothing in the catalogue: so both files are kept, as pictures are.
"""

import hashlib
import os
from importlib.metadata import version
from pathlib import Path

from plugins.indicators.opendata.address import JSON_LD, TURTLE
from plugins.indicators.opendata.records import Catalogue
from plugins.manuscript import slugs

# What the bytes depend on beside the data.
_MAKERS = [
    *map(Path(__file__).with_name, ("graph.py", "syntax.py", "vocabulary.py")),
    Path(slugs.__file__),
]


def write_catalogue(catalogue: Catalogue, folder: Path, cache: Path) -> None:
    """Write the catalogue as Turtle and as JSON-LD into `folder`; only a new one is made, else `cache` has it."""
    kept = cache / _name(catalogue)
    if not kept.is_dir():
        _keep(catalogue, kept)
    for name in (TURTLE, JSON_LD):
        (folder / name).write_bytes((kept / name).read_bytes())


def _name(catalogue: Catalogue) -> str:
    """Return a name that changes with what is said, and with who says it."""
    makers = b"".join(file.read_bytes() for file in _MAKERS)
    said = f"{version('rdflib')} {catalogue!r}".encode()
    return hashlib.sha256(makers + said).hexdigest()[:20]


def _keep(catalogue: Catalogue, kept: Path) -> None:
    """Make both files, whole or not at all: an interrupted build must leave no half ones behind."""
    # Loaded here alone, so that a build whose catalogue is kept does not pay for it.
    from plugins.indicators.opendata.graph import catalogue_graph  # noqa: PLC0415 - see above
    from plugins.indicators.opendata.syntax import json_ld, turtle  # noqa: PLC0415 - see above

    graph = catalogue_graph(catalogue)
    part = kept.with_name(f"{kept.name}.{os.getpid()}.part")
    part.mkdir(parents=True, exist_ok=True)
    (part / TURTLE).write_bytes(turtle(graph))
    (part / JSON_LD).write_bytes(json_ld(graph))
    try:
        part.rename(kept)
    except OSError:  # another build was faster; its files are the same
        if not kept.is_dir():
            raise
        for name in (TURTLE, JSON_LD):
            (part / name).unlink()
        part.rmdir()
