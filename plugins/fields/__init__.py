"""The fields of social policy and the kinds of posts: controlled lists and their pages."""

from itertools import pairwise
from typing import Any

from pelican import signals

from plugins.fields.field import Field, emphasise
from plugins.fields.generator import FieldsGenerator
from plugins.fields.kinds import all_kinds

__all__ = ["Field", "register"]


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(_generators)
    signals.generator_init.connect(_offer_filter)
    signals.article_generator_finalized.connect(_place_articles)


def _generators(pelican: Any) -> type[FieldsGenerator]:  # noqa: ANN401 - Pelican has no types
    del pelican
    return FieldsGenerator


def _offer_filter(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
    generator.env.filters["feldname"] = emphasise


def _place_articles(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Give each kind its articles, newest first, and each article its kind and its neighbours."""
    kinds = {kind.key: kind for kind in all_kinds()}
    for article in generator.articles:
        article.kind = kinds[article.manuscript.kind]
        article.kind.articles.append(article)
    for article in generator.hidden_articles:
        article.kind = kinds[article.manuscript.kind]
    for newer, older in pairwise(generator.articles):
        newer.prev_article, older.next_article = older, newer
    generator.context["kinds"] = list(kinds.values())
