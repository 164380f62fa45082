"""The lead picture of an entry, with the size and type that both formats ask for."""

import logging
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from plugins.feeds.addresses import absolute
from plugins.feeds.entry import Enclosure
from plugins.feeds.settings import FeedSettings

# Python's own table differs from machine to machine.
_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
_LOG = logging.getLogger(__name__)


def enclosure(
    address: str, alt: str, settings: FeedSettings, folders: Sequence[Path]
) -> Enclosure | None:
    """Return the picture at `address` (from the site's root), measured in the first of `folders`.

    A picture whose file or type is unknown is left out with a warning: an enclosure without its
    length is invalid.
    """
    path = unquote(address).lstrip("/")
    media_type = _TYPES.get(PurePosixPath(path).suffix.lower())
    file = next((folder / path for folder in folders if (folder / path).is_file()), None)
    if media_type is None or file is None:
        _LOG.warning("Feeds: Das Bild %s fehlt oder hat eine unbekannte Art.", address)
        return None
    url = absolute(settings.address(""), address)
    return Enclosure(url, file.stat().st_size, media_type, alt)
