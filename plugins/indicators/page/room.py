"""Room for texts of which the page must know the width: classes of chart.css, each some rems wide."""

from collections.abc import Iterable

from plugins.indicators.picture.metrics import BOLD, REGULAR, ROOM, width

# The rooms that chart.css has, in rem: few, for each is a rule.
AXIS = (2, 3, 4, 5, 7, 11)
ENDS = (4, 6, 8, 11, 14)


def room(texts: Iterable[str], size: float, gap: float, face: str = REGULAR) -> str:
    """Return the class that keeps room for the widest text and a gap; `size` and `gap` in rem."""
    return f"axis-{_least(AXIS, texts, size, gap, face)}"


def room_behind(texts: Iterable[str], size: float, gap: float) -> str:
    """Return the class that keeps room for the names at the ends of lines on a wide page."""
    return f"ends-{_least(ENDS, texts, size, gap, BOLD)}"


def _least(rooms: tuple[int, ...], texts: Iterable[str], size: float, gap: float, face: str) -> int:
    widest = max(width(text, size, face) for text in texts) * ROOM + gap
    return next((each for each in rooms if each >= widest), rooms[-1])
