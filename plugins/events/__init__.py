"""Events and participation: when they are, what is over, their calendar.

Every article gets `event` (plugins.events.event, or None) and `is_over`: what is over leaves the lists of
what is new and stays in the archive, with `event.mark`. A site is built once and read for days, so it
should be built every night.
"""

from itertools import chain
from typing import Any
from zoneinfo import ZoneInfo

from pelican import signals

from plugins.events.event import event_of
from plugins.events.generator import EventsGenerator
from plugins.events.reminder import lapsed
from plugins.manuscript.build import build_of


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_remind)
    signals.article_generator_finalized.connect(_date_articles)
    signals.get_generators.connect(_generators)


def _remind(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    build = build_of(pelican.settings)
    zone = ZoneInfo(pelican.settings["TIMEZONE"])
    build.hints.extend(lapsed(build.archive, zone, build.moment))


def _date_articles(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Give each article its event, if it has one."""
    moment = build_of(generator.settings).moment
    zone = ZoneInfo(generator.settings["TIMEZONE"])
    for article in chain(generator.articles, generator.hidden_articles):
        address = f"/{article.url}"
        article.event = event_of(article.manuscript, article.summary, address, zone, moment)
        article.is_over = article.event is not None and article.event.is_over


def _generators(pelican: Any) -> type[EventsGenerator]:  # noqa: ANN401 - Pelican has no types
    del pelican
    return EventsGenerator
