"""The pictures of one mail: taken in order while there is room, named by `cid:`, never remote."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

from plugins.newsletter.source.entry import Picture

WIDEST = 560  # px: the text column of a mail
_MOST = 10
_BYTES = 1_000_000
_PIXEL = 2  # px: nothing to see, so nothing to show


@dataclass(frozen=True)
class Wording:
    """The words that stand in for what a mail cannot show; out of the templates."""

    picture: str
    links: str
    see_picture: str


@dataclass
class Album:
    """Pictures of a mail, at most ten and one megabyte; each is one part, however often shown.

    `name` gives the Content-ID of a picture.
    """

    name: Callable[[Picture], str]
    taken: dict[str, Picture] = field(default_factory=dict)

    def take(self, picture: Picture) -> str:
        """Return the `cid:` address of a picture, "" where there is no room for it."""
        if picture.digest not in self.taken:
            size = sum(len(each.content) for each in self.taken.values()) + len(picture.content)
            if len(self.taken) == _MOST or size > _BYTES:
                return ""
            self.taken[picture.digest] = picture
        return f"cid:{self.name(picture)}"


@dataclass(frozen=True)
class Shown:
    """A picture as the HTML shows it: `source` is its cid, sizes are CSS pixels."""

    source: str
    alt: str
    width: int
    height: int


def shown(picture: Picture, alt: str, album: Album, wished: str = "") -> Shown | None:
    """Return how a picture is shown, None where the album is full. `wished`: a width in pixels."""
    source = album.take(picture)
    if not source:
        return None
    width = min(picture.width, _number(wished), WIDEST)
    return Shown(source, alt, width, max(1, round(picture.height * width / picture.width)))


def replace_pictures(
    tree: BeautifulSoup,
    pictures: Mapping[str, Picture],
    *,
    link: str,
    album: Album,
    wording: Wording,
) -> None:
    """Let every img name a part of the mail; without one its alt text and a link stand there."""
    for image in tree.find_all("img"):
        picture = pictures.get(str(image.get("src", "")))
        alt = str(image.get("alt", ""))
        anchor = image.find_parent("a")
        if _is_a_pixel(image, picture):
            image.extract()
            continue
        view = shown(picture, alt, album, str(image.get("width", ""))) if picture else None
        if view:
            alone_in_link = anchor is not None and not anchor.get_text(strip=True)
            image.attrs = {
                "src": view.source,
                "alt": alt or (wording.see_picture if alone_in_link else ""),
                "width": str(view.width),
                "height": str(view.height),
            }
        elif anchor is not None or not link:
            image.replace_with(alt or (wording.see_picture if anchor is not None else ""))
        else:
            _put_words(image, tree, alt, link, wording)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 6 else WIDEST  # noqa: PLR2004  # no picture is wider


def _is_a_pixel(image: Tag, picture: Picture | None) -> bool:
    sizes = {_number(str(image.get(side, ""))) for side in ("width", "height")}
    if picture:
        sizes |= {picture.width, picture.height}
    return min(sizes) <= _PIXEL


def _put_words(image: Tag, tree: BeautifulSoup, alt: str, link: str, wording: Wording) -> None:
    anchor = tree.new_tag("a", attrs={"href": link})
    anchor.string = wording.see_picture
    if alt:
        image.insert_before(f"[{wording.picture}: {alt}] ")
    image.replace_with(anchor)
