"""Annual reviews: the year's facts counted from the content itself, links both ways."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from pelican import signals

from plugins.manuscript.build import build_of
from plugins.manuscript.dates import MONTHS
from plugins.manuscript.directives import Block
from plugins.manuscript.faults import Faults
from plugins.manuscript.vocabulary import KINDS, field_keys
from plugins.reviews.directive import year_count
from plugins.reviews.facts import YearFacts, count_years
from plugins.reviews.timeline import Happening, YearFigure, may_stand, read_figures, read_timeline
from plugins.reviews.updates import DataUpdate, data_updates

_SETTING = "REVIEWS_FACTS"
_NOTES = "REVIEWS_NOTES"


@dataclass
class YearNotes:
    """What the text of a review gives to the head of its page."""

    timeline: tuple[Happening, ...] = ()
    figures: tuple[YearFigure, ...] = ()


@dataclass
class YearReview:
    """What a review's page shows beside its text (`year_facts` in the template).

    `in_archive` posts are here; `published` is the number a source states, or None.
    """

    facts: YearFacts
    articles: list[Any]
    months: list[tuple[str, int, list[Any]]]
    data_updates: list[DataUpdate]
    notes: YearNotes
    by_kind: list[tuple[Any, int]] = field(default_factory=list)
    by_field: list[tuple[Any, int]] = field(default_factory=list)
    previous: Any = None
    next: Any = None

    @property
    def year(self) -> int:
        """The year under review."""
        return self.facts.year

    @property
    def in_archive(self) -> int:
        """The number of posts in this archive."""
        return self.facts.posts

    @property
    def published(self) -> int | None:
        """The number of posts that the source states, or None."""
        return self.facts.published

    @property
    def published_source(self) -> str:
        """The source of that number."""
        return self.facts.published_source


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_count)
    signals.article_generator_finalized.connect(_review_years)
    signals.all_generators_finalized.connect(_name_counts)


def _count(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """All heads are read: count before the first text is converted, so that texts can say it."""
    build = build_of(pelican.settings)
    years = count_years(
        build.archive, build.moment, KINDS, field_keys(build.content), preview=build.preview
    )
    pelican.settings[_SETTING] = years
    notes: defaultdict[str, YearNotes] = defaultdict(YearNotes)
    pelican.settings[_NOTES] = notes
    reviews = {one.path for one in build.archive if one.folder == "rueckblick"}

    def timeline(block: Block, faults: Faults) -> str:
        if may_stand(block, reviews, notes[block.path].timeline, faults):
            notes[block.path].timeline = read_timeline(block, faults)
        return ""

    def figures(block: Block, faults: Faults) -> str:
        if may_stand(block, reviews, notes[block.path].figures, faults):
            notes[block.path].figures = read_figures(block, faults)
        return ""

    build.blocks |= {"zeitleiste": timeline, "jahreszahlen": figures}
    build.inlines["jahr"] = partial(year_count, years=years)


def _review_years(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Link each review with the posts of its year and with the reviews beside it.

    A review without facts (it names no year) keeps its page and is left out of everything else.
    """
    build = build_of(generator.settings)
    notes: defaultdict[str, YearNotes] = generator.settings[_NOTES]
    years: dict[int, YearFacts] = generator.settings[_SETTING]
    reviews = sorted(
        (
            article
            for article in generator.articles
            if article.kind.key == "rueckblick" and article.year in years
        ),
        key=lambda article: article.year,
    )
    by_year: dict[int, list[Any]] = {}
    for article in generator.articles:
        if article.kind.key != "rueckblick":
            by_year.setdefault(article.date.year, []).append(article)
    for number, review in enumerate(reviews):
        articles = by_year.get(review.year, [])
        months: list[list[Any]] = [[] for _ in MONTHS]
        for article in articles:
            months[article.date.month - 1].append(article)
            article.review = review
        review.year_facts = YearReview(
            facts=years[review.year],
            articles=articles,
            months=[(name, len(own), own) for name, own in zip(MONTHS, months, strict=True)],
            data_updates=data_updates(build.content / "daten" / "datapackage.json", review.year),
            notes=notes[build.path_of(review.source_path)],
            previous=reviews[number - 1] if number else None,
            next=reviews[number + 1] if number + 1 < len(reviews) else None,
        )
    generator.context["reviews"] = list(reversed(reviews))


def _name_counts(generators: list[Any]) -> None:
    """Put kinds and fields beside their counts, once their plugin has made them."""
    context = generators[0].context
    kinds = {kind.key: kind for kind in context["kinds"]}
    for review in context["reviews"]:
        year = review.year_facts
        year.by_kind = [(kinds[key], count) for key, count in year.facts.kinds.items() if count]
        fields = context["fields_by_key"]  # without a field whose own file is at fault
        year.by_field = [
            (fields[key], count)
            for key, count in year.facts.fields.items()
            if count and key in fields
        ]
