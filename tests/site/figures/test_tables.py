"""Every table of every figure says what the source says, and nothing else."""

from decimal import Decimal

from tests.site.figures.exhibits import text_of
from tests.site.figures.sources import MONTHS, NBSP, german, half_up, time_of


def shares(exhibit, cells):
    """Return the shares of counts in per cent as text, worked out here; None if a part is missing."""
    values = [exhibit.source.value(cell) for cell in cells]
    if None in values:
        return [f"k.{NBSP}A."] * len(cells)
    if not sum(values):
        return ["–"] * len(cells)
    return [f"{german(value / sum(values) * 100, 1)}{NBSP}%" for value in values]


def stacks(exhibit):
    """Return the cells of each row of a stacked figure."""
    size = len(exhibit.keys)
    return [exhibit.seen[start : start + size] for start in range(0, len(exhibit.seen), size)]


def test_each_cell_is_its_value_in_german(proved):
    """Missing ones say so, exactly where the source has none."""
    wrong, seen = [], 0
    for each in proved.figures:
        assert each.cells, each
        for cell, text in each.cells:
            seen += 1
            if text != each.source.text(cell):
                wrong.append(f"{each}: {cell} „{text}“ statt „{each.source.text(cell)}“")
    assert not wrong, (len(wrong), wrong[:10])
    assert seen > 1000


def test_no_row_and_no_column_stands_twice(proved):
    for each in proved.figures:
        assert len(set(each.seen)) == len(each.seen), each


def test_each_figure_names_measure_and_times(proved):
    for each in proved.figures:
        measures = [each.source.indicators[key]["messgroesse"] for key in each.keys]
        text = text_of(each.figure)
        heads = {measure.rpartition(": ")[0] for measure in measures}
        assert all(measure in text for measure in measures) or (
            each.kind == "stacked" and ("Anteile in Prozent" in text or heads.pop() in text)
        ), each


def test_differences_are_those_of_the_numbers_as_shown(proved):
    looked_at = 0
    for each in proved.figures:
        if each.kind != "dumbbell":
            continue
        key = each.keys[0]
        for row, first, last in zip(
            each.tables[0].rows, each.seen[::2], each.seen[1::2], strict=True
        ):
            ends = each.source.shown(first), each.source.shown(last)
            text = f"k.{NBSP}A."
            if None not in ends:
                difference = ends[1] - ends[0]
                if each.source.unit(key) == "%":
                    text = german(difference, each.source.decimals(key), sign=True)
                else:
                    text = each.source.write(key, difference, sign=True)
            assert row.texts[2] == text, (each, row.name)
            looked_at += 1
    assert looked_at


def test_shares_of_counts_are_worked_out_from_all_parts(proved):
    looked_at = 0
    for each in proved.figures:
        if each.kind != "stacked":
            continue
        for row, cells in zip(each.tables[0].rows, stacks(each), strict=True):
            looked_at += 1
            if each.source.unit(each.keys[0]) == "%":
                assert row.texts == [each.source.text(cell) for cell in cells], (each, row.name)
                values = [each.source.value(cell) or Decimal(0) for cell in cells]
                assert not all(values) or abs(sum(values) - 100) <= Decimal("1.5"), (each, row.name)
            else:
                assert row.texts == shares(each, cells), (each, row.name)
                assert len(each.tables) == 2, each
    assert looked_at


def test_tiles_say_how_a_value_changed(proved):
    looked_at = 0
    for each in proved.figures:
        if each.kind != "tile":
            continue
        for number, tile in enumerate(each.some("dl/div")):
            told = [text_of(one) for one in tile.iter("dd")][2:]
            cell, _ = each.cells[number]
            earlier = [one for one in each.unsaid if one[:2] == cell[:2]]
            if each.source.value(cell) is None or not earlier:
                assert not any(" als " in one for one in told), each
                continue
            first, last = each.source.shown(earlier[0]), each.source.shown(cell)
            assert each.source.are_comparable(cell[0], (earlier[0][2], cell[2])), each
            if first is None:
                assert told[0].startswith(each.source.text(earlier[0])), each
                continue
            looked_at += 1
            size = german(abs(last - first), each.source.decimals(cell[0]))
            assert told[0].startswith(f"{size}" if last != first else "genauso viel"), (each, told)
            assert (" mehr als " in told[0]) == (last > first), (each, told)
            assert (" weniger als " in told[0]) == (last < first), (each, told)
            if "(" in told[0]:
                before, after = each.source.value(earlier[0]), each.source.value(cell)
                share = german((after - before) / before * 100, 1, sign=True)
                assert told[0].endswith(f" ({share}{NBSP}%)"), (each, told)
    assert looked_at


def tables_beside(proved):
    """Return (indicator, heads, row) of the tables on indicators' pages outside their figures."""
    for page, tree in proved.pages.items():
        key = page.removeprefix("/indikatoren/").rstrip("/")
        if key in proved.source.indicators:
            for table in tree.xpath('//figure[@class="areas"]//table'):
                heads = [text_of(each) for each in table.xpath("./thead/tr/th")]
                for row in table.xpath("./tbody/tr"):
                    yield key, heads[1:], row


def test_the_tables_below_an_indicator_say_what_the_source_says(proved):
    """Beside the figure its page has tables of all areas: they are of the source, too."""
    looked_at = set()
    for key, heads, row in tables_beside(proved):
        known = {area for _, area, _ in proved.source.cells_of[key]}
        name = text_of(row.xpath("./th")[0])
        for head, cell in zip(heads, row.xpath("./td"), strict=True):
            if row.get("data-g"):
                place = (key, row.get("data-g"), time_of(head))
                assert proved.source.areas[place[1]]["kurzname"] == name
            elif head in MONTHS:
                time = time_of(f"{head} {name}")
                assert len(known) == 1, key
                place = (key, *known, time)
            elif name[-4:].isdecimal():
                place = (key, proved.source.area_named(head, known), time_of(name))
            else:
                place = (key, proved.source.area_named(name, known), time_of(head))
            assert text_of(cell) == proved.source.text(place), (place, text_of(cell))
            looked_at.add(place)
    assert len(looked_at) > 300


def test_rounding_is_half_away_from_zero():
    """The rules by which this proof writes numbers, by themselves."""
    assert [german(Decimal(text), 1) for text in ("0.05", "-0.05", "-0.04", "1234567.85")] == [
        "0,1",
        "−0,1",
        "0,0",
        "1.234.567,9",
    ]
    assert half_up(Decimal("-2.5"), 0) == -3
