"""Links and pictures of a text: where they lead, and whether that exists."""

from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from plugins.manuscript.build import PageLink
from plugins.manuscript.conversion import Conversion
from plugins.manuscript.suggestions import suggest
from plugins.manuscript.vocabulary import DRAFT

PICTURE_BYTES = 5_000_000
_FILES = ("bilder/", "dokumente/")
_SCHEMES = {"https", "http", "mailto", "tel"}


class LinkCheck:
    """The checks for the manuscript of a conversion."""

    def __init__(self, conversion: Conversion) -> None:
        self._conversion = conversion
        self._build = conversion.build
        self._manuscript = conversion.manuscript

    def link(self, href: str) -> str:
        """Check a link and return the address to write: a link to a file becomes its page's."""
        target = unquote(href)
        plain = target.removeprefix("{filename}").removeprefix("{static}")
        parts = urlsplit(plain)
        if parts.scheme or plain.startswith("//"):
            if parts.scheme not in _SCHEMES:
                self._conversion.fault(
                    href,
                    f"Einen Link auf „{href}“ nimmt die Website nicht an.",
                    "Erlaubt sind https://, mailto:, tel: und Adressen dieser Website.",
                )
            return href
        if not parts.path:
            return href
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        if parts.path.endswith(".md"):
            return self._manuscript_link(href, parts.path) + fragment
        if parts.path.lstrip("/").startswith(_FILES):
            self._file(href, parts.path)
            return "/" + parts.path.lstrip("/") + fragment
        if not parts.path.startswith("/"):
            self._conversion.fault(
                href,
                f"Der Link „{href}“ führt ins Leere.",
                "Eine Adresse dieser Website beginnt mit /, eine fremde mit https://.",
            )
            return href
        line, column = self._conversion.place(href)
        self._build.links.append(
            PageLink(
                self._manuscript.path, line, column, self._manuscript.source.line(line), parts.path
            )
        )
        return href

    def _manuscript_link(self, href: str, path: str) -> str:
        found = self._build.archive.find(path, self._manuscript)
        if found is None:
            known = [f"/{name}" for name in self._build.archive.manuscripts]
            self._conversion.fault(href, f"Die Datei „{path}“ gibt es nicht.", suggest(path, known))
            return href
        if not self._build.preview and not found.is_public(self._build.moment):
            why = "ein Entwurf" if found.metadata.status == DRAFT else "noch nicht erschienen"
            self._conversion.fault(
                href,
                f"„{found.metadata.title}“ ist {why}; der Link führte ins Leere.",
                "Veröffentlichen Sie beide zusammen, oder nehmen Sie den Link heraus.",
            )
        return found.address or href

    def _file(self, href: str, path: str) -> None:
        file = self._build.content / path.lstrip("/")
        if not file.is_file():
            folder = file.parent if file.parent.is_dir() else self._build.content
            known = [entry.name for entry in folder.iterdir() if entry.is_file()]
            self._conversion.fault(
                href,
                f"Die Datei „{path}“ gibt es nicht.",
                suggest(file.name, known) if known else f"Legen Sie sie in content{path}.",
            )

    def picture(self, image: Element) -> None:
        """Check a picture: own file, not too large, alternative text, source."""
        src = unquote(image.get("src", ""))
        path = src.removeprefix("{static}").removeprefix("{filename}")
        if urlsplit(path).scheme or path.startswith("//"):
            self._conversion.fault(
                src,
                "Ein Bild von einer fremden Website wird nicht geladen.",
                "Legen Sie das Bild in content/bilder/ (Rechte vorher klären).",
            )
            return
        relative = path.lstrip("/")
        relative = relative if relative.startswith("bilder/") else f"bilder/{relative}"
        file = self._build.content / relative
        if not file.is_file():
            folder = self._build.content / "bilder"
            known = [entry.relative_to(folder).as_posix() for entry in folder.rglob("*.*")]
            self._conversion.fault(
                src,
                f"Das Bild „{path}“ gibt es nicht.",
                suggest(relative.removeprefix("bilder/"), known)
                or "Legen Sie es in den Ordner content/bilder/.",
            )
        elif file.stat().st_size > PICTURE_BYTES:
            size = file.stat().st_size / 1_000_000
            self._conversion.fault(
                src,
                f"Das Bild ist {size:.0f} MB groß.",
                f"Verkleinern Sie es auf höchstens {PICTURE_BYTES // 1_000_000} MB "
                "(2.000 Bildpunkte Breite genügen).",
            )
        image.set("src", f"/{relative}")
        if not image.get("alt", "").strip():
            self._conversion.fault(
                src,
                "Dem Bild fehlt der Alternativtext.",
                "Sagen Sie in der eckigen Klammer, was zu sehen ist: ![Drei Menschen am Tisch](…).",
            )
        if "Quelle:" not in image.get("title", ""):
            self._conversion.fault(
                src,
                "Dem Bild fehlt die Quelle.",
                'Schreiben Sie hinter den Dateinamen: "Bildunterschrift. Quelle: Name".',
            )

    def _fault(self, text: str, message: str, advice: str) -> None:
        self._conversion.fault(text, message, advice)
