"""Which texts are about an area: those that say so in their head, else those that speak of it.

A name in passing is no mention. A text is about an area that stands in its title, its summary or a heading,
that two paragraphs name, or of which it shows a number: in a sentence, or in a figure of chosen areas (one
of all, or of all parts of a region, is about none of them). Nearly every text speaks of the whole; it is
about the whole only if its title says so, or if all its numbers are those of the whole.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from plugins.indicators.data.areas import Areas
from plugins.indicators.profile.placenames import PlaceNames, today_of

_OFTEN = 2


class Reason(Enum):
    """Why a text counts as one about an area; the first that holds."""

    HEAD = "gebiete"
    TITLE = "Titel, Zusammenfassung oder Überschrift"
    NUMBER = "Zahl im Satz oder Diagramm"
    PROSE = "in mehreren Absätzen"


@dataclass(frozen=True)
class TextAbout:
    """What is known of a text. `named` are the keys of areas in its head; where there are any, they alone count.

    `values` are the keys of areas of which a sentence says a number, `figures` those of each figure;
    `headings` has the titles of figures too.
    """

    path: str
    title: str
    summary: str = ""
    headings: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    values: frozenset[str] = frozenset()
    figures: tuple[frozenset[str], ...] = ()


def texts_by_area(texts: Iterable[TextAbout], areas: Areas) -> Mapping[str, tuple[str, ...]]:
    """Return the paths of the texts about each area of today, in their order; an area without one is missing."""
    mentions = Mentions(areas)
    found: dict[str, list[str]] = {}
    for text in texts:
        for key in mentions.of(text):
            found.setdefault(key, []).append(text.path)
    return {key: tuple(paths) for key, paths in found.items()}


@dataclass(frozen=True)
class Mentions:
    """Finds what texts are about, among the areas of a site."""

    areas: Areas

    def of(self, text: TextAbout) -> Mapping[str, Reason]:
        """Return the keys of the areas a text is about, each with the reason."""
        if text.named:
            return dict.fromkeys(text.named, Reason.HEAD)
        names, whole = self._names, {self.areas.whole.key} if self.areas.whole else set()
        heads = {key for each in (text.summary, *text.headings) for key in names.find(each)}
        often = Counter(key for part in text.paragraphs for key in {*names.find(part)})
        numbers = set(self._today({*text.values, *self._chosen(text.figures)}))
        if set(self._today(text.values.union(*text.figures))) != whole:
            numbers -= whole
        found = {
            Reason.TITLE: {*names.find(text.title), *(heads - whole)},
            Reason.NUMBER: numbers,
            Reason.PROSE: {key for key, times in often.items() if times >= _OFTEN} - whole,
        }
        return {
            key: next(reason for reason, keys in found.items() if key in keys)
            for key in self.areas.by_key
            if any(key in keys for keys in found.values())
        }

    def _chosen(self, figures: Iterable[frozenset[str]]) -> Iterator[str]:
        """Yield the areas that somebody chose for a figure: all of a level, unless they are a whole group."""
        for figure in figures:
            for keys in self._levels.values():
                shown = figure & keys
                if frozenset(self._today(shown)) not in self._groups:
                    yield from shown

    def _today(self, keys: Iterable[str]) -> Iterator[str]:
        """Yield the keys of the areas of today that these belong to."""
        for key in keys:
            if today := today_of(self.areas.by_key[key], self.areas):
                yield today.key

    @cached_property
    def _names(self) -> PlaceNames:
        return PlaceNames(self.areas)

    @cached_property
    def _levels(self) -> Mapping[str, frozenset[str]]:
        """Return the keys of all areas of each level, former ones too."""
        every = self.areas.by_key.values()
        return {
            level.key: frozenset(area.key for area in every if area.level == level.key)
            for level in self.areas.levels
        }

    @cached_property
    def _groups(self) -> frozenset[frozenset[str]]:
        """Return what an editor can ask for by one name: all areas of a level, all parts of one area."""
        areas = self.areas
        groups = (
            group
            for level in areas.levels
            for group in (
                areas.of_level(level.key),
                *(areas.parts_of(area, level.key) for area in areas.by_key.values()),
            )
        )
        return frozenset(
            frozenset(area.key for area in group) for group in groups if len(group) > 1
        )
