"""The first sentence: what an area is, what it lies in, what belongs to it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from plugins.indicators.data.areas import Area, Areas, Level
from plugins.indicators.data.package import Package
from plugins.indicators.profile.facts import Fact
from plugins.indicators.profile.neighbourhood import locate

LEVELS = (
    Level("kreis", "Landkreis", "Landkreise"),
    Level("region", "Region", "Regionen"),
    Level("gemeinde", "Gemeinde", "Gemeinden"),
)
COUNTY = Area("k", "Landkreis", "Landkreis Musterland", "kreis")
REGION = Area("r1", "Region Nord", "Region 1: Nord (Ahausen)", "region", "k")
OTHER = Area("r2", "Region Süd", "Region 2: Süd", "region", "k")


def town(key, name, region="r1", designation="", **more):
    official = f"{name}, {designation}" if designation else name
    return Area(key, name, official, "gemeinde", region, designation=designation, **more)


def said(area, *others, levels=LEVELS, people=None, package=None):
    areas = Areas({each.key: each for each in (area, *others)}, levels)
    return locate(area, package or Package(areas=areas), people)


def villages(number, region="r1"):
    return [town(f"{region}-{n}", f"Dorf {n}", region) for n in range(1, number + 1)]


A, B = town("a", "Ahausen", designation="Stadt"), town("b", "Behausen")


def test_a_municipality_alone_in_its_region():
    assert said(A, COUNTY, REGION) == (
        "Ahausen ist eine Stadt im Landkreis Musterland und die einzige Gemeinde in der Region Nord."
    )


def test_few_neighbours_are_named_and_many_counted():
    assert said(B, COUNTY, REGION, A) == (
        "Behausen ist eine Gemeinde im Landkreis Musterland und gehört mit Ahausen zur Region Nord."
    )
    assert said(B, COUNTY, REGION, A, *villages(7)).endswith(
        " und gehört mit Ahausen und sieben weiteren Gemeinden zur Region Nord."
    )
    assert said(A, COUNTY, REGION, B, *villages(7)).endswith(
        " und gehört mit acht weiteren Gemeinden zur Region Nord."
    )


def test_without_a_region_without_a_county():
    assert said(replace(A, parent="k"), COUNTY) == "Ahausen ist eine Stadt im Landkreis Musterland."
    assert said(replace(B, parent="")) == "Behausen ist eine Gemeinde."
    assert said(replace(COUNTY), levels=LEVELS[:1]) == ""


def test_an_unknown_word_for_a_municipality_needs_no_article():
    area = replace(A, designation="Flecken", name="Ahausen")
    assert said(area, COUNTY, REGION) == (
        "Ahausen liegt im Landkreis Musterland und ist die einzige Gemeinde in der Region Nord."
    )


def test_a_region_of_unknown_gender_needs_no_article():
    levels = (LEVELS[0], Level("region", "Quadrant", "Quadranten"), LEVELS[2])
    region = replace(REGION, short="Quadrant Nord")
    assert said(A, COUNTY, region, B, levels=levels).endswith("mit Behausen zu Quadrant Nord.")
    assert said(region, COUNTY, A, B, levels=levels) == (
        "Zu Quadrant Nord im Landkreis Musterland gehören Ahausen und Behausen."
    )


def test_a_merged_municipality_names_its_predecessors_and_its_day():
    merged = town("m", "Neutal", predecessors=("x", "y"), valid_from="2023-01-01")
    former = [town(key, name, successor="m") for key, name in (("x", "Ost"), ("y", "West"))]
    assert said(merged, COUNTY, REGION, B, *former) == (
        "Neutal ist eine Gemeinde im Landkreis Musterland und gehört mit Behausen zur Region Nord. "
        "Entstanden ist Neutal am 1. Januar 2023 aus Ost und West."
    )
    assert said(replace(merged, valid_from="", parent="k"), COUNTY, *former) == (
        "Neutal ist eine Gemeinde im Landkreis Musterland. Entstanden ist Neutal aus Ost und West."
    )


def test_a_merged_municipality_that_took_in_another_says_both():
    merged = town("m", "Neutal", "k", predecessors=("x",))
    former = [town(key, name, successor="m") for key, name in (("x", "Ost"), ("y", "West"))]
    assert said(merged, COUNTY, *former) == (
        "Neutal, zu dem heute auch West gehört, ist eine Gemeinde im Landkreis Musterland. "
        "Entstanden ist Neutal aus Ost."
    )


def test_a_municipality_that_took_in_others_names_them():
    former = [town(key, name, successor="a") for key, name in (("x", "Ost"), ("y", "West"))]
    assert said(replace(A, parent="k"), COUNTY, former[0]) == (
        "Ahausen, zu dem heute auch Ost gehört, ist eine Stadt im Landkreis Musterland."
    )
    assert "heute auch Ost und West gehören, ist" in said(A, COUNTY, REGION, *former)


@pytest.mark.parametrize(
    ("people", "words"),
    [
        ("600", "mehr als die Hälfte"),
        ("480", "fast die Hälfte"),
        ("360", "mehr als ein Drittel"),
        ("340", "rund ein Drittel"),
        ("310", "fast ein Drittel"),
        ("260", "mehr als ein Viertel"),
        ("250", "rund ein Viertel"),
        ("249", ""),
        ("0", ""),
        ("1001", ""),
    ],
)
def test_the_centre_of_a_region_is_told_to_be_one(make_package, people, words):
    areas = Areas({each.key: each for each in (COUNTY, REGION, A, B)}, LEVELS)
    package = replace(
        make_package({"a": {"2023": people}, "r1": {"2023": "1000"}}, key="einwohner"), areas=areas
    )
    fact = Fact(package.indicators["einwohner"], A, "2023", Decimal(people))
    end = f"; hier lebt {words} der Menschen in der Region Nord." if words else "zur Region Nord."
    assert locate(A, package, fact).endswith(end)


def test_a_region_names_its_municipalities_or_counts_them_and_names_the_towns():
    assert said(REGION, COUNTY, A) == (
        "Zur Region Nord im Landkreis Musterland gehört nur die Stadt Ahausen."
    )
    assert said(REGION, COUNTY, A, B) == (
        "Zur Region Nord im Landkreis Musterland gehören Ahausen und Behausen."
    )
    assert said(REGION, COUNTY, A, *villages(7)) == (
        "Zur Region Nord im Landkreis Musterland gehören acht Gemeinden, darunter die Stadt Ahausen."
    )
    towns = [town(name, name, designation="Stadt") for name in ("Xburg", "Yburg")]
    assert said(REGION, COUNTY, A, *towns, *villages(7)).endswith(
        "gehören zehn Gemeinden, darunter die Städte Ahausen, Xburg und Yburg."
    )
    assert said(REGION, COUNTY) == "Die Region Nord liegt im Landkreis Musterland."


def test_the_whole_counts_its_municipalities_its_towns_and_its_regions():
    towns = [town(f"t{n}", f"Burg {n}", designation="Stadt") for n in range(4)]
    assert said(COUNTY, REGION, OTHER, *villages(9), *villages(1, "r2"), *towns) == (
        "Zum Landkreis Musterland gehören 14 Gemeinden, darunter vier Städte, verteilt auf zwei Regionen."
    )
    assert said(COUNTY, REGION, A, B) == "Zum Landkreis Musterland gehören Ahausen und Behausen."
    assert said(COUNTY, REGION, *villages(8)) == "Zum Landkreis Musterland gehören acht Gemeinden."
    assert said(COUNTY) == ""
