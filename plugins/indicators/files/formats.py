"""The files of a figure: their endings, their types, and what readers use them for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Format:
    """A file that stands at a figure's address with this `ending`."""

    ending: str
    label: str
    media_type: str
    use: str


EXCEL = Format("-excel.csv", "Excel", "text/csv", "Tabelle für Excel und LibreOffice")
CSV = Format(".csv", "CSV", "text/csv", "ein Wert je Zeile, für die Auswertung")
SVG = Format(".svg", "SVG", "image/svg+xml", "Bild, das auch groß gedruckt scharf bleibt")
PNG = Format(".png", "PNG", "image/png", "Bild für Texte und Präsentationen")
JSON = Format(".json", "JSON", "application/json", "Werte mit allen Angaben, für Programme")

FORMATS = (EXCEL, CSV, SVG, PNG, JSON)
# Beside each figure stand those that most readers ask for.
BESIDE = (EXCEL, CSV, SVG, PNG)
