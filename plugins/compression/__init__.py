"""Compressed copies beside the files, for web servers that give them out as they are (nginx, Apache).

It stands last in PLUGINS: what another one writes when all is written shall have its copies too.
"""

from pathlib import Path
from typing import Any

from pelican import signals

from plugins.compression.copies import compressible, sweep, write_copies
from plugins.compression.settings import CompressionSettings

__all__ = ["CompressionSettings", "register"]


def register() -> None:
    """Connect to Pelican."""
    signals.finalized.connect(_compress)


def _compress(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    settings: CompressionSettings = pelican.settings["COMPRESSION"]
    output = Path(pelican.settings["OUTPUT_PATH"])
    sweep(
        output
    )  # those of a former build into the same folder are of no use, with or without new ones
    if settings.copies:
        write_copies(compressible(output))
