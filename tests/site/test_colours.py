"""Colours that nobody could read are not published."""

PALE = """
from dataclasses import replace
ASSETS = AssetSettings(colours=replace(COLOURS, link=Pair("#999999", "#93cbd3")))
"""


def test_a_colour_that_is_too_pale_stops_the_build(build):
    site = build(extra=PALE)
    assert site.run.returncode == 1
    assert (
        "colours.link.light (#999999) hebt sich von --paper (hell: #faf7f2) zu wenig ab"
        in site.said
    )
    assert "nötig 4,5 : 1" in site.said
