"""Old addresses: where each leads now, and what the former site had that is not here yet.

Puts `not_migrated` into the templates' context, and the rules as plain tuples (source, target, status) into
the setting REDIRECTS, for the plugin that tells them to web servers.
"""

from typing import Any

from pelican import signals

from plugins.manuscript.build import PageLink, build_of
from plugins.manuscript.vocabulary import field_keys
from plugins.redirects.aliases import check_aliases, check_table
from plugins.redirects.rules import Homes, not_migrated, redirects
from plugins.redirects.table import read_table

__all__ = ["register"]

_RULES = "REDIRECTS"
_WAITING = "REDIRECTS_WAITING"


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_read)
    signals.generator_init.connect(_offer)


def _read(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    build = build_of(pelican.settings)
    shown = [
        one
        for one in build.archive
        if one.usable and (build.preview or one.is_public(build.moment))
    ]
    for one in shown:
        check_aliases(one, build.faults)
    homes = Homes(shown)
    rows, source = read_table(build.content, build.root, field_keys(build.content), build.faults)
    if source is not None:
        check_table(rows, homes, source.path, build.faults)
        for row in rows:
            if row.page:  # looked up when the site is written
                target, _, place = row.page.partition("#")
                line = source.line(row.line)
                column = line.find(row.page) + 1
                build.links.append(PageLink(source.path, row.line, column, line, target, place))
    pelican.settings[_RULES] = redirects(rows, homes)
    pelican.settings[_WAITING] = not_migrated(rows, homes)


def _offer(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
    generator.context["not_migrated"] = generator.settings[_WAITING]
