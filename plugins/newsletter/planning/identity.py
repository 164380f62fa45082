"""Which entries of a feed are known: by id, then by link, then by what they say.

The same id is the same entry, always. A link or a text alone can deceive: every post of a series may
lead to the same page, and „Die Sprechstunde fällt aus“ may be true twice. So a second sign must agree
where there is one: link and text together, or one of them and the date of publication, unless the
feed still holds that other entry beside it. Where no second sign agrees it stays in doubt, and a
person decides: neither is a new post lost in silence nor an old one mailed again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plugins.newsletter.source.entry import Entry
from plugins.newsletter.store.states import EntryState

_LOOKED_AT = 50  # rows of one link or one text; more say nothing new


@dataclass(eq=False)
class Known:
    """What is needed of a stored entry to recognise it; `id` is 0 until it is stored."""

    id: int
    key: str
    link: str
    fingerprint: str
    published_at: int | None
    first_seen_at: int
    state: EntryState
    reason: str


@dataclass(frozen=True)
class Sighting:
    """An entry of the feed and the row it belongs to; new where `known.id` is 0.

    `doubtful`: it is new, but its link or its text is that of another entry.
    """

    entry: Entry
    known: Known
    doubtful: bool = False

    @property
    def is_new(self) -> bool:
        """Tell whether no row belongs to it yet."""
        return self.known.id == 0


def recognise(entries: Sequence[Entry], rows: Iterable[Known], now: int) -> Iterator[Sighting]:
    """Yield one sighting for each different entry; of twins in one feed only the first."""
    register = _Register(rows, {one.key for one in entries})
    seen: set[Known] = set()
    for one in entries:
        known, doubtful = register.find(one)
        if known is None:
            known = Known(
                0, one.key, one.link, one.fingerprint, one.published_at, now, EntryState.WAITING, ""
            )
            register.add(known)
        if known not in seen:
            seen.add(known)
            register.claimed.add(known)
            yield Sighting(one, known, doubtful)


class _Register:
    """Rows by key, link and fingerprint; an empty value never matches."""

    def __init__(self, rows: Iterable[Known], keys: set[str]) -> None:
        self.claimed: set[Known] = set()  # rows that another entry of this feed has
        self._by_key: dict[str, Known] = {}
        self._by_link: dict[str, list[Known]] = defaultdict(list)
        self._by_text: dict[str, list[Known]] = defaultdict(list)
        for row in rows:
            self.add(row)
            if row.key and row.key in keys:
                self.claimed.add(row)

    def add(self, row: Known) -> None:
        if row.key:
            self._by_key.setdefault(row.key, row)
        if row.link:
            self._by_link[row.link].append(row)
        if row.fingerprint:
            self._by_text[row.fingerprint].append(row)

    def find(self, one: Entry) -> tuple[Known | None, bool]:
        """Return the row of an entry, or None and whether that is in doubt."""
        if one.key in self._by_key:
            return self._by_key[one.key], False
        same_link = self._by_link.get(one.link, [])[-_LOOKED_AT:]
        same_text = self._by_text.get(one.fingerprint, [])[-_LOOKED_AT:]
        for row in same_link:
            if (
                not (one.key and row.key)  # then the link is all the identity there is
                or row.fingerprint == one.fingerprint
                or self._agrees(one, row)
            ):
                return row, False
        for row in same_text:
            nameless = not (one.key and row.key) and not (one.link and row.link)
            if nameless or self._agrees(one, row):
                return row, False
        return None, bool(same_link or same_text)

    def _agrees(self, one: Entry, row: Known) -> bool:
        dates = {one.published_at, row.published_at} - {None}
        return row not in self.claimed and len(dates) < 2  # noqa: PLR2004  # two dates differ
