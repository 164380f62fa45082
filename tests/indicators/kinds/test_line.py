from collections.abc import Callable
from itertools import pairwise

import pytest

from plugins.indicators.data.indicator import Break
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.line import LABEL_GAP
from plugins.indicators.kinds.plots import LinePlot
from plugins.indicators.kinds.scene import Scene

Draw = Callable[..., Scene]


def plot(scene: Scene) -> LinePlot:
    assert isinstance(scene.drawn.plot, LinePlot)
    return scene.drawn.plot


def test_a_line_goes_from_the_first_to_the_last_time(simple: Package, draw: Draw):
    (trace,) = plot(draw(simple)).traces
    (run,) = trace.runs
    assert (run[0].x, run[-1].x) == (0, 1)
    assert trace.end == run[-1]
    assert trace.end_text == "10,5\N{NO-BREAK SPACE}%"


def test_more_is_higher(simple: Package, draw: Draw):
    (run,) = plot(draw(simple)).traces[0].runs
    assert min(run, key=lambda mark: mark.y) == run[2]  # 12,5 in 2021


@pytest.mark.parametrize("missing", ["2019", "2021", "2023"])
def test_a_missing_value_is_a_gap_wherever_it_is(
    make_package: Callable[..., Package], draw: Draw, missing: str
):
    course = dict.fromkeys(("2019", "2020", "2021", "2022", "2023"), "1") | {missing: "."}
    (trace,) = plot(draw(make_package({"99001": course}), "jahre: alle")).traces
    assert sum(len(run) for run in trace.runs) == 4
    assert len(trace.dots) == 4


def test_a_single_time_is_a_dot_in_the_middle(simple: Package, draw: Draw):
    drawn = plot(draw(simple, "jahre: 2023", "art: linie"))
    assert [(trace.runs, trace.dots[0].x) for trace in drawn.traces] == [((), 0.5)]
    assert [tick.label for tick in drawn.times] == ["2023"]


def test_a_lonely_value_is_a_dot(make_package: Callable[..., Package], draw: Draw):
    course = {str(year): "5" for year in range(2000, 2020)} | {"2009": ".", "2011": "."}
    (trace,) = plot(draw(make_package({"99001": course}))).traces
    assert [len(run) for run in trace.runs] == [9, 8]
    assert len(trace.dots) == 2  # 2010 between two gaps, and the last


def test_negative_values_stay_in_the_plot_with_a_line_at_zero(
    make_package: Callable[..., Package], draw: Draw
):
    drawn = plot(draw(make_package({"99001": {"2019": "-30", "2020": "12", "2021": "-4"}})))
    assert all(0 <= mark.y <= 1 for mark in drawn.traces[0].runs[0])
    (zero,) = [tick for tick in drawn.values if tick.is_zero]
    assert 0 < zero.place < 1


def test_a_break_is_a_gap_with_a_mark_and_a_note(make_package: Callable[..., Package], draw: Draw):
    course = dict.fromkeys(("2019", "2020", "2021", "2022"), "5")
    scene = draw(make_package({"99001": course}, breaks=(Break("2021", "Neue Zählung."),)))
    assert [len(run) for run in plot(scene).traces[0].runs] == [2, 2]
    assert plot(scene).breaks == (0.5,)
    assert "Neue Zählung." in scene.notes


def test_a_break_outside_the_shown_times_is_not_mentioned(
    make_package: Callable[..., Package], draw: Draw
):
    course = dict.fromkeys(("2019", "2020", "2021", "2022"), "5")
    package = make_package({"99001": course}, breaks=(Break("2021", "Neue Zählung."),))
    assert draw(package, "jahre: bis 2020").notes == ()
    assert draw(package, "jahre: ab 2021").notes == ()


def test_an_axis_that_leaves_zero_out_says_so(make_package: Callable[..., Package], draw: Draw):
    high = make_package({"99001": {"2019": "301176", "2020": "321736"}}, decimals=0)
    assert draw(high).subtitle.endswith("; die Achse beginnt bei 300.000")
    low = make_package({"99001": {"2019": "-301176", "2020": "-321736"}}, decimals=0)
    assert draw(low).subtitle.endswith("; die Achse endet bei −300.000")
    zero = make_package({"99001": {"2019": "1", "2020": "9"}})
    assert "Achse" not in draw(zero).subtitle


def test_the_highlighted_line_has_the_first_style(simple: Package, draw: Draw):
    drawn = plot(draw(simple, "gebiete: Landkreis, Ahausen, Südwald", "hervorheben: Ahausen"))
    assert {trace.name: trace.style for trace in drawn.traces} == {
        "Ahausen": 1,
        "Landkreis": 2,
        "Südwald": 3,
    }


def test_four_lines_have_four_styles_and_labels_apart(
    make_package: Callable[..., Package], draw: Draw
):
    same = {area: {"2019": "5", "2020": "5"} for area in ("99001", "99001001", "99001002", "r1")}
    drawn = plot(draw(make_package(same), "gebiete: Landkreis, Ahausen, Südwald, Region Nord"))
    assert sorted(trace.style for trace in drawn.traces) == [1, 2, 3, 4]
    places = sorted(trace.label_y for trace in drawn.traces)
    assert all(b - a >= LABEL_GAP - 1e-9 for a, b in pairwise(places))


def test_an_area_without_a_value_has_no_line_but_is_named(
    make_package: Callable[..., Package], draw: Draw
):
    values = {"99001": {"2019": "5", "2020": "6"}, "99001001": {"2019": "x", "2020": "x"}}
    scene = draw(make_package(values), "gebiete: Landkreis, Ahausen")
    assert [trace.name for trace in plot(scene).traces] == ["Landkreis"]
    assert "Ahausen: keine Angabe." in scene.description
