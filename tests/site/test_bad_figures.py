"""What figures and data can be given: a German word at its place, or it simply works. All at once."""

import json
import re
from itertools import product

import pytest

from plugins.indicators.data.gazetteer import COLUMNS

POST = "content/beitraege/2025/figuren.md"
AREAS = {"99001": "Landkreis", "99001001": "Ahausen", "99001002": "Südwald", "99001003": "Zell"}
YEARS = ("2019", "2020", "2021", "2022")


def course(*values: str) -> str:
    """Return a CSV with the same values for every area; a sign stands for a missing one."""
    rows = [
        f"{area},{year},{'' if value in './x' else value},{value if value in './x' else ''}"
        for area in AREAS
        for year, value in zip(YEARS, values, strict=False)
    ]
    return "\n".join(["gebiet,zeit,wert,status", *rows, ""])


SOUND = {
    "riesig": course("1000000000", "2345678901", "9999999999", "1234567890"),
    "winzig": course("0.000001", "0.000002", "0.0000015", "0.000009"),
    "gleich": course("5", "5", "5", "5"),
    "punkt": course("7"),
    "saldo": course("-3", "4", "-12.5", "0"),
    "luecken": course("1", ".", "x", "4"),
    "brueche": course("1", "2", "3", "4"),
}
KINDS = ("linie", "balken", "kennzahl", "tabelle", "vergleich", "vielfache")


def indicator(name: str) -> dict[str, object]:
    return {
        "art": "indikator", "name": name, "path": f"{name}.csv", "title": f"Reihe {name}",
        "kurztitel": name.capitalize(), "messgroesse": f"Gemessenes: {name}", "definition": "x",
        "methode": "x", "einheit": "%" if name == "saldo" else "Stück", "additiv": False,
        "nachkommastellen": 6 if name == "winzig" else 1, "stand": "2024", "felder": [],
        "sources": [{"title": "Tabelle", "herausgeber": "Amt"}], "licenses": [{"title": "frei"}],
        "lizenz_geprueft": True, "dimension": "x",
        "brueche": [{"ab": "2020", "grund": "Erster Bruch."}, {"ab": "2022", "grund": "Zweiter."}]
        if name == "brueche" else [],
    }  # fmt: skip


@pytest.fixture
def county_with(county):
    """Return a writer of the county with some series and one post."""

    def write(series: dict[str, str], text: str):
        level = ("kreis", "Landkreis", "Landkreise"), ("gemeinde", "Gemeinde", "Gemeinden")
        gazetteer = {
            "art": "gebiete", "name": "gebiete", "path": "gebiete.csv",
            "ebenen": [{"schluessel": a, "einzahl": b, "mehrzahl": c} for a, b, c in level],
        }  # fmt: skip
        rows = [
            f"{key},{name},{name},{'gemeinde' if len(key) > 5 else 'kreis'},"
            f"{'99001' if len(key) > 5 else ''},,,,,,,,{number}"
            for number, (key, name) in enumerate(AREAS.items())
        ]
        resources = [gazetteer, *(indicator(name) for name in series)]
        return county.write(
            {
                "content/daten/datapackage.json": json.dumps({"resources": resources}, indent=1),
                "content/daten/gebiete.csv": "\n".join([",".join(COLUMNS), *rows, ""]),
                **{f"content/daten/{name}.csv": text for name, text in series.items()},
                POST: text,
            }
        )

    return write


def block(*lines: str) -> str:
    return "\n".join(["```diagramm", *lines, "```"])


def test_every_kind_draws_every_shape_of_data(county_with, build, post):
    blocks = []
    for name, kind in product(SOUND, KINDS):
        one_time = kind in ("balken", "kennzahl") or (kind == "tabelle" and name == "punkt")
        if name == "punkt" and kind in ("vergleich", "vielfache"):
            continue  # a comparison needs two times: a fault below
        if name == "brueche" and kind == "vergleich":
            continue  # nothing is compared across a break: a fault below
        years = "zuletzt" if one_time else "2019, 2022" if kind == "vergleich" else "alle"
        areas = "Landkreis" if kind == "kennzahl" else "alle Gemeinden"
        blocks.append(
            block(f"indikator: {name}", f"art: {kind}", f"gebiete: {areas}", f"jahre: {years}")
        )
    county_with(SOUND, post("\n\n".join(blocks)))
    site = build()
    assert site.run.returncode == 0, site.said[:3000]
    figures = site.page("/2025/03/figuren/").select("figure.chart")
    assert len(figures) == len(blocks)
    said = " ".join(figure.get_text(" ") for figure in figures)
    assert not re.search(r"\b(nan|None|inf)\b|[−-]0(,0+)?\b(?!,)", said, re.IGNORECASE)
    assert "9.999.999.999,0" in said
    assert "0,000009" in said


