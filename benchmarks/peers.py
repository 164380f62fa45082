"""The same three figures by the named peers: Vega-Altair with vl-convert, and matplotlib.

Each function draws from the same numbers as the house and returns an SVG. What the house adds for
free – table, description, source, German numbers, «k. A.» – the peers leave out, to their advantage.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import matplotlib as mpl
import vl_convert
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

mpl.rcParams["svg.fonttype"] = "none"


@dataclass(frozen=True)
class Numbers:
    """What a figure shows: name → time → value, and for a map rings of places by name."""

    title: str
    values: Mapping[str, Mapping[str, float]]
    rings: Mapping[str, Sequence[Sequence[Sequence[float]]]]


def altair_line(numbers: Numbers) -> str:
    """Draw a line per area."""
    rows = [
        {"area": area, "time": time, "value": value}
        for area, course in numbers.values.items()
        for time, value in course.items()
    ]
    chart = alt.Chart(alt.Data(values=rows), title=numbers.title).mark_line()
    return _convert(chart.encode(x="time:O", y="value:Q", color="area:N"))


def altair_bars(numbers: Numbers) -> str:
    """Draw a bar per area, sorted."""
    rows = [{"area": area, "value": value} for area, value in _last(numbers).items()]
    chart = alt.Chart(alt.Data(values=rows), title=numbers.title).mark_bar()
    return _convert(chart.encode(x="value:Q", y=alt.Y("area:N", sort="-x")))


def altair_map(numbers: Numbers) -> str:
    """Draw areas in classes."""
    last = _last(numbers)
    features = [
        {
            "type": "Feature",
            "properties": {"value": last.get(area)},
            "geometry": {"type": "Polygon", "coordinates": rings},
        }
        for area, rings in numbers.rings.items()
    ]
    chart = alt.Chart(alt.Data(values=features), title=numbers.title).mark_geoshape()
    colored = chart.encode(color=alt.Color("properties.value:Q").scale(type="quantize"))
    return _convert(colored.project("identity", reflectY=True))


def _convert(chart: Any) -> str:  # noqa: ANN401 - altair's types say nothing
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))


def matplotlib_line(numbers: Numbers) -> str:
    """Draw a line per area."""
    figure = Figure(figsize=(6, 3.5))
    axes = figure.add_subplot(title=numbers.title)
    for area, course in numbers.values.items():
        axes.plot(list(course), list(course.values()), label=area)
    axes.legend()
    return _save(figure)


def matplotlib_bars(numbers: Numbers) -> str:
    """Draw a bar per area, sorted."""
    last = sorted(_last(numbers).items(), key=lambda item: item[1])
    figure = Figure(figsize=(6, 10))
    axes = figure.add_subplot(title=numbers.title)
    axes.barh([area for area, _ in last], [value for _, value in last])
    return _save(figure)


def matplotlib_map(numbers: Numbers) -> str:
    """Draw areas in classes."""
    last = _last(numbers)
    figure = Figure(figsize=(6, 6))
    axes = figure.add_subplot(title=numbers.title, aspect="equal")
    colors = mpl.colormaps["YlOrRd"].resampled(4)
    low, high = min(last.values()), max(last.values())
    for area, rings in numbers.rings.items():
        part = (last[area] - low) / (high - low) if area in last else None
        outline = Outline.make_compound_path(*(Outline(ring, closed=True) for ring in rings))
        axes.add_patch(PathPatch(outline, facecolor="none" if part is None else colors(part)))
    axes.autoscale()
    return _save(figure)


def _save(figure: Figure) -> str:
    file = io.StringIO()
    figure.savefig(file, format="svg", metadata={"Date": None})
    return file.getvalue()


def _last(numbers: Numbers) -> dict[str, float]:
    return {area: list(course.values())[-1] for area, course in numbers.values.items() if course}
