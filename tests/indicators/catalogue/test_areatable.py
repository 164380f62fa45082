"""The tables of an indicator's page."""

from plugins.indicators.catalogue.areatable import MOST_TIMES, area_tables, column_times

COUNTY, NORTH, AHAUSEN, FOREST, FORMER = "99001", "r1", "99001001", "99001002", "99001099"


def tables(package):
    return area_tables(package.indicators["quote"], package)


def test_the_whole_with_its_regions_and_the_parts_are_two_tables(make_package):
    package = make_package(
        {area: {"2022": "1", "2023": "2"} for area in (AHAUSEN, COUNTY, NORTH, FOREST)}
    )
    (first, upper), (second, lower) = tables(package)
    assert (first, second) == ("Landkreis und Region", "Gemeinden")
    assert [row[0] for row in upper.rows] == ["Landkreis", "Region Nord"]
    assert lower.row_keys == (AHAUSEN, FOREST)
    assert lower.head == ("Gemeinde", "2022", "2023")


def test_only_areas_with_rows_are_listed_and_former_ones_are(make_package):
    package = make_package({AHAUSEN: {"2018": "1"}, FORMER: {"2018": "2"}})
    ((_, table),) = tables(package)
    assert [row[0] for row in table.rows] == ["Ahausen", "Altdorf"]


def test_what_is_missing_is_said(make_package):
    package = make_package({AHAUSEN: {"2022": "1", "2023": "."}, FOREST: {"2023": "2"}})
    ((_, table),) = tables(package)
    missing = "k.\N{NO-BREAK SPACE}A."
    assert table.rows == (
        ("Ahausen", "1,0\N{NO-BREAK SPACE}%", missing),
        ("Südwald", missing, "2,0\N{NO-BREAK SPACE}%"),
    )


def test_a_single_area_needs_no_table(make_package):
    assert tables(make_package({COUNTY: {"2022": "1", "2023": "2"}})) == ()


def test_many_times_are_the_first_and_the_latest():
    years = [str(year) for year in range(1990, 2024)]
    assert column_times(years) == ("1990", "2019", "2020", "2021", "2022", "2023")
    assert column_times(years[:MOST_TIMES]) == tuple(years[:MOST_TIMES])
