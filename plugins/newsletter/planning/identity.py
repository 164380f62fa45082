"""Which entries of a feed are known: by id, then by link, then by what they say.

The same id is the same entry, always. A link or a text alone can deceive: every post of a series may
lead to the same page, and „Die Sprechstunde fällt aus“ may be true twice. So a second sign must agree
where there is one: link and text together, or one of them and the date of publication; two missing
dates never agree. Where the feed still holds that other entry beside it, with or without ids, only
link, text and date together make it a twin. Else it stays in doubt, and a person decides: neither is
a new post lost in silence nor an old one mailed again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plugins.newsletter.source.entry import Entry
from plugins.newsletter.store.states import EntryState

_Signs = tuple[str, str, int | None]  # link, text, date
_ENOUGH = 2  # signs that agree
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
    register = _Register(rows, entries)
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
            register.has(one, known)
            yield Sighting(one, known, doubtful)


class _Register:
    """Rows by key, link and fingerprint; an empty value never matches."""

    def __init__(self, rows: Iterable[Known], entries: Sequence[Entry]) -> None:
        self._owner: dict[Known, Entry] = {}  # the entry of this feed that has the row
        self._by_key: dict[str, Known] = {}
        self._by_link: dict[str, list[Known]] = defaultdict(list)
        self._by_text: dict[str, list[Known]] = defaultdict(list)
        unchanged: dict[_Signs, list[Known]] = defaultdict(list)
        for row in rows:
            self.add(row)
            unchanged[row.link, row.fingerprint, row.published_at].append(row)
        for one in entries:
            if one.key in self._by_key:
                self._owner.setdefault(self._by_key[one.key], one)
        # Each that is as it was has its row before one that is new or changed can take it.
        self._own: dict[int, Known] = {}
        for one in entries:
            signs = (one.link, one.fingerprint, one.published_at)
            if one.key in self._by_key or sum(sign not in {"", None} for sign in signs) < _ENOUGH:
                continue
            for row in unchanged.get(signs, ()):
                if row not in self._owner:
                    self._owner[row], self._own[id(one)] = one, row
                    break

    def add(self, row: Known) -> None:
        if row.key:
            self._by_key.setdefault(row.key, row)
        if row.link:
            self._by_link[row.link].append(row)
        if row.fingerprint:
            self._by_text[row.fingerprint].append(row)

    def has(self, one: Entry, row: Known) -> None:
        """Note that this entry of the feed has this row."""
        self._owner.setdefault(row, one)

    def find(self, one: Entry) -> tuple[Known | None, bool]:
        """Return the row of an entry, or None and whether that is in doubt."""
        if one.key in self._by_key:
            return self._by_key[one.key], False
        if id(one) in self._own:
            return self._own[id(one)], False
        same_link = self._by_link.get(one.link, [])[-_LOOKED_AT:]
        same_text = self._by_text.get(one.fingerprint, [])[-_LOOKED_AT:]
        for row in same_link:
            agrees = bool(one.fingerprint) and row.fingerprint == one.fingerprint
            if self._is(one, row, nameless=not (one.key and row.key), agrees=agrees):
                return row, False
        for row in same_text:
            nameless = not (one.key and row.key) and not (one.link and row.link)
            if self._is(one, row, nameless=nameless, agrees=nameless):
                return row, False
        return None, bool(same_link or same_text)

    def _is(self, one: Entry, row: Known, *, nameless: bool, agrees: bool) -> bool:
        """Tell whether an entry that shares a link or a text with a row is the same post.

        `nameless`: there is no other identity; `agrees`: a second sign is the same.
        """
        dated = one.published_at is not None and one.published_at == row.published_at
        if self._owner.get(row, one) is one:
            return nameless or agrees or dated
        # The feed holds the other one beside it: only a twin is the same.
        return agrees and (dated or (nameless and one.published_at == row.published_at))
