"""The publisher's particulars in texts: `[[angabe: telefon]]`."""

from functools import partial
from typing import Any

from pelican import signals

from plugins.manuscript.build import build_of
from plugins.publisher.particulars import Publisher, particular, require

__all__ = ["Publisher", "register", "require"]


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_answer)


def _answer(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    publisher: Publisher = pelican.settings["PUBLISHER"]
    build_of(pelican.settings).inlines["angabe"] = partial(particular, publisher=publisher)
