"""Where every old address leads: one ordered list that each web server is told in its own words.

A source is one of these, and the first that fits decides:
`/x/` the path with and without its last slash; `/?p=276` the start page with this number;
`/tag/*` a path and all below it; `*/feed/` the end of any path.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from plugins.manuscript.manuscript import Manuscript
from plugins.redirects.period import Period
from plugins.redirects.table import Former

PERMANENT, FOR_NOW = 301, 302
POSTS = "/beitraege/"
FEED = "/feeds/alle.rss.xml"
# The section of a page that names what is not here yet (theme/templates/components/oldposts.html).
PLACE = "noch-nicht-uebernommen"
# WordPress' feeds, at the end of any address; its readers were given RSS.
_FEEDS = ("*/feed/", "*/feed/rss/", "*/feed/rss2/", "*/feed/rdf/", "*/feed/atom/")
# Lists of WordPress that have no page of the same name here.
_LISTS = ("/category/*", "/tag/*", "/author/*", "/page/*")


class Redirect(NamedTuple):
    """One rule; a plain tuple for the plugins that know nothing of this one."""

    source: str
    target: str
    status: int


@dataclass(frozen=True)
class OldPost:
    """A text of the former site that is not here yet, as far as it is known."""

    title: str
    when: Period


@dataclass(frozen=True)
class NotMigrated:
    """What is not here yet, newest first: all, and by the key of the field."""

    all: tuple[OldPost, ...]
    by_field: Mapping[str, tuple[OldPost, ...]]


class Homes:
    """The texts that readers can open, by what an old address may know of them."""

    def __init__(self, manuscripts: Iterable[Manuscript]) -> None:
        self._by_identifier: dict[UUID, str] = {}
        self._by_path: dict[str, str] = {}
        self.aliases: dict[str, str] = {}
        for one in manuscripts:
            if not one.address:
                continue
            if one.metadata.identifier:
                self._by_identifier[one.metadata.identifier] = one.address
            self._by_path[one.address] = one.address
            for alias in one.metadata.aliases:
                source = alias if "?" in alias else f"{alias.rstrip('/')}/"
                self.aliases.setdefault(source, one.address)

    def stands(self, path: str) -> bool:
        """Tell whether a text has this address."""
        return path in self._by_path

    def stands_below(self, path: str) -> bool:
        """Tell whether a text has this address or one that begins with it."""
        return any(address.startswith(path) for address in self._by_path)

    def of(self, row: Former) -> str:
        """Return the address of the text that a row means, or nothing where it is not here."""
        if row.identifier:
            return self._by_identifier.get(row.identifier, "")
        known = self._by_path | self.aliases
        return known.get(row.path, "") or known.get(f"/?p={row.number}", "")


def redirects(rows: Iterable[Former], homes: Homes) -> list[Redirect]:
    """Return all rules, those for one address before those for many."""
    exact = {alias: Redirect(alias, home, PERMANENT) for alias, home in homes.aliases.items()}
    lists = []
    for row in rows:
        if row.when is None:
            lists.append(Redirect(f"{row.path}*", row.page or POSTS, PERMANENT))
            continue
        home = homes.of(row)
        status = PERMANENT if home else FOR_NOW
        for source in (row.path, row.number and f"/?p={row.number}"):
            if source and source.lower() != home:
                exact.setdefault(source, Redirect(source, home or _waiting(row), status))
    return [
        *sorted(exact.values()),
        *(Redirect(source, FEED, PERMANENT) for source in _FEEDS),
        *lists,
        *(Redirect(each, POSTS, FOR_NOW) for each in _LISTS if not homes.stands(each.strip("*"))),
    ]


def not_migrated(rows: Iterable[Former], homes: Homes) -> NotMigrated:
    """Return what the former site had and this one has not; what has no known title is not named."""
    waiting = sorted(
        (row for row in rows if row.when and row.title and not homes.of(row)),
        key=lambda row: (row.when.order if row.when else "", row.line),
        reverse=True,
    )
    posts = [(OldPost(row.title, row.when), row.fields) for row in waiting if row.when]
    keys = dict.fromkeys(key for _, fields in posts for key in fields)
    by_field = {key: tuple(post for post, fields in posts if key in fields) for key in keys}
    return NotMigrated(tuple(post for post, _ in posts), by_field)


def _waiting(row: Former) -> str:
    if row.page:
        return row.page
    return f"/felder/{row.fields[0]}/#{PLACE}" if row.fields else f"{POSTS}#{PLACE}"
