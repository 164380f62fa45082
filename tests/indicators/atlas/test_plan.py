"""The map of all areas leads to their pages, for those who point."""

from bs4 import BeautifulSoup

from plugins.indicators.atlas.plan import linked_map
from plugins.indicators.profile.address import area_addresses


def test_each_area_is_a_link_with_its_name(simple, mapped):
    package = mapped(simple)
    svg = BeautifulSoup(linked_map(package, area_addresses(package.areas, "g")), "html.parser").svg
    links = svg.select("a")
    assert {link["href"]: link.find("text").text for link in links} == {
        "/g/ahausen/": "Ahausen",
        "/g/suedwald/": "Südwald",
        "/g/bad-koenigsbrunn/": "Bad Königsbrunn",
        "/g/neustadt-am-berg/": "Neustadt am Berg",
        "/g/neustadt-am-see/": "Neustadt am See",
    }
    assert all(link.path["d"].startswith("M") for link in links)


def test_it_is_out_of_the_way_of_keyboards_and_screen_readers(simple, mapped):
    package = mapped(simple)
    svg = BeautifulSoup(linked_map(package, area_addresses(package.areas, "g")), "html.parser").svg
    assert svg["aria-hidden"] == "true"
    assert {link["tabindex"] for link in svg.select("a")} == {"-1"}


def test_regions_are_named_without_the_word_that_all_have(simple, mapped):
    package = mapped(simple)
    svg = BeautifulSoup(linked_map(package, {}), "html.parser").svg
    assert [name.text for name in svg.find_all("text")] == ["Nord", "Süd"]
    assert not svg.select("a")


def test_without_boundaries_there_is_no_map(simple):
    assert linked_map(simple, {}) == ""
