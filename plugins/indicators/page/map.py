"""The map of a page: an SVG without text, so that none shrinks, and beside it the classes in words.

Colours and strokes: chart.css. Only the hatch is made here: a pattern needs an address.
"""

from html import escape

from plugins.indicators.kinds.mapplot import MapPlot, Shape
from plugins.indicators.page.valuetable import keyed


def area_map(plot: MapPlot, label: str) -> str:
    """Return the HTML of a map. `label` is the id of the title; the hatch is named after it."""
    hatch = f"{label}-h"
    grades = [
        _item(_class(grade.number, hatch), grade.label, grade.counted) for grade in plot.grades
    ]
    if plot.highlighted:
        grades.append(_item(' class="highlight" fill="none"', plot.highlighted))
    covered = "".join(_path(shape, hatch) for shape in plot.shapes if not shape.is_highlighted)
    above = "".join(_path(shape, hatch) for shape in plot.shapes if shape.is_highlighted)
    return (
        '<div class="chart-places">'
        # The table says what is drawn; shapes without names would only be noise.
        f'<svg viewBox="-2 -2 {plot.width + 4} {plot.height + 4}" aria-hidden="true">'
        f"{_hatch(plot, hatch)}{covered}"
        f'<path class="borders" d="{plot.borders}"/>{above}</svg>'
        f'<ul class="chart-key">{"".join(grades)}</ul></div>'
    )


def _hatch(plot: MapPlot, name: str) -> str:
    if all(grade.number for grade in plot.grades):
        return ""
    return (
        f'<pattern id="{name}" width="6" height="6" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><path d="M3 0v6"/></pattern>'
    )


def _class(grade: int, hatch: str, more: str = "") -> str:
    """Return the class of a shape; one without a value is hatched."""
    fill = "" if grade else f' fill="url(#{hatch})"'
    return f' class="g{grade}{more}"{fill}'


def _path(shape: Shape, hatch: str) -> str:
    more = " highlight" if shape.is_highlighted else ""
    return f'<path{_class(shape.grade, hatch, more)}{keyed(shape.key)} d="{shape.path}"/>'


def _item(look: str, label: str, counted: str = "") -> str:
    count = f": <span>{escape(counted)}</span>" if counted else ""
    return f'<li><svg aria-hidden="true"><rect{look}/></svg>{escape(label)}{count}</li>'
