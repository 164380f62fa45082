import pytest

from plugins.indicators.data.errors import WordError
from plugins.indicators.inline.share import share
from plugins.indicators.inline.subject import look_up, one_time

COUNTY, AHAUSEN = "99001", "99001001"


def say(package, key=AHAUSEN):
    area, indicator = package.areas.by_key[key], package.indicators["quote"]
    return share(look_up(one_time, "2023", area, indicator, package))


@pytest.fixture
def count(make_package):
    def make(**values):
        whole, part = values.get("whole", "301176"), values.get("part", "40970")
        return make_package(
            {COUNTY: {"2023": whole, "2022": "1"}, AHAUSEN: {"2023": part}},
            unit="Personen",
            decimals=0,
            additive=True,
        )

    return make


def test_a_share_is_part_of_the_whole_at_the_same_time(count):
    spoken = say(count())
    assert (spoken.text, str(spoken.value)) == ("13,6\N{NO-BREAK SPACE}%", "13.6")


def test_the_whole_has_no_share_of_itself(count):
    with pytest.raises(WordError, match="„Landkreis“ ist selbst das Ganze"):
        say(count(), COUNTY)


@pytest.mark.parametrize(("whole", "message"), [("x", "keine Angabe"), ("0", "keinen Anteil")])
def test_without_a_whole_there_is_no_share(count, whole, message):
    with pytest.raises(WordError, match=message):
        say(count(whole=whole, part="0"))


def test_what_does_not_add_up_has_no_share(make_package):
    package = make_package({COUNTY: {"2023": "9"}, AHAUSEN: {"2023": "3"}})
    with pytest.raises(WordError, match="lässt sich nicht zusammenzählen"):
        say(package)
