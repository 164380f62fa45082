"""The JSON of a figure: values and all that one must know."""

import json
from decimal import Decimal

from plugins.indicators.data.indicator import Break
from plugins.indicators.files.jsonfile import json_file
from plugins.indicators.files.site import Site
from plugins.indicators.files.tidy import tidy_rows

SITE = Site("Musterland", "https://muster.example")
PAGE = "/diagramme/quote-1/"


def read(scene):
    return json.loads(json_file(scene, scene.series, PAGE, SITE), parse_float=Decimal)


def test_values_are_those_of_the_csv(simple, draw):
    scene = draw(simple, "gebiete: Bad Königsbrunn, Ahausen")
    rows = [
        {**row, "wert": "" if row["wert"] is None else str(row["wert"])}
        for row in read(scene)["werte"]
    ]
    assert [tuple(row.values()) for row in rows] == [tuple(row) for row in tidy_rows(scene.series)]


def test_numbers_are_not_bent_through_floats(make_package, draw):
    package = make_package({"99001": {"2022": "0.1234567890123456789", "2023": "10.50"}})
    text = json_file(draw(package), draw(package).series, PAGE, SITE)
    assert '"wert": 0.1234567890123456789,' in text
    assert '"wert": 10.50,' in text


def test_it_says_what_where_from_and_on_which_terms(make_package, draw):
    package = make_package(
        {"99001": {"2022": "1", "2023": "2"}},
        breaks=(Break("2023", "Neu gezählt."),),
        notes=("Nur so.",),
    )
    about = read(draw(package, 'titel: Sie sagt „ja“ & "nein"'))
    assert about["titel"] == 'Sie sagt „ja“ & "nein"'
    assert about["adresse"] == "https://muster.example/diagramme/quote-1/"
    assert about["zitat"].startswith("„Sie sagt")
    assert about["zitat"].endswith("Lizenz der Zahlen: Freie Lizenz.")
    (indicator,) = about["indikatoren"]
    assert indicator["definition"] == "Was gemessen wird."
    assert indicator["quellen"][0]["herausgeber"] == "Amt für Muster"
    assert indicator["lizenzen"] == [
        {"titel": "Freie Lizenz", "adresse": "https://muster.example/frei"}
    ]
    assert indicator["lizenz_geprueft"] is True
    assert indicator["brueche"] == [{"ab": "2023", "grund": "Neu gezählt."}]
    assert "Nur so." in about["hinweise"]


def test_the_same_figure_gives_the_same_bytes(simple, draw):
    first, second = (json_file(draw(simple), draw(simple).series, PAGE, SITE) for _ in range(2))
    assert first == second
