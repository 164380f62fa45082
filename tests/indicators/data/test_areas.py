import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.data.areas import Area, Areas, Level
from plugins.indicators.data.errors import WordError
from tests.indicators.conftest import AHAUSEN, COUNTY, FORMER, NORTH


def names(areas: Areas, words: str) -> list[str]:
    return [area.short for area in areas.select(words)]


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ("Landkreis", ["Landkreis"]),
        ("musterland", ["Landkreis"]),
        ("Südwald", ["Südwald"]),
        ("suedwald", ["Südwald"]),
        ("99001002", ["Südwald"]),
        ("Ahausen, Stadt", ["Ahausen"]),
        ("Region Nord", ["Region Nord"]),
        ("Region 1: Nord", ["Region Nord"]),
        ("Regionen", ["Region Nord", "Region Süd"]),
        ("alle Regionen", ["Region Nord", "Region Süd"]),
        ("Gemeinden der Region Nord", ["Ahausen", "Neustadt am Berg"]),
        ("alle gemeinden in Region Sued", ["Südwald", "Bad Königsbrunn", "Neustadt am See"]),
    ],
)
def test_words_mean_areas(areas: Areas, words: str, chosen: list[str]):
    assert names(areas, words) == chosen


def test_all_means_all_of_today(areas: Areas):
    assert "Altdorf" not in names(areas, "alle Gemeinden")
    assert len(names(areas, "alle Gemeinden")) == 5


def test_parts_lie_at_any_depth(areas: Areas):
    whole = areas.whole
    assert whole
    assert areas.parts_of(whole, "gemeinde") == areas.of_level("gemeinde")


def test_an_area_lies_in_its_region_and_in_its_county(areas: Areas):
    town, whole, former = (areas.by_key[key] for key in (AHAUSEN, COUNTY, FORMER))
    assert [each.key for each in areas.above(town)] == [NORTH, COUNTY]
    assert areas.above(whole) == ()
    assert areas.above(former)[-1] == whole
    assert former not in areas.parts_of(whole, "gemeinde")


@pytest.mark.parametrize(
    ("words", "message", "advice"),
    [
        ("Südwalt", "Das Gebiet „Südwalt“ gibt es nicht.", "Meinten Sie „Südwald“?"),
        ("Regionn", "Das Gebiet „Regionn“ gibt es nicht.", "Meinten Sie „Regionen“?"),
        ("Altdorf", "Altdorf gab es bis 31.12.2019.", "heute zu „Südwald“"),
        ("Neustadt", "Der Name „Neustadt“ ist nicht eindeutig.", "„Neustadt am See“ (99001005)"),
        ("Gemeinden der Region Ost", "Das Gebiet „region ost“ gibt es nicht.", "Region"),
    ],
)
def test_an_unknown_former_or_ambiguous_name_is_answered(
    areas: Areas, words: str, message: str, advice: str
):
    with pytest.raises(WordError) as error:
        areas.select(words)
    assert error.value.message == message
    assert advice in error.value.advice


def test_a_short_name_goes_before_another_area_s_official_name():
    level = Level("gemeinde", "Gemeinde", "Gemeinden")
    town = Area("1", "Mühlau", "Mühlau", "gemeinde")
    region = Area("2", "Region Mühlau", "Mühlau", "gemeinde")
    assert Areas({"2": region, "1": town}, (level,)).find("Mühlau") == town


def test_a_circle_of_areas_has_an_end():
    level = Level("gemeinde", "Gemeinde", "Gemeinden")
    first = Area("1", "Eins", "Eins", "gemeinde", "2")
    second = Area("2", "Zwei", "Zwei", "gemeinde", "1")
    known = Areas({"1": first, "2": second}, (level,))
    assert known.above(first) == known.parts_of(first, "gemeinde") == (second,)


@given(st.text(max_size=40))
def test_any_words_are_understood_or_answered(areas: Areas, words: str):
    try:
        assert areas.select(words)
    except WordError as error:
        assert error.message  # noqa: PT017 - both outcomes are right, a third is not


def test_a_site_without_areas_knows_none():
    assert Areas().whole is None
    with pytest.raises(WordError):
        Areas().select("Landkreis")


def test_a_former_area_need_not_know_its_last_day():
    level = Level("gemeinde", "Gemeinde", "Gemeinden")
    old = Area("1", "Altheim", "Altheim", "gemeinde", successor="2")
    new = Area("2", "Neuheim", "Neuheim", "gemeinde")
    with pytest.raises(WordError) as error:
        Areas({"1": old, "2": new}, (level,)).select("Altheim")
    assert error.value.message == "Altheim gibt es nicht mehr."
    assert "Neuheim" in error.value.advice
