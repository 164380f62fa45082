from decimal import Decimal

import pytest

from plugins.indicators.data.number import Unit
from plugins.indicators.data.series import Point
from plugins.indicators.kinds.change import (
    amount,
    change_since,
    describe_changes,
    describe_gaps,
)

PERCENT = Unit("%", "%", 1)
PEOPLE = Unit("Personen", "Person", 0)
RATE = Unit("je 1.000 Menschen", "je 1.000 Menschen", 1)


def point(time: str, value: str) -> Point:
    return Point(time, Decimal(value) if value else None, "", 0)


def rows(*values: tuple[str, str, str]) -> list[tuple[str, Point, Point]]:
    return [(name, point("2011", first), point("2022", last)) for name, first, last in values]


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("unit", "first", "last", "words"),
    [
        (PERCENT, "10", "12.9", "2,9 Prozentpunkte mehr als 2011"),
        (PERCENT, "10", "10.04", "genauso viel wie 2011"),
        (PEOPLE, "320", "300", "20 Personen weniger als 2011 (−6,3 %)"),
        (PEOPLE, "0", "1", "1 Person mehr als 2011"),
        (PEOPLE, "-5", "5", "10 Personen mehr als 2011"),
        (RATE, "4.1", "5.3", "1,2 mehr als 2011"),
    ],
)
def test_a_change_follows_its_unit(unit: Unit, first: str, last: str, words: str):
    assert plain(change_since(unit, point("2011", first), point("2022", last))) == words


def test_the_size_of_a_difference_has_no_sign():
    assert amount(PEOPLE, Decimal(-3)) == "3 Personen"


def test_rises_falls_and_ties_are_counted_and_the_largest_named():
    described = describe_changes(
        PERCENT,
        rows(
            ("Aue", "10", "12"),
            ("Bach", "10", "15"),
            ("Clausdorf", "10", "7"),
            ("Dorf", "9", "9"),
            ("Eck", "", "9"),
        ),
        "Gemeinden",
    )
    assert plain(described[0]) == (
        "Von 2011 bis 2022 ist der Wert in 2 von 4 Gemeinden gestiegen, in 1 gesunken "
        "und in 1 gleich geblieben. Größter Anstieg: 5,0 Prozentpunkte (Bach, von 10,0 % auf 15,0 %). "
        "Einziger Rückgang: 3,0 Prozentpunkte (Clausdorf, von 10,0 % auf 7,0 %). "
        "Keine Angabe gibt es für Eck."
    )


def test_a_rise_and_a_fall_of_one_size_are_kept_apart():
    (words,) = describe_changes(PEOPLE, rows(("Aue", "5", "8"), ("Bach", "8", "5")), "Gemeinden")
    assert "Einziger Anstieg: 3 Personen (Aue, von 5 auf 8)." in words
    assert "Einziger Rückgang: 3 Personen (Bach, von 8 auf 5)." in words


def test_if_all_fall_the_smallest_fall_is_named_too():
    (words,) = describe_changes(PEOPLE, rows(("Aue", "9", "8"), ("Bach", "8", "5")), "Landkreise")
    assert words.startswith("Von 2011 bis 2022 ist der Wert in beiden Landkreisen gesunken.")
    assert "Größter Rückgang: 3 Personen (Bach, von 8 auf 5)." in words
    assert "Kleinster Rückgang: 1 Person (Aue, von 9 auf 8)." in words


def test_many_of_one_size_are_counted_not_listed():
    same = [(name, "1", "3") for name in ("Aue", "Bach", "Clausdorf", "Dorf")]
    (words,) = describe_changes(PEOPLE, rows(*same, ("Eck", "1", "2")), "Gemeinden")
    assert "Größter Anstieg: 2 Personen (4 Gemeinden)." in words


def test_too_little_to_compare_is_said():
    assert describe_changes(PEOPLE, rows(("Aue", "", "1"), ("Bach", "2", "")), "Gemeinden") == (
        "Für keines der 2 Gebiete gibt es beide Werte.",
    )
    assert describe_changes(PEOPLE, rows(("Aue", "1", "3"), ("Bach", "2", "")), "Gemeinden") == (
        "Beide Werte gibt es nur für Aue: 1 und 3.",
    )


def test_two_areas_are_compared_over_time():
    years = [
        (year, point(year, first), point(year, last))
        for year, first, last in (("2020", "5", "9"), ("2021", "6", "4"), ("2022", "6", "6"))
    ]
    (words,) = describe_gaps(PEOPLE, ("Aue", "Bach"), years)
    assert words == (
        "Bach gegenüber Aue: in 1 von 3 Jahren höher, in 1 niedriger und in 1 gleich. "
        "Größter Abstand: 4 Personen (2020: Aue 5, Bach 9). "
        "Kleinster Abstand: 0 Personen (2022: Aue 6, Bach 6)."
    )
