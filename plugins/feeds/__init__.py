"""Atom and RSS through feedgen: the door between the site and its newsletter.

The feeds carry the full text and ids made of the kennung, so that readers and the newsletter see
each post once, whatever becomes of its title, date or address. `fields` and `kinds` come from the
context; the plugin must stand behind those that write pictures, so that it can measure them.
"""

from typing import Any

from pelican import signals

from plugins.feeds.generator import FeedsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(_generators)


def _generators(pelican: Any) -> type[FeedsGenerator]:  # noqa: ANN401 - Pelican has no types
    del pelican
    return FeedsGenerator
