"""The figures of the whole by dimension."""

from plugins.indicators.dashboard.figure import dimensions
from plugins.indicators.dashboard.settings import DashboardSettings
from plugins.indicators.data.package import Package

COUNTY = "99001"
NBSP = "\N{NO-BREAK SPACE}"


def asked(*keys, **more):
    return DashboardSettings(figures=tuple((key, f"Wörter zu {key}") for key in keys), **more)


def joined(*packages):
    """Return one package with the indicators of several."""
    indicators, observations = {}, {}
    for each in packages:
        indicators |= each.indicators
        observations |= each.observations
    return Package(indicators, observations, packages[0].areas)


def test_a_figure_is_the_latest_known_value_with_its_own_time(make_package):
    package = make_package({COUNTY: {"2021": "7", "2022": "8.5p", "2023": "."}})
    (dimension,) = dimensions(asked("quote"), package, "indikatoren")
    (figure,) = dimension.figures
    assert (figure.fact.text, figure.fact.when) == (f"8,5{NBSP}%{NBSP}p", "2022")
    assert (figure.words, figure.publishers) == ("Wörter zu quote", "Amt für Muster")
    assert figure.address == "/indikatoren/quote/"
    assert figure.trend == "1,5 Prozentpunkte mehr als 2021"
    assert figure.sparkline


def test_what_is_unknown_or_has_no_value_of_the_whole_is_left_out(make_package):
    package = make_package({COUNTY: {"2021": "."}, "99001001": {"2021": "3"}})
    assert dimensions(asked("quote", "gibt-es-nicht"), package, "indikatoren") == ()
    assert dimensions(asked("quote"), Package(), "indikatoren") == ()


def test_dimensions_come_as_the_package_has_them_and_figures_as_the_settings(make_package):
    values = {COUNTY: {"2023": "1"}}
    package = joined(
        make_package(values, key="alter", dimension="Demografie"),
        make_package(values, key="wahl", dimension="Teilhabe"),
        make_package(values, key="geburt", dimension="Demografie", has_page=False),
    )
    settings = asked("wahl", "geburt", "alter", aids=(("Demografie", "So liest man das."),))
    found = dimensions(settings, package, "indikatoren")
    assert [(each.name, each.aid) for each in found] == [
        ("Demografie", "So liest man das."),
        ("Teilhabe", ""),
    ]
    assert [each.fact.indicator.key for each in found[0].figures] == ["geburt", "alter"]
    assert [each.address for each in found[0].figures] == ["", "/indikatoren/alter/"]
