"""Search for readers: an index that the page fetches from this site alone, and a register from A to Z.

The core knows nothing of Pelican: documents → words → index → files. `theme/static/js/search.js` reads the
files; both sides bring words to the same form (stem.py), which a test holds on the site's own words.
"""

from typing import Any

from pelican import signals

from plugins.search.generator import SearchGenerator

__all__ = ["register"]


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(_generators)


def _generators(pelican: Any) -> type[SearchGenerator]:  # noqa: ANN401 - Pelican has no types
    del pelican
    return SearchGenerator
