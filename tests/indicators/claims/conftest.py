"""Titles over figures of the invented county, and what is said about them."""

from collections.abc import Callable

import pytest

from plugins.indicators.block.reading import read_request
from plugins.indicators.claims.headline import check_headline
from plugins.indicators.claims.names import Names
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.chart import compose
from plugins.manuscript.directives import Block
from plugins.manuscript.faults import Fault

COUNTY, AHAUSEN, FOREST, SPRING = "99001", "99001001", "99001002", "99001003"
YEARS = ("2019", "2020", "2021", "2022", "2023")


@pytest.fixture
def people(make_package: Callable[..., Package]) -> Package:
    """Return a count: the county shrinks, Ahausen grows, Südwald falls by half, the spa doubles."""
    courses = {
        COUNTY: ("5000", "4900", "4800", "4700", "4600"),
        AHAUSEN: ("2000", "2030", "2010", "2040", "2100"),
        FOREST: ("1000", "900", "800", "600", "500"),
        SPRING: ("300", "400", "450", "500", "600"),
    }
    return make_package(
        {area: dict(zip(YEARS, course, strict=True)) for area, course in courses.items()},
        unit="Personen",
        decimals=0,
        additive=True,
        title="Bevölkerung am 30. Juni",
        short_title="Bevölkerung",
        measure="Einwohnerinnen und Einwohner am 30. Juni",
    )


@pytest.fixture
def hear(block: Callable[..., Block]) -> Callable[..., list[Fault]]:
    """Return what is said about a title over some areas and years of a package."""

    def say(
        package: Package, title: str, areas: str = "Landkreis", years: str = "alle", *more: str
    ) -> list[Fault]:
        lines = ("indikator: quote", f"gebiete: {areas}", f"jahre: {years}", *more)
        typed = block(*lines, f"titel: {title}")
        request, faults = read_request(typed, package)
        assert request, [str(fault) for fault in faults]
        return list(check_headline(typed, compose(request, package), Names(package.areas)))

    return say