def test_html_in_a_title_is_text_and_two_equal_blocks_are_two_figures(county_with, build, post):
    twice = block("indikator: gleich", 'titel: <b onclick="x()">Fett</b> & <script>böse</script>')
    county_with(SOUND, post(f"{twice}\n\nUnd noch einmal:\n\n{twice}"))
    site = build()
    assert site.run.returncode == 0, site.said
    page = site.page("/2025/03/figuren/")
    first, second = page.select("figure.chart")
    title = first.select_one(".chart-title")
    assert title.get_text() == '<b onclick="x()">Fett</b> & <script>böse</script>'
    assert not title.find_all()
    assert first["id"] != second["id"]
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))


# Each block of one post, the line within it that is wrong, and what is said there.
WRONG = [
    (("indikator: gleihc",), 1, 12, "Den Indikator „gleihc“ gibt es nicht.", "„gleich“"),
    (("indikator: gleich", "gebiete: Ahausn"), 2, 10, "Das Gebiet „Ahausn“", "„Ahausen“"),
    (("indikator: gleich", "jahre: 1066"), 2, 8, "Für 1066 gibt es keine Werte.", "2019–2022"),
    (("indikator: gleich", "farbe: rot"), 2, 1, "Ein Feld „farbe“ gibt es", "Meinten Sie"),
    (("indikator: gleich", "art: torte"), 2, 6, "Eine Art „torte“ gibt es nicht.", "„karte“"),
    (("indikator: gleich", "art: karte"), 2, 6, "fehlen die Grenzen", "„art: balken“"),
    (
        ("indikator: punkt", "art: vergleich", "gebiete: alle Gemeinden"),
        0, 0, "Ein Vergleich braucht zwei Zeiten.", "Nennen Sie zwei Jahre",
    ),
    (
        ("indikator: punkt", "art: vielfache", "gebiete: alle Gemeinden"),
        0, 0, "hier ist es nur ein Zeitpunkt", "Nennen Sie mehrere Jahre",
    ),
    (
        ("indikator: brueche", "art: vergleich", "gebiete: alle Gemeinden", "jahre: 2019, 2022"),
        4, 8, "„brueche“ hat dazwischen einen Bruch", "zwei Zeiten vor 2020 oder zwei ab 2022",
    ),
    (("indikator: leer",), 0, 0, "Dafür gibt es keinen einzigen Wert.", ""),
    (
        ("indikator: gleich, saldo", "art: gestapelt"),
        1, 12, "verschiedene Einheiten: Stück und %", "derselben Einheit",
    ),
]  # fmt: skip
BAD_ROWS = {
    "komma": ("99001,2019,5,5,", 14, "Die Zeile hat 5 Spalten.", "Dezimalzeichen ist der Punkt."),
    "doppelt": ("99001,2019,5,\n99001,2019,6,", 0, "stehen schon in Zeile 2", "nur eine Zeile"),
    "fremd": ("99001009,2019,5,", 1, "Gebiet „99001009“ steht nicht", "Meinten Sie"),
    "nan": ("99001,2019,NaN,", 12, "„NaN“ ist keine Zahl.", "bleibt das Feld leer"),
}


def test_everything_wrong_is_said_at_once_where_it_stands(county_with, build, post):
    series = SOUND | {"leer": course(".", ".", "x", ".")}
    series |= {name: f"gebiet,zeit,wert,status\n{row[0]}\n" for name, row in BAD_ROWS.items()}
    series["nichts"] = ""
    blocks = [block(*lines) for lines, *_ in WRONG]
    blocks += [block(f"indikator: {name}", "gebiete: Landkreis") for name in (*BAD_ROWS, "nichts")]
    text = post(
        "\n\n".join(blocks) + "\n\n- Eine Liste\n\n    ```diagramm\n    indikator: x\n    ```"
    )
    county_with(series, text)
    site = build()
    assert site.run.returncode == 1
    assert "Traceback" not in site.said
    reports = re.split(r"\n(?=content/)", site.said)
    lines = text.splitlines()
    place = 0
    for wanted, within, column, message, advice in WRONG:
        place = lines.index("```diagramm", place) + 1
        where = f"{POST}:{place + within}:{column}:" if column else f"{POST}:{place}:"
        found = [report for report in reports if report.startswith(where)]
        assert found, (wanted, where, site.said)
        assert any(message in report and advice in report for report in found), (wanted, found)
        assert all("\n        = " in report for report in found), found  # each has a way out
    for name, (row, column, message, advice) in BAD_ROWS.items():
        number = 1 + len(row.splitlines())
        where = f"content/daten/{name}.csv:{number}:"
        found = [report for report in reports if report.startswith(where)]
        assert found, (name, site.said)
        assert message in found[0]
        assert advice in found[0]
        assert not column or found[0].startswith(f"{where}{column}:")
    assert "content/daten/nichts.csv: Die Datei ist leer." in site.said
    fence = lines.index("    ```diagramm") + 1
    assert any(report.startswith(f"{POST}:{fence}:") for report in reports), site.said
