"""Pictures of a text: own file, alternative text, source; what readers get of them."""

from dataclasses import replace
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from plugins.manuscript.build import Build
from plugins.manuscript.conversion import Conversion
from plugins.manuscript.manuscript import Manuscript, Picture
from plugins.manuscript.picturefiles import file_of, find_picture
from plugins.manuscript.renditions import PictureUse, Rendition


def check_picture(image: Element, conversion: Conversion) -> None:
    """Check an `img` element and write its address from the site's root.

    With a plugin for pictures it becomes a `picture` with all its files.
    """
    src = image.get("src", "")
    line, column = conversion.place_of_target(src)

    def fault(message: str, advice: str) -> None:
        conversion.fault_at(line, column, len(src), message, advice)

    if "\\" not in src and (urlsplit(src).scheme or src.startswith("//")):
        fault(
            "Ein Bild von einer fremden Website wird nicht geladen.",
            "Legen Sie das Bild in content/bilder/ (Rechte vorher klären).",
        )
        return
    address, problem = find_picture(conversion.build.content, src)
    if problem:
        fault(*problem)
    image.set("src", address)
    alt = image.get("alt", "").strip()
    if not alt:
        fault(
            "Dem Bild fehlt der Alternativtext.",
            "Sagen Sie in der eckigen Klammer, was zu sehen ist: ![Drei Menschen am Tisch](…).",
        )
    if "Quelle:" not in src + image.get("title", ""):  # in src with quotes of the wrong kind
        fault(
            "Dem Bild fehlt die Quelle.",
            'Schreiben Sie hinter den Dateinamen: "Bildunterschrift. Quelle: Name".',
        )
    build, manuscript = conversion.build, conversion.manuscript
    if build.pictures is None or problem:
        return
    excerpt = manuscript.source.line(line)
    file = file_of(build.content, address)
    use = PictureUse(file, "text", alt, manuscript.path, line, column, len(src), excerpt)
    _show(image, build.pictures(use))


def lead_picture(manuscript: Manuscript, build: Build) -> Picture | None:
    """Return the picture that stands above a text, with the files that readers get of it."""
    picture = manuscript.metadata.picture
    if picture is None or build.pictures is None:
        return picture
    line = manuscript.header_line("bild")
    excerpt = manuscript.source.line(line)
    name = excerpt.partition(":")[2].strip()
    use = PictureUse(
        file=file_of(build.content, picture.src),
        role="lead",
        alt=picture.alt,
        path=manuscript.path,
        line=line,
        column=excerpt.find(name) + 1,
        length=len(name),
        excerpt=excerpt,
    )
    rendition = build.pictures(use)
    return replace(picture, src=rendition.src, rendition=rendition) if rendition else None


def _show(image: Element, rendition: Rendition | None) -> None:
    """Turn an `img` into a `picture`, in its place; one that cannot be shown leaves its text."""
    attributes = dict(image.attrib)
    image.attrib.clear()
    if rendition is None:
        image.tag, image.text = "mark", attributes.get("alt")
        image.set("class", "fault")
        return
    image.tag = "picture"
    if title := attributes.pop("title", ""):
        image.set("title", title)  # the figure's caption, if it stands alone
    for media_type, srcset in rendition.sources:
        sizes = {"sizes": rendition.sizes} if " " in srcset else {}
        SubElement(image, "source", {"type": media_type, "srcset": srcset, **sizes})
    shown = SubElement(image, "img", attributes)
    shown.set("src", rendition.src)
    if rendition.srcset:
        shown.set("srcset", rendition.srcset)
        shown.set("sizes", rendition.sizes)
    shown.set("width", str(rendition.width))
    shown.set("height", str(rendition.height))
    shown.set("loading", "lazy")
    shown.set("decoding", "async")
