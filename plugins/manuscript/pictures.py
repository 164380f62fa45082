"""Pictures of a text: own file, not too large, alternative text, source."""

from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from plugins.manuscript.conversion import Conversion
from plugins.manuscript.picturefiles import find_picture


def check_picture(image: Element, conversion: Conversion) -> None:
    """Check an `img` element and write its address from the site's root."""
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
    if not image.get("alt", "").strip():
        fault(
            "Dem Bild fehlt der Alternativtext.",
            "Sagen Sie in der eckigen Klammer, was zu sehen ist: ![Drei Menschen am Tisch](…).",
        )
    if "Quelle:" not in image.get("title", ""):
        fault(
            "Dem Bild fehlt die Quelle.",
            'Schreiben Sie hinter den Dateinamen: "Bildunterschrift. Quelle: Name".',
        )
