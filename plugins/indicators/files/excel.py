"""The CSV that a German Excel opens by a double click: semicolons, decimal commas, BOM, CRLF."""

import csv
import io
from collections.abc import Iterable

from plugins.indicators.data.observations import PROVISIONAL, SIGNS
from plugins.indicators.data.series import Point, Series
from plugins.indicators.files.tidy import exact
from plugins.manuscript.dates import exact_as_known

COLUMNS = ("Indikator", "Einheit", "Schlüssel", "Gebiet", "Zeit", "Wert", "Hinweis")
# A cell that begins like this is a formula for Excel and for LibreOffice (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def excel_csv(series: Iterable[Series]) -> bytes:
    """Return the observations for a spreadsheet: exact values, signs of the statistics in words."""
    text = io.StringIO()
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(COLUMNS)
    for each in series:
        indicator, area = each.indicator, each.area
        for point in each.points:
            words = (indicator.title, indicator.unit.name, area.key, area.name)
            time = exact_as_known(point.time)
            value = exact(point.value).replace(".", ",")
            table.writerow([*map(_harmless, words), _harmless(time), value, _remark(point)])
    return text.getvalue().encode("utf-8-sig")


def _harmless(words: str) -> str:
    """Put an apostrophe before what a spreadsheet would calculate."""
    return f"'{words}" if words.startswith(_FORMULA) else words


def _remark(point: Point) -> str:
    if point.value is None:
        return SIGNS.get(point.status, "keine Angabe")
    return "vorläufig" if point.status == PROVISIONAL else ""
