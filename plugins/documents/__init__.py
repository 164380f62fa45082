"""Documents to download: `[[datei: name.pdf, was es ist]]`, with type and size where the file is there."""

from functools import partial
from typing import Any

from pelican import signals

from plugins.documents.document import document
from plugins.manuscript.build import build_of

__all__ = ["register"]


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_answer)


def _answer(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    build = build_of(pelican.settings)
    build.inlines["datei"] = partial(document, folder=build.content / "dokumente")
