"""SVG: only what draws. Anything that acts or loads is a fault; what names people goes unseen."""

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from plugins.images.embedded import has_notes

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_ACTING = {
    "script", "foreignObject", "iframe", "embed", "object", "audio", "video", "handler", "listener",
    "animate", "animateMotion", "animateTransform", "set", "discard",
}  # fmt: skip
_SILENT = {"metadata", "a", "title", "desc"}
_LENGTH = re.compile(r"\s*((?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(px|pt|mm|cm|in)?\s*")
_PIXELS = {None: 1.0, "px": 1.0, "pt": 4 / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_INWARD = re.compile(r"#|data:image/(?:png|jpeg|webp);base64,")
_OUTWARD_STYLE = re.compile(r"@import|url\(\s*['\"]?(?!['\"#])", re.IGNORECASE)


@dataclass(frozen=True)
class Vector:
    """A clean SVG and its size."""

    svg: bytes
    width: int
    height: int


Problem = tuple[str, str]


def read_vector(data: bytes) -> Vector | Problem:
    """Return the SVG in `data` without comments, editors' notes and names, or what is wrong with it."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return (
            "Die SVG-Datei lässt sich nicht öffnen; sie ist beschädigt.",
            "Speichern Sie sie im Zeichenprogramm noch einmal als „einfaches SVG“.",
        )
    if root.tag != f"{_SVG}svg" or _has_entities(root):
        return (
            "In der SVG-Datei ist kein Bild, das die Website zeigen kann.",
            "Speichern Sie sie im Zeichenprogramm als „einfaches SVG“, oder als PNG.",
        )
    for element in root.iter(etree.Element):
        if problem := _judged(element):
            return problem
    size = _size(root)
    if size is None:
        return (
            "Der SVG-Datei fehlt ihre Größe.",
            "Geben Sie im Zeichenprogramm Breite und Höhe an, oder speichern Sie es als PNG.",
        )
    _strip(root)
    root.insert(0, _paper(root))
    root.set("width", str(size[0]))
    root.set("height", str(size[1]))
    return Vector(etree.tostring(root), *size)


def _has_entities(root: Any) -> bool:  # noqa: ANN401 - lxml has no types
    declared = root.getroottree().docinfo.internalDTD
    return declared is not None and any(True for _ in declared.iterentities())


def _judged(element: Any) -> Problem | None:  # noqa: ANN401 - lxml has no types
    name = etree.QName(element).localname
    if name in _ACTING:
        return (
            f"In der SVG-Datei steckt etwas, das handelt oder sich bewegt ({name}).",
            "Speichern Sie sie im Zeichenprogramm als „einfaches SVG“, oder als PNG.",
        )
    if name in {"text", "textPath"}:
        return (
            "In der SVG-Datei steht Schrift; sie sähe auf jedem Gerät anders aus.",
            "Wandeln Sie im Zeichenprogramm Text in Pfade um, oder speichern Sie es als PNG.",
        )
    outward = name == "style" and _OUTWARD_STYLE.search(element.text or "")
    for key, value in element.attrib.items():
        attribute = etree.QName(key).localname.lower()
        if attribute.startswith("on"):
            return (
                f"In der SVG-Datei steckt ein Skript ({attribute}).",
                "Speichern Sie sie im Zeichenprogramm als „einfaches SVG“, oder als PNG.",
            )
        links = attribute in {"href", "src"} and name != "a"
        if (links and not _INWARD.match(value.strip())) or _OUTWARD_STYLE.search(value):
            outward = True
        elif links and value.strip().startswith("data:") and has_notes(value):
            return (
                "In der SVG-Datei steckt ein Foto, in dem noch steht, wo oder womit es entstand.",
                "Speichern Sie das Ganze als JPEG oder PNG; dann entfernt die Website es.",
            )
    if outward:
        return (
            "Die SVG-Datei lädt etwas von woanders.",
            "Betten Sie es im Zeichenprogramm ein, oder speichern Sie das Bild als PNG.",
        )
    return None


def _size(root: Any) -> tuple[int, int] | None:  # noqa: ANN401 - lxml has no types
    lengths = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if all(lengths):
        width, height = (float(found[1]) * _PIXELS[found[2]] for found in lengths if found)
    else:
        box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
        try:
            width, height = float(box[2]), float(box[3])
        except (IndexError, ValueError):
            return None
    if not (1 <= width < 1e5 and 1 <= height < 1e5):  # noqa: PLR2004 - a size that makes sense
        return None
    if "viewBox" not in root.attrib:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    return round(width), round(height)


def _paper(root: Any) -> Any:  # noqa: ANN401 - lxml has no types
    """Return a white ground: on dark paper black lines would vanish."""
    sides = zip(
        ("x", "y", "width", "height"),
        re.split(r"[\s,]+", root.get("viewBox").strip()),
        strict=False,
    )
    return root.makeelement(f"{_SVG}rect", {"fill": "#fff", **dict(sides)})


def _strip(root: Any) -> None:  # noqa: ANN401 - lxml has no types
    """Take out what draws nothing: names of people and folders, links, notes of programs."""
    for element in list(root.iter(etree.Element)):
        if not element.tag.startswith(_SVG) or etree.QName(element).localname in _SILENT - {"a"}:
            if element.getparent() is not None:
                element.getparent().remove(element)
            continue
        if etree.QName(element).localname == "a":
            element.tag = f"{_SVG}g"
            for key in [key for key in element.attrib if etree.QName(key).localname == "href"]:
                del element.attrib[key]
        for key in element.attrib.keys():  # noqa: SIM118 - a list of lxml's; keys go meanwhile
            foreign = key[0] == "{" and not key.startswith(_XLINK)
            if foreign or key.startswith(("data-", "aria-")):
                del element.attrib[key]
    etree.cleanup_namespaces(root)
