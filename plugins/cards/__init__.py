"""Social cards: the picture that stands for a page where people pass its address on, drawn at build.

Templates find a text's as `article.card` and the site's, for all other pages, as `site_card`.
"""

from pelican import signals

from plugins.cards.generator import CardsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(_generators)


def _generators(pelican: object) -> type[CardsGenerator]:
    del pelican
    return CardsGenerator
