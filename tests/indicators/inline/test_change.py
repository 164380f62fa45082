from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.data.areas import Areas
from plugins.indicators.data.errors import WordError
from plugins.indicators.data.indicator import Break, Indicator
from plugins.indicators.data.package import Package
from plugins.indicators.inline.change import difference, relative
from plugins.indicators.inline.subject import Subject, look_up, two_times

COUNTY = "99001"
NBSP = "\N{NO-BREAK SPACE}"


def subject(package: Package, words: str = "2019–2023") -> Subject:
    area, indicator = package.areas.by_key[COUNTY], package.indicators["quote"]
    return look_up(two_times, words, area, indicator, package)


def course(first: str, last: str) -> dict[str, dict[str, str]]:
    return {COUNTY: {"2019": first, "2023": last}}


@pytest.mark.parametrize(
    ("unit", "ends", "text"),
    [
        (("%", 1), ("10.0", "12.5"), "2,5 Prozentpunkte mehr"),
        (("%", 1), ("12.5", "10.04"), "2,5 Prozentpunkte weniger"),
        (("%", 1), ("10.01", "10.04"), "gleich viel"),
        (("€", 2), ("5", "5.5"), f"0,50{NBSP}€ mehr"),
        (("Personen", 0), ("2", "1"), "1 weniger"),
        (("Jahre", 1), ("44.5", "48.1"), "3,6 mehr"),
    ],
)
def test_a_change_is_told_in_its_unit_and_with_its_direction(make_package, unit, ends, text):
    package = make_package(course(*ends), unit=unit[0], decimals=unit[1])
    assert difference(subject(package)).text == text


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_the_difference_is_that_of_the_numbers_readers_see(
    areas: Areas, make_indicator: Callable[..., Indicator], first: int, last: int
):
    indicator = make_indicator(unit="Personen", decimals=0)
    values = (Decimal(first), Decimal(last))
    area = areas.by_key[COUNTY]
    spoken = difference(Subject(indicator, area, ("2019", "2023"), values, Package()))
    digits = "".join(sign for sign in spoken.text if sign.isdecimal())
    assert spoken.value == last - first
    assert (int(digits or 0), spoken.text.endswith("weniger")) == (abs(last - first), last < first)


def test_no_change_is_told_across_a_break(make_package):
    breaks = (Break("2021", "Seit 2021 wird anders gezählt."),)
    package = make_package(
        {COUNTY: {"2019": "1", "2020": "2", "2021": "7", "2023": "9"}},
        unit="Personen",
        decimals=0,
        breaks=breaks,
    )
    assert difference(subject(package, "2019–2020")).text == "1 mehr"
    assert difference(subject(package, "2021–2023")).text == "2 mehr"
    for say in (difference, relative):
        with pytest.raises(WordError) as error:
            say(subject(package))
        assert error.value.message == (
            "Die Werte von 2019 und 2023 sind nicht vergleichbar: Seit 2021 wird anders gezählt."
        )
        assert error.value.advice == "Nennen Sie zwei Zeitpunkte vor oder zwei ab 2021."


def test_from_nothing_there_is_no_change_in_per_cent(make_package):
    package = make_package(course("0", "5"), unit="Personen", decimals=0)
    with pytest.raises(WordError, match="Der erste Wert ist 0; davon gibt es keine Prozente"):
        relative(subject(package))


def test_a_span_begins_and_ends_where_it_says(make_package):
    package = make_package({COUNTY: {"2018": "1", "2020": "2", "2023": "3"}})
    with pytest.raises(WordError, match="Für 2019 gibt es keinen Wert") as error:
        subject(package, "2019–2023")
    assert error.value.advice == "Schreiben Sie zum Beispiel 2018–2023."


def test_a_year_of_months_is_no_time_to_compare(make_package):
    package = make_package({COUNTY: {"2022-09": "1", "2022-10": "2", "2023-09": "4"}})
    with pytest.raises(WordError, match="Für 2022 gibt es keinen Wert"):
        subject(package, "2022–2023")
    assert subject(package, "2022-09–2023-09").values == (1, 4)


@pytest.mark.parametrize("ends", [("40", "90"), ("99", "100")])
def test_a_change_of_a_small_count_is_not_told_in_per_cent(make_package, ends):
    package = make_package(course(*ends), unit="Personen", decimals=0)
    with pytest.raises(WordError) as caught:
        relative(subject(package))
    assert caught.value.message == f"Der erste Wert ist {ends[0]}; davon gibt es keine Prozente."
    assert "täuschen Genauigkeit vor" in caught.value.advice
