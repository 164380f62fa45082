"""What is drawn is what is written: places, lengths and classes, held against the source."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest

from tests.site.figures.exhibits import text_of
from tests.site.figures.sources import moment, number_of, time_of

_NEAR = 0.5  # per cent of the axis
_HAIR = 0.06  # a bar has one decimal


def part(element, name):
    """Return a place in per cent."""
    text = element.get(name, "0%")
    assert text.endswith("%"), text
    return float(text[:-1])


def of_class(root, tag, name):
    return root.xpath(f'.//{tag}[contains(concat(" ", @class, " "), " {name} ")]')


def line_through(pairs):
    """Return the affine map that fits (number, place) best, after all pairs are found on it."""
    count = len(pairs)
    xs, ys = [float(x) for x, _ in pairs], [y for _, y in pairs]
    middle, level = sum(xs) / count, sum(ys) / count
    spread = sum((x - middle) ** 2 for x in xs)
    slope = sum((x - middle) * (y - level) for x, y in zip(xs, ys, strict=True)) / spread
    for x, y in zip(xs, ys, strict=True):
        assert y == pytest.approx(level + slope * (x - middle), abs=_NEAR), pairs
    return lambda x: level + slope * (float(x) - middle)


def value_axis(exhibit, root):
    ticks = of_class(root, "text", "value-tick")
    return line_through([(number_of(text_of(tick)), part(tick, "y")) for tick in ticks])


def strokes_of(root, path):
    """Return the points of each stroke of a path."""
    return [
        [tuple(map(float, mark.split(" "))) for mark in run.split("L")]
        for run in (path.get("d") if path is not None else "").split("M")[1:]
    ]


def check_course(exhibit, area, strokes, dots, height):
    """Hold strokes and dots of one area against all its known values of the times shown."""
    key, times = exhibit.keys[0], exhibit.times
    length = moment(times[-1]) - moment(times[0])
    across = {
        time: (moment(time) - moment(times[0])) / length * 100 if length else 50 for time in times
    }
    values = {time: exhibit.source.value((key, area, time)) for time in times}
    known = {time: value for time, value in values.items() if value is not None}
    drawn = [point for stroke in strokes for point in stroke] + dots
    met = set()
    for x, y in drawn:
        time = min(times, key=lambda each: abs(across[each] - x))
        assert x == pytest.approx(across[time], abs=0.02), (str(exhibit), area, x)
        assert time in known, (str(exhibit), area, time)
        assert y == pytest.approx(height(known[time]), abs=_NEAR), (str(exhibit), area, time)
        met.add(time)
    assert met == set(known), (str(exhibit), area, set(known) - met)
    order = {across[time]: number for number, time in enumerate(times)}
    for stroke in strokes:
        assert len(stroke) > 1, (str(exhibit), area)
        places = [order[min(order, key=lambda each: abs(each - x))] for x, _ in stroke]
        # A stroke joins neighbours only, never over a gap or a break.
        assert all(after - before == 1 for before, after in pairwise(places)), (str(exhibit), area)
        assert exhibit.source.are_comparable(key, (times[places[0]], times[places[-1]])), str(
            exhibit
        )
    for before, after in pairwise(times):
        joined = any(
            {order_of(order, a), order_of(order, b)} == {times.index(before), times.index(after)}
            for stroke in strokes
            for (a, _), (b, _) in pairwise(stroke)
        )
        both = before in known and after in known
        both = both and exhibit.source.are_neighbours(key, times, before, after)
        assert joined == (both and exhibit.source.are_comparable(key, (before, after))), (
            str(exhibit), area, before,
        )  # fmt: skip
    return known


def order_of(order, x):
    return order[min(order, key=lambda each: abs(each - x))]


def of_kind(proved, kind):
    found = [each for each in proved.figures if each.kind == kind]
    assert found
    return found


def test_lines_run_through_their_values(proved):
    for each in of_kind(proved, "line"):
        height = value_axis(each, each.figure)
        ends = of_class(each.figure, "text", "end")
        drawn = []
        for end in ends:
            area = end.get("data-g")
            style = re.search(r"t(\d)", end.get("class"))[1]
            paths = of_class(each.figure, "path", f"s{style}")
            assert all(path.get("data-g") == area for path in paths), each
            dots = [
                (part(dot, "cx"), part(dot, "cy"))
                for dot in of_class(each.figure, "circle", f"d{style}")
            ]
            strokes = strokes_of(each, paths[0] if paths else None)
            known = check_course(each, area, strokes, dots, height)
            last = each.source.write(each.keys[0], known[max(known)])
            name = each.source.areas[area]["kurzname"]
            assert text_of(end) == (last if len(ends) == 1 else f"{name} {last}"), each
            drawn.append(area)
        with_values = [
            a
            for a in each.areas
            if any(each.source.value(c) is not None for c in each.seen if c[1] == a)
        ]
        assert sorted(drawn) == sorted(with_values), each
        assert len(of_class(each.figure, "line", "break")) == breaks(each), each


def breaks(exhibit):
    return sum(
        not exhibit.source.are_comparable(exhibit.keys[0], pair) for pair in pairwise(exhibit.times)
    )


def test_the_labels_of_the_times_stand_at_their_times(proved):
    for each in [*of_kind(proved, "line"), *of_kind(proved, "multiples")]:
        ticks = of_class(each.figure, "text", "time-tick")
        start, end = moment(each.times[0]), moment(each.times[-1])
        for tick in ticks:
            place = (moment(time_of(text_of(tick))) - start) / ((end - start) or 1) * 100
            assert start == end or part(tick, "x") == pytest.approx(place, abs=0.02), each


def test_small_multiples_have_one_scale_and_run_through_their_values(proved):
    for each in of_kind(proved, "multiples"):
        panels = each.some("ul/li")
        assert sorted(panel.get("data-g") for panel in panels) == sorted(each.areas), each
        axes = {
            tuple((text_of(t), part(t, "y")) for t in of_class(p, "text", "value-tick"))
            for p in panels
        }
        assert len(axes) == 1, each
        for panel in panels:
            area = panel.get("data-g")
            paths = panel.xpath(".//path")
            dots = [(part(dot, "cx"), part(dot, "cy")) for dot in panel.xpath(".//circle")]
            height = value_axis(each, panel)
            known = check_course(
                each, area, strokes_of(each, paths[0] if paths else None), dots, height
            )
            told = text_of(panel.xpath("./b")[0])
            if known:
                assert told.startswith(each.source.write(each.keys[0], known[max(known)])), each
                assert ("(" in told) == (max(known) != each.times[-1]), each
            else:
                assert told == "k.\N{NO-BREAK SPACE}A.", each
            assert len(of_class(panel, "line", "break")) == breaks(each), each


def test_bars_are_as_long_as_their_values_from_zero(proved):
    signs = set()
    for each in of_kind(proved, "bar"):
        values = [each.source.value(cell) for cell in each.seen]
        known = [value for value in values if value is not None]
        low, high = min([*known, Decimal(0)]), max([*known, Decimal(0)])
        if low == high:
            high = Decimal(1)
        zero = float(-low / (high - low)) * 100
        for row, value in zip(each.tables[0].rows, values, strict=True):
            bars = row.element.xpath(".//rect")
            lines = row.element.xpath(".//svg/line")
            assert [part(line, "x1") for line in lines] == pytest.approx(
                [zero] * bool(low), abs=_HAIR
            )
            if not value:
                assert not bars, (str(each), row.name)
                continue
            signs.add(value > 0)
            (bar,) = bars
            start, end = sorted((zero, float((value - low) / (high - low)) * 100))
            assert part(bar, "x") == pytest.approx(start, abs=_HAIR), (str(each), row.name)
            assert part(bar, "width") == pytest.approx(end - start, abs=_HAIR), (
                str(each),
                row.name,
            )
    assert signs == {True, False} or proved.name == "real"


def test_rings_and_dots_stand_at_their_values_on_the_axis_that_is_named(proved):
    for each in of_kind(proved, "dumbbell"):
        words = re.search(
            r"die Achse reicht von (.*) bis (.*?)(?:;|$)", text_of(each.of_class("chart-subtitle"))
        )
        low, high = number_of(words[1]), number_of(words[2])
        along = line_through([(low, 0.0), (high, 100.0)])
        pairs = zip(each.seen[::2], each.seen[1::2], strict=True)
        for row, cells in zip(each.tables[0].rows, pairs, strict=True):
            values = [each.source.value(cell) for cell in cells]
            marks = {
                "ring" in dot.get("class", ""): part(dot, "cx")
                for dot in row.element.xpath(".//circle")
            }
            for is_first, value in zip((True, False), values, strict=True):
                assert (is_first in marks) == (value is not None), (str(each), row.name)
                if value is not None:
                    assert marks[is_first] == pytest.approx(along(value), abs=_NEAR), (
                        str(each),
                        row.name,
                    )
                    assert 0 <= marks[is_first] <= 100, (str(each), row.name)
            ways = row.element.xpath(".//line[not(@class)]")
            assert len(ways) == (None not in values), (str(each), row.name)
            for way in ways:
                ends = part(way, "x1"), part(way, "x2")
                assert ends == pytest.approx((marks[True], marks[False]), abs=0.02), str(each)


def test_stacked_bars_are_as_long_as_their_shares(proved):
    for each in of_kind(proved, "stacked"):
        size = len(each.keys)
        for number, row in enumerate(each.tables[0].rows):
            values = [
                each.source.value(cell) for cell in each.seen[number * size : (number + 1) * size]
            ]
            bars = row.element.xpath(".//rect")
            if None in values or not sum(values):
                assert not bars, (str(each), row.name)
                continue
            wanted, start = [], Decimal(0)
            for style, value in enumerate(values, 1):
                share = value / sum(values) * 100
                if value:
                    wanted.append((f"p{style}", float(start), float(share)))
                start += share
            found = [(bar.get("class"), part(bar, "x"), part(bar, "width")) for bar in bars]
            assert [one[0] for one in found] == [one[0] for one in wanted], (str(each), row.name)
            for one, other in zip(found, wanted, strict=True):
                assert one[1:] == pytest.approx(other[1:], abs=0.02), (str(each), row.name)


def range_of(label, only):
    """Return (from, to) of a class in words; None is open."""
    if between := re.fullmatch(r"(\S+) bis unter (\S+)(?:\s.*)?", label):
        return number_of(between[1]), number_of(between[2])
    if below := re.fullmatch(r"unter (\S+)(?:\s.*)?", label):
        return None, number_of(below[1])
    if above := re.fullmatch(r"(\S+?)(?:\s.*)? und mehr", label):
        return number_of(above[1]), None
    assert label == only, label
    return None, None


def test_each_shape_of_a_map_is_in_the_class_of_its_value(proved):
    for each in of_kind(proved, "map"):
        key = each.keys[0]
        time = each.times[0]
        assert each.times == [time], each
        classes, empty, counts = {}, "", {}
        for item in each.of_class("chart-key").iter("li"):
            style = item.xpath(".//rect")[0].get("class")
            label = text_of(item)
            if style == "highlight":
                continue
            label, count = label.rsplit(": ", 1)
            counts[style] = int(count.split(" ")[0])
            if style == "g0":
                empty = style
                assert label == "keine Angabe", each
            else:
                values = [each.source.shown(cell) for cell in each.seen]
                only = each.source.write(key, next(v for v in values if v is not None))
                classes[style] = range_of(label, only)
        shapes = each.some("path[@data-g]")
        assert sorted(shape.get("data-g") for shape in shapes) == sorted(each.areas), each
        for shape in shapes:
            style = shape.get("class").split()[0]
            counts[style] -= 1
            value = each.source.shown((key, shape.get("data-g"), time))
            if value is None:
                assert style == empty == "g0", (str(each), shape.get("data-g"))
                assert shape.get("fill", "").startswith("url(#"), each
                continue
            low, high = classes[style]
            assert low is None or low <= value, (str(each), shape.get("data-g"), value)
            assert high is None or value < high, (str(each), shape.get("data-g"), value)
        assert not any(counts.values()), (str(each), counts)
        borders = list(classes.values())
        assert all(one[1] == other[0] for one, other in pairwise(borders)), (str(each), borders)
