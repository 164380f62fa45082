"""Room for texts of which the page must know the width: classes of chart.css in whole rems."""

from collections.abc import Iterable

from plugins.indicators.picture.metrics import REGULAR, ROOM, width

_LEAST, _MOST = 2, 11


def room(texts: Iterable[str], size: float, gap: float, face: str = REGULAR) -> str:
    """Return the class that keeps room for the widest text and a gap; `size` and `gap` in rem."""
    widest = max(width(text, size, face) for text in texts) * ROOM
    return f"axis-{min(max(int(widest + gap) + 1, _LEAST), _MOST)}"
