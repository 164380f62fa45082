import pytest

from plugins.indicators.claims.names import Names


def find(areas, spoken, *keys):
    shown = Names(areas).among(keys or set(areas.by_key))
    words = tuple(spoken.split())
    area = shown.find(words) if shown.begin_with(words[0]) else None
    return area and area.key


@pytest.mark.parametrize("name", ["ahausen", "ahausens", "ahausen, stadt"])
def test_an_area_is_found_by_its_names_and_their_cases(areas, name):
    assert find(areas, name) == "99001001"


def test_a_region_is_also_called_without_the_word_for_it(areas):
    assert [find(areas, name) for name in ("region nord", "nord", "norden", "norde")] == [
        *("r1", "r1", "r1", None)
    ]


def test_only_what_is_shown_has_a_name(areas):
    assert find(areas, "suedwald", "99001001") is None
    assert find(areas, "neustadt", "99001005") == "99001005"
    assert find(areas, "nirgendwo") is None
