"""An indicator's page: which figures say most."""

from decimal import Decimal

import pytest

from plugins.indicators.catalogue.portrait import all_series, hang_portrait
from plugins.indicators.data.indicator import Break
from plugins.indicators.gallery import Gallery
from plugins.indicators.settings import IndicatorSettings

COUNTY, NORTH, SOUTH, AHAUSEN, FOREST = "99001", "r1", "r2", "99001001", "99001002"


def portrait(package):
    gallery = Gallery(package, IndicatorSettings())
    return hang_portrait(package.indicators["quote"], gallery), gallery


@pytest.mark.parametrize(
    ("values", "kind", "shown"),
    [
        ({COUNTY: ("1", "2"), AHAUSEN: ("1", "2")}, "linie", [COUNTY]),
        (
            {COUNTY: ("1",), NORTH: ("1",), SOUTH: ("2",), AHAUSEN: ("1",)},
            "balken",
            [COUNTY, NORTH, SOUTH],
        ),
        ({AHAUSEN: ("1", "2"), FOREST: ("3", "4")}, "balken", [AHAUSEN, FOREST]),
    ],
    ids=["course of the whole", "regions at one time", "parts only"],
)
def test_the_main_figure_is_the_one_that_says_most(make_package, values, kind, shown):
    package = make_package(
        {area: dict(zip(("2022", "2023"), course, strict=False)) for area, course in values.items()}
    )
    found, _ = portrait(package)
    assert found.main.scene.kind == kind
    assert {each.area.key for each in found.main.scene.series} == set(shown)


def test_one_value_of_the_whole_is_a_figure_too(make_package):
    found, _ = portrait(make_package({COUNTY: {"2022": "7.5"}}))
    assert [point.value for each in found.main.scene.series for point in each.points] == [
        Decimal("7.5")
    ]


def test_its_files_have_every_row_of_the_data(simple):
    found, gallery = portrait(simple)
    rows = {
        (each.area.key, point.time): point.value
        for each in gallery.exhibits["/indikatoren/quote"].series
        for point in each.points
    }
    observed = simple.observations["quote"].by_key
    assert rows == {key: seen.value for key, seen in observed.items()}
    assert found.main.place.page == "/indikatoren/quote/"


def test_no_row_is_invented_for_an_area_that_lacks_a_time(make_package):
    package = make_package({COUNTY: {"2022": "1", "2023": "2"}, AHAUSEN: {"2023": "3"}})
    series = all_series(package.indicators["quote"], package)
    assert [[point.time for point in each.points] for each in series] == [
        ["2022", "2023"],
        ["2023"],
    ]


def test_an_indicator_without_any_value_has_no_page(make_package):
    found, gallery = portrait(make_package({COUNTY: {"2022": "."}}))
    assert found is None
    assert not gallery.exhibits


def test_dates_and_breaks_are_in_words(make_package):
    package = make_package(
        {COUNTY: {"2022": "1", "2023": "2"}}, breaks=(Break("2023-01", "Neu gezählt."),)
    )
    found, _ = portrait(package)
    assert found.as_of == "6. März 2024"
    assert found.breaks == (("Januar 2023", "Neu gezählt."),)
    assert not found.is_shortened
