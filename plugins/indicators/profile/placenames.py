"""The names of areas in German prose, and when one of them means the area.

The name of a town also stands in other names, and is a surname or a river besides. So a name counts as it is
or with a genitive («Ahausens»), not in a compound («Ahausen-Karte»); the longest name wins («Region Ahausen»
is no town), with what stands in brackets behind it. Names that German uses without an article count only
without one («an der Ahausen» is a river), and not behind a noun («Hochschule Ahausen», «Georg Ahausen»)
unless the noun says what the area is («die Stadt Ahausen»). In doubt it does not count.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from plugins.indicators.data.areas import Area, Areas
from plugins.indicators.data.errors import WordError

_ARTICLES = frozenset({"der", "die", "das", "dem", "den", "des"})
# The word before a name, in its line or at the end of the one before, and how far back to look for it.
_BEFORE = re.compile(r"(\w+)(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)\Z")
_BACK = 80
# A capital letter behind one of these may be that of the sentence.
_OPENS = tuple(".!?:;„“»«›‹\"'([–—*_|>#")


def today_of(area: Area, areas: Areas) -> Area | None:
    """Return the area that a former one belongs to today; an area of today is its own."""
    seen: set[str] = set()
    while area.is_former:
        seen.add(area.key)
        after = areas.by_key.get(area.successor)
        if after is None or after.key in seen:
            return None
        area = after
    return area


@dataclass(frozen=True)
class PlaceNames:
    """The names by which texts can speak of the areas of a site."""

    areas: Areas

    def find(self, text: str) -> Iterator[str]:
        """Yield the key of today's area for each place of a text that names it, or a former part of it."""
        for match in self._pattern.finditer(text):
            area = self._by_name[match["name"]]
            if self._has_article(area) or self._stands_alone(
                area, text[max(0, match.start() - _BACK) : match.start()]
            ):
                yield area.key

    def _has_article(self, area: Area) -> bool:
        """Tell whether its name says what it is: «die Region Nord»."""
        return area.short.startswith(self.areas.level(area.level).singular)

    def _stands_alone(self, area: Area, text: str) -> bool:
        """Tell whether a name behind this text is a name by itself."""
        before = _BEFORE.search(text)
        if before is None:
            return True
        word, rest = before[1], text[: before.start()].rstrip()
        folded = word.casefold()
        if folded in _ARTICLES:
            return False
        if not word[0].isupper() or folded.endswith(self._kinds(area)):
            return True
        return (not rest or rest.endswith(_OPENS)) and not self._is_other_level(area, folded)

    def _kinds(self, area: Area) -> tuple[str, ...]:
        """Return the words for what an area is: «Stadt», «Gemeinden»."""
        level = self.areas.level(area.level)
        words = (level.singular, level.plural, area.designation)
        return tuple(word.casefold() for word in words if word)

    def _is_other_level(self, area: Area, word: str) -> bool:
        """Tell whether a word, or its end, is that of another level: «Sozialregion», «Region»."""
        others = (
            level.singular.casefold() for level in self.areas.levels if level.key != area.level
        )
        return any(each.endswith(word) or word.endswith(each) for each in others)

    @cached_property
    def _by_name(self) -> Mapping[str, Area]:
        """Return today's areas by all names that mean one area only."""
        found: dict[str, Area] = {}
        for area in self.areas.by_key.values():
            for name in (area.short, area.name, *area.aliases):
                with suppress(WordError):
                    known = self.areas.find(name, self.areas.by_key)
                    if today := today_of(known, self.areas):
                        found[name] = today
        return found

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted(map(re.escape, self._by_name), key=len, reverse=True)
        return re.compile(
            rf"(?<![\w-])(?P<name>{'|'.join(names) or '(?!)'})(?:s|['’])?(?![\w-])(?:\s*\([^()]*\))?"
        )
