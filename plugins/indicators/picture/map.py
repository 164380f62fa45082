"""The map of a picture, with its classes in words beside it."""

from plugins.indicators.kinds.grades import GAINS
from plugins.indicators.kinds.mapplot import SECRET_VALUE, MapPlot, Shape
from plugins.indicators.picture.canvas import EDGE, WIDTH, Canvas
from plugins.indicators.picture.metrics import wrap
from plugins.indicators.settings import PictureColors

_LEGEND = 198
_GAP = 24
_SWATCH = 20
_TALLEST = 440
_HATCH, _GRID = "hatch", "grid"
_DARK = (3, 4, 6)


def draw_map(canvas: Canvas, plot: MapPlot) -> None:
    """Draw the shapes and, to the right, the classes."""
    colors = canvas.colors
    room = WIDTH - 2 * EDGE - _LEGEND - _GAP
    scale = min(room / plot.width, _TALLEST / plot.height)
    top = canvas.y + 4
    covered, above = (
        "".join(
            _path(shape, colors, scale) for shape in plot.shapes if shape.is_highlighted is marked
        )
        for marked in (False, True)
    )
    canvas.add(
        f"{_lines(_HATCH, 'M3.5 0v7', colors)}"
        f"{''.join(_lines(_GRID, 'M3.5 0v7M0 3.5h7', colors) for each in plot.grades if each.number == SECRET_VALUE)}"
        f"{''.join(_dots(grade.number, colors) for grade in plot.grades)}"
        f'<g transform="translate({EDGE + 2} {top:.1f}) scale({scale:.4f})"'
        f' stroke-linejoin="round" fill-rule="evenodd">{covered}'
        f'<path d="{plot.borders}" fill="none"{_stroke(colors.ink, 1.75, scale)}/>{above}</g>'
    )
    bottom = top + plot.height * scale
    canvas.y = top
    for grade in plot.grades:
        look = f' fill="{_fill(grade.number, colors)}"{_stroke(colors.stroke, 1)}'
        _item(canvas, look, grade.label, grade.counted)
    if plot.highlighted:
        _item(canvas, f' fill="none"{_stroke(colors.ink, 3)}', plot.highlighted)
    canvas.y = max(bottom, canvas.y) + 8


def _item(canvas: Canvas, look: str, label: str, counted: str = "") -> None:
    left = WIDTH - EDGE - _LEGEND
    canvas.add(f'<rect x="{left}" y="{canvas.y:.1f}" width="{_SWATCH}" height="14"{look}/>')
    lines = [(line, canvas.colors.ink) for line in wrap(label, _LEGEND - _SWATCH - 10, 13)]
    if counted:
        lines.append((counted, canvas.colors.quiet))
    for line, color in lines:
        canvas.y += 17
        canvas.text(left + _SWATCH + 10, canvas.y - 5, line, color=color)
    canvas.y += 9


def _path(shape: Shape, colors: PictureColors, scale: float) -> str:
    # Two dark neighbours are parted by a light line, two light ones by a dark line.
    line = colors.paper if shape.grade in _DARK else colors.stroke
    look = (colors.ink, 3.5) if shape.is_highlighted else (line, 0.75)
    return f'<path d="{shape.path}" fill="{_fill(shape.grade, colors)}"{_stroke(*look, scale)}/>'


def _fill(grade: int, colors: PictureColors) -> str:
    if grade in GAINS:
        return f"url(#gain{grade})"
    if grade > 0:
        return colors.classes[grade - 1]
    return f"url(#{_GRID if grade == SECRET_VALUE else _HATCH})"


def _lines(name: str, path: str, colors: PictureColors) -> str:
    """Return a pattern of lines, for areas without a value."""
    return (
        f'<pattern id="{name}" width="7" height="7" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate(45)"><path d="{path}" stroke="{colors.stroke}"'
        ' stroke-width="1.5"/></pattern>'
    )


def _dots(grade: int, colors: PictureColors) -> str:
    """Return the pattern of gains: dots, so that they are told without colour."""
    if grade not in GAINS:
        return ""
    dot = colors.paper if grade in _DARK else colors.ink
    return (
        f'<pattern id="gain{grade}" width="7" height="7" patternUnits="userSpaceOnUse">'
        f'<rect width="7" height="7" fill="{colors.gains[GAINS.index(grade)]}"/>'
        f'<circle cx="3.5" cy="3.5" r="1" fill="{dot}"/></pattern>'
    )


def _stroke(color: str, size: float, scale: float = 1) -> str:
    """Return a stroke that is `size` wide after scaling; resvg knows no `vector-effect`."""
    return f' stroke="{color}" stroke-width="{size / scale:.2f}"'
