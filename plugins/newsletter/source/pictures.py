"""The pictures of an entry, had from the feed's own place and made ready for a mail.

Own place: the host of the feed, with or without `www.`; for a feed file the folder that its site was built into. A picture
that cannot be had is left out, with a sentence that says why; the mail shows its text instead.
"""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from plugins.newsletter.errors import FeedUnusable
from plugins.newsletter.source import plain
from plugins.newsletter.source.download import Rules, download
from plugins.newsletter.source.entry import Entry, Picture
from plugins.newsletter.source.imaging import ready
from plugins.newsletter.source.links import origin
from plugins.newsletter.source.network import Patience
from plugins.newsletter.source.reach import is_loopback, public, this_machine

MOST = 12
PATIENCE = Patience(connect=5, read=10, total=20)
_SOURCE = re.compile(r'<img[^>]*? src="([^"]+)"')
Load = Callable[[str], bytes]


def with_pictures(entry: Entry, load: Load) -> tuple[Entry, tuple[str, ...]]:
    """Return the entry with its pictures, and a sentence for each that is missing."""
    pictures: dict[str, Picture] = {}
    notes: list[str] = []
    wanted = [one for one in dict.fromkeys(_addresses(entry)) if plain.fits(one)]
    if len(wanted) > MOST:
        notes.append(
            f"Der Beitrag „{entry.title}“ hat {len(wanted)} Bilder; die Mail zeigt {MOST}."
        )
    for address in wanted[:MOST]:
        try:
            content = load(address)
        except FeedUnusable as error:
            notes.append(f"{error} Die Mail zeigt statt seiner den Alternativtext.")
            continue
        picture = ready(content)
        if picture is None:
            notes.append(
                f"Das Bild „{_name(address)}“ ist kein PNG, JPEG, GIF oder WebP oder ist beschädigt "
                "oder zu groß. Die Mail zeigt statt seiner den Alternativtext."
            )
        else:
            pictures[address] = picture
    return replace(entry, pictures=pictures), tuple(notes)


def from_web(feed: str, limit: int, patience: Patience = PATIENCE) -> Load:
    """Return what loads pictures from the host of a feed's address, up to `limit` bytes each."""
    own = _place(feed)
    reach = this_machine if is_loopback(urlsplit(feed).hostname) else public

    def follow(_: str, there: str) -> bool:
        return _place(there) == own

    def load(address: str) -> bytes:
        what = f"Das Bild „{_name(address)}“"
        if _place(address) != own:
            raise FeedUnusable(f"{what} liegt nicht auf dem Rechner des Feeds.")
        rules = Rules(what, limit, reach, follow, patience)
        return download(address, {}, rules).content or b""

    return load


def from_folder(file: Path, home: str, limit: int) -> Load:
    """Return what reads pictures out of the folder that a feed's file was built into.

    `home` is the public address of the feed, or of the site. The end that both share tells the
    folder: /srv/output/feeds/alle.xml and https://blog.example/feeds/alle.xml → /srv/output.
    """
    folder, above = _root(file, home)
    own = _place(home)

    def load(address: str) -> bytes:
        what = f"Das Bild „{_name(address)}“"
        path = unquote(urlsplit(address).path)
        if _place(address) != own or not path.startswith(above):
            raise FeedUnusable(f"{what} gehört nicht zur Seite des Feeds.")
        try:
            found = (folder / path.removeprefix(above).lstrip("/")).resolve(strict=True)
            inside = found.is_relative_to(folder.resolve()) and found.is_file()
            if inside and found.stat().st_size <= limit:
                return found.read_bytes()
        except (OSError, ValueError) as error:
            raise FeedUnusable(f"{what} fehlt im Ordner des Feeds.") from error
        if inside:
            raise FeedUnusable(f"{what} ist größer als {limit / 1_000_000:.3g} MB.")
        raise FeedUnusable(f"{what} liegt nicht im Ordner des Feeds.")

    return load


def _root(file: Path, home: str) -> tuple[Path, str]:
    """Return the folder of the site, and the path of its address that stands for this folder."""
    there = PurePosixPath(unquote(urlsplit(home).path)).parts[1:]
    here = file.absolute().parts
    shared = 0
    while shared < min(len(there), len(here) - 1) and there[-1 - shared] == here[-1 - shared]:
        shared += 1
    if not shared:
        return file.absolute().parent, "/"
    above = "/".join(("", *there[: len(there) - shared], ""))
    return Path(*here[: len(here) - shared]), above


def _addresses(entry: Entry) -> Iterator[str]:
    if entry.lead:
        yield entry.lead
    for found in _SOURCE.finditer(entry.html):
        yield html.unescape(found[1])


def _place(address: str) -> tuple[str, str, int] | None:
    """Return scheme, host without `www.`, and port."""
    try:
        scheme, host, port = origin(address)
    except ValueError:
        return None
    return scheme, host.removeprefix("www."), port


def _name(address: str) -> str:
    return unquote(urlsplit(address).path).rpartition("/")[2][:80] or "ohne Namen"
