"""What stands below the figures of an area: notes and reasons, each with the series it is about."""

from dataclasses import replace

from plugins.indicators.profile.profile import area_profile
from plugins.indicators.profile.settings import ProfileSettings
from tests.indicators.conftest import AHAUSEN, COUNTY

WHY = "Die Quelle nennt kleine Zahlen nicht."


def test_a_sign_in_the_table_says_why_and_a_missing_row_does_not(make_package, areas):
    def gaps(county):
        package = make_package(
            {AHAUSEN: {"2022": "10"}, COUNTY: county}, notes_if_missing=(WHY,), dimension="Leben"
        )
        return area_profile(areas.by_key[AHAUSEN], "/a/", package, ProfileSettings()).gaps

    assert gaps({"2022": "x"}) == (WHY,)
    assert gaps({"2021": "11"}) == ()
    assert gaps({"2022": "11"}) == ()


def test_of_several_series_each_note_says_whose_it_is(make_package, areas):
    course = {AHAUSEN: {"2021": "10", "2022": "11"}}
    made = [
        make_package(
            course,
            key=key,
            short_title=key.capitalize(),
            notes=(text,),
            dimension="Leben",
        )
        for key, text in (("quote", "Die Zahl schwankt."), ("rate", "Die Zahl ist alt."))
    ]
    both = replace(
        made[0],
        indicators=made[0].indicators | made[1].indicators,
        observations=made[0].observations | made[1].observations,
    )
    settings = ProfileSettings(
        charts=("indikator: quote\ngebiete: {gebiet}", "indikator: rate\ngebiete: {gebiet}")
    )
    profile = area_profile(areas.by_key[AHAUSEN], "/a/", both, settings)
    assert profile.notes == ("Quote: Die Zahl schwankt.", "Rate: Die Zahl ist alt.")
