"""What the plugins of one build share: the manuscripts, the handlers, the list of faults.

A build is one process (the preview starts a new one for each change), so nothing here outlives it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from plugins.manuscript.archive import Archive, read_archive
from plugins.manuscript.dates import now
from plugins.manuscript.directives import BlockHandler, InlineHandler
from plugins.manuscript.faults import Faults
from plugins.manuscript.renditions import PictureHandler
from plugins.manuscript.values import Setting
from plugins.manuscript.vocabulary import field_keys

SETTING = "MANUSCRIPT_BUILD"


@dataclass(frozen=True)
class PageLink:
    """A link to an address of this site, to be looked up when the site is written."""

    path: str
    line: int
    column: int
    excerpt: str
    target: str
    fragment: str = ""


@dataclass
class Build:
    """One build. Plugins register handlers by name in `blocks` and `inlines`, one in `pictures`.

    `hints` have the form of faults, but stop nothing: what looks wrong and may be right.
    """

    root: Path
    content: Path
    moment: datetime
    preview: bool
    archive: Archive
    faults: Faults
    hints: Faults = field(default_factory=Faults)
    blocks: dict[str, BlockHandler] = field(default_factory=dict)
    inlines: dict[str, InlineHandler] = field(default_factory=dict)
    pictures: PictureHandler | None = None
    links: list[PageLink] = field(default_factory=list)
    told: bool = False

    def path_of(self, file: str | Path) -> str:
        """Return a file's path as manuscripts and faults name it: from the root, with slashes."""
        return Path(file).relative_to(self.root).as_posix()


def begin_build(settings: Mapping[str, Any]) -> Build:
    """Read content/ and return the build that Pelican's settings describe."""
    content = Path(settings["PATH"])
    root = content.parent
    moment = now()
    preview = bool(settings.get("PREVIEW"))
    setting = Setting(ZoneInfo(settings["TIMEZONE"]), field_keys(content), content, moment)
    archive, faults = read_archive(root, setting, preview=preview)
    return Build(root, content, moment, preview, archive, faults)


def build_of(settings: Mapping[str, Any]) -> Build:
    """Return the build that `plugins.manuscript` began; it must be first in PLUGINS."""
    build = settings[SETTING]
    assert isinstance(build, Build)  # noqa: S101 - set by begin_build only
    return build
