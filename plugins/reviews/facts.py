"""The facts of a year, counted from the manuscripts themselves."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from plugins.manuscript.dates import MONTHS
from plugins.manuscript.manuscript import Manuscript
from plugins.manuscript.vocabulary import HIDDEN


@dataclass(frozen=True)
class YearFacts:
    """What content/ holds of one year. A review does not count itself.

    `months` are twelve counts, January first; `kinds` and `fields` count posts by key; a post with
    two fields counts in both. `published` is the number that a source states for the whole year,
    where the archive here is known to be incomplete.
    """

    year: int
    posts: int
    months: tuple[int, ...]
    kinds: Counter[str]
    fields: Counter[str]
    published: int | None = None
    published_source: str = ""

    def count(self, what: str) -> int | None:
        """Return the count that `[[jahr: year, what]]` asks for, or None for an unknown word."""
        if what == "beitraege":
            return self.posts
        if what == "veroeffentlicht":
            return self.published if self.published is not None else self.posts
        if what in self.kinds:
            return self.kinds[what]
        if what in self.fields:
            return self.fields[what]
        return None


def count_years(
    manuscripts: Iterable[Manuscript],
    moment: datetime,
    kinds: Iterable[str],
    fields: Iterable[str],
    *,
    preview: bool,
) -> dict[int, YearFacts]:
    """Return the facts of every year that has a post or a review readers may see at `moment`.

    A `preview` shows drafts and later posts, too, so they count there; hidden ones stand in no list
    and never count. `kinds` and `fields` are the known keys: each is counted, also when there is none.
    """
    kinds, fields = tuple(kinds), tuple(fields)
    shown = [
        manuscript
        for manuscript in manuscripts
        if manuscript.usable
        and manuscript.metadata.date is not None
        and (preview or manuscript.is_public(moment))
        and manuscript.metadata.status != HIDDEN
    ]
    reviews = {one.metadata.year: one.metadata for one in shown if one.folder == "rueckblick"}
    by_year: dict[int, list[Manuscript]] = {year: [] for year in reviews if year is not None}
    for one in shown:
        if one.folder == "beitrag" and one.metadata.date is not None:
            by_year.setdefault(one.metadata.date.year, []).append(one)
    facts = {}
    for year, posts in sorted(by_year.items()):
        review = reviews.get(year)
        months = Counter(one.metadata.date.month for one in posts if one.metadata.date)
        facts[year] = YearFacts(
            year=year,
            posts=len(posts),
            months=tuple(months[number] for number in range(1, len(MONTHS) + 1)),
            kinds=_count((one.metadata.kind for one in posts), kinds),
            fields=_count((key for one in posts for key in one.metadata.fields), fields),
            published=review.published_by_source if review else None,
            published_source=review.source_note if review else "",
        )
    return facts


def _count(words: Iterable[str], known: Iterable[str]) -> Counter[str]:
    """Count `words`; every known word is in the result, also with 0, in its usual order."""
    counts = Counter(words)
    return Counter({word: counts[word] for word in known})
