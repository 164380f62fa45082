"""The quiet line below a figure: its files, and its own page."""

from html import escape

from plugins.indicators.files.formats import BESIDE
from plugins.indicators.page.place import Place


def downloads(place: Place) -> str:
    """Return the line. Its links have short names: the figure around them says what they are of."""
    address = escape(place.address)
    files = " · ".join(
        f'<a href="{address}{each.ending}" download>{each.label}</a>' for each in BESIDE
    )
    return (
        f'<p class="chart-files">Herunterladen: {files}'
        f' <a href="{address}/">Zitieren und einbetten</a></p>'
    )
