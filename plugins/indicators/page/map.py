"""The map of a page: an SVG without text, so that none shrinks, and beside it the classes in words.

Colours and strokes: chart.css. Only the patterns are made here, for they need addresses: a hatch where
a value is missing, a grid where it is secret, dots on gains where others lose, so that both are told without colour.
"""

from plugins.indicators.kinds.grades import MOST
from plugins.indicators.kinds.mapplot import SECRET_VALUE, MapPlot, Shape
from plugins.indicators.markup import escape
from plugins.indicators.page.valuetable import keyed

_PLAIN = range(1, MOST + 1)


def area_map(plot: MapPlot, label: str) -> str:
    """Return the HTML of a map. `label` is the id of the title; patterns are named after it."""
    grades = [
        _item(_class(grade.number, label), grade.label, grade.counted) for grade in plot.grades
    ]
    if plot.highlighted:
        grades.append(_item(' class="highlight" fill="none"', plot.highlighted))
    covered = "".join(_path(shape, label) for shape in plot.shapes if not shape.is_highlighted)
    above = "".join(_path(shape, label) for shape in plot.shapes if shape.is_highlighted)
    patterns = "".join(_pattern(grade.number, label) for grade in plot.grades)
    return (
        '<div class="chart-places">'
        # The table says what is drawn; shapes without names would only be noise.
        f'<svg viewBox="-2 -2 {plot.width + 4} {plot.height + 4}" aria-hidden="true">'
        f"{patterns}{covered}"
        f'<path class="borders" d="{plot.borders}"/>{above}</svg>'
        f'<ul class="chart-key">{"".join(grades)}</ul></div>'
    )


def _pattern(grade: int, label: str) -> str:
    if grade in _PLAIN:
        return ""
    sign = f'<path d="M3 0v6{"M0 3h6" if grade == SECRET_VALUE else ""}"/>'
    if grade > 0:
        sign = f'<circle class="c{grade}" r="9"/><circle cx="3" cy="3" r=".8"/>'
    return (
        f'<pattern id="{label}-{grade}" width="6" height="6" patternUnits="userSpaceOnUse"'
        f' patternTransform="rotate(45)">{sign}</pattern>'
    )


def _class(grade: int, label: str, more: str = "") -> str:
    """Return the class of a shape, and its pattern if it has one."""
    fill = "" if grade in _PLAIN else f' fill="url(#{label}-{grade})"'
    return f' class="g{max(grade, 0)}{more}"{fill}'


def _path(shape: Shape, label: str) -> str:
    more = " highlight" if shape.is_highlighted else ""
    return f'<path{_class(shape.grade, label, more)}{keyed(shape.key)} d="{shape.path}"/>'


def _item(look: str, label: str, counted: str = "") -> str:
    count = f": <span>{escape(counted)}</span>" if counted else ""
    return (
        f'<li><svg aria-hidden="true"><rect{look} width="100%"/></svg>{escape(label)}{count}</li>'
    )
