"""Links of a text: where they lead, and whether that exists."""

from urllib.parse import quote, unquote, urlsplit

from markdown.util import AMP_SUBSTITUTE

from plugins.manuscript.build import PageLink
from plugins.manuscript.conversion import Conversion
from plugins.manuscript.picturefiles import PICTURES, file_of, find_picture
from plugins.manuscript.renditions import PictureHandler, PictureUse
from plugins.manuscript.suggestions import suggest
from plugins.manuscript.vocabulary import DRAFT

_FILES = (PICTURES, "dokumente/")
_SCHEMES = {"https", "http", "mailto", "tel"}


class LinkCheck:
    """The checks of links for the manuscript of a conversion."""

    def __init__(self, conversion: Conversion) -> None:
        self._conversion = conversion
        self._build = conversion.build
        self._manuscript = conversion.manuscript
        self._line, self._column, self._length = 0, 0, 0

    def link(self, href: str) -> str:
        """Check a link and return the address to write: a link to a file becomes its page's."""
        if href.startswith(AMP_SUBSTITUTE):
            return href  # Markdown's own way to write a mail address
        self._line, self._column = self._conversion.place_of_target(href)
        self._length = len(href)
        plain = href.removeprefix("{filename}").removeprefix("{static}")
        parts = urlsplit(plain)
        if parts.scheme or plain.startswith("//"):
            if parts.scheme not in _SCHEMES:
                self._fault(
                    f"Einen Link auf „{href}“ nimmt die Website nicht an.",
                    "Erlaubt sind https://, mailto:, tel: und Adressen dieser Website.",
                )
            return href
        path = unquote(parts.path)
        fragment = unquote(parts.fragment)
        if path.endswith(".md"):
            return self._manuscript_link(path, fragment)
        if path.lstrip("/").startswith(_FILES):
            if picture := self._file(path.lstrip("/")):
                return picture
            return quote(f"/{path.lstrip('/')}") + (f"#{quote(fragment)}" if fragment else "")
        if path and not path.startswith("/"):
            self._fault(
                f"Der Link „{href}“ führt ins Leere.",
                "Eine Adresse dieser Website beginnt mit /, eine fremde mit https://.",
            )
        else:
            self._later(path or self._manuscript.address, fragment)
        return href

    def _manuscript_link(self, path: str, fragment: str) -> str:
        found = self._build.archive.find(path, self._manuscript)
        if found is None:
            known = [f"/{name}" for name in self._build.archive.manuscripts]
            self._fault(f"Die Datei „{path}“ gibt es nicht.", suggest(path, known))
            return quote(path)  # without {filename}: Pelican would warn of it a second time
        if not self._build.preview and not found.is_public(self._build.moment):
            why = "ein Entwurf" if found.metadata.status == DRAFT else "noch nicht erschienen"
            self._fault(
                f"„{found.metadata.title}“ ist {why}; der Link führte ins Leere.",
                "Veröffentlichen Sie beide zusammen, oder nehmen Sie den Link heraus.",
            )
        elif found.usable:
            self._later(found.address, fragment)
        return found.address + (f"#{fragment}" if fragment else "")

    def _file(self, path: str) -> str:
        """Check a file; return where readers find it if not under its own name, as pictures."""
        file = self._build.content / path
        if path.startswith(PICTURES) and self._build.pictures is not None:
            return self._picture(path, self._build.pictures)
        if not file.is_file():
            known = [entry.name for entry in file.parent.glob("*.*")]
            self._fault(
                f"Die Datei „/{path}“ gibt es nicht.",
                suggest(file.name, known) or f"Legen Sie sie in den Ordner content/{path}.",
            )
        return ""

    def _picture(self, path: str, pictures: PictureHandler) -> str:
        address, problem = find_picture(self._build.content, path)
        if problem:
            self._fault(*problem)
            return ""
        name, excerpt = self._manuscript.path, self._manuscript.source.line(self._line)
        file = file_of(self._build.content, address)
        place = (name, self._line, self._column, self._length, excerpt)
        rendition = pictures(PictureUse(file, "link", "", *place))
        return rendition.src if rendition else ""

    def _later(self, address: str, fragment: str) -> None:
        """Keep the link until all pages are written; only then it is known what answers."""
        line = self._manuscript.source.line(self._line)
        self._build.links.append(
            PageLink(self._manuscript.path, self._line, self._column, line, address, fragment)
        )

    def _fault(self, message: str, advice: str) -> None:
        self._conversion.fault_at(self._line, self._column, self._length, message, advice)
