from collections.abc import Callable
from dataclasses import replace

import pytest

from plugins.indicators.data.number import MISSING, NBSP
from plugins.indicators.data.package import Package
from plugins.indicators.data.secrecy import Secrecy
from plugins.indicators.kinds.mapplot import MapPlot
from plugins.indicators.kinds.scene import Scene
from plugins.indicators.kinds.signs import gap_text, sign_text, signs_used

Make = Callable[..., Package]
Draw = Callable[..., Scene]


@pytest.fixture
def package(make_package: Make) -> Package:
    """Return a quote that is zero, secret twice, not known, and pointless."""
    values = ("0", "g", "g", ".", "x")
    made = make_package({f"9900100{n}": {"2023": value} for n, value in enumerate(values, 1)})
    rule = Secrecy(3, shows_zero=True, reason="Es sind zu wenige.")
    return replace(made, indicators={"quote": replace(made.indicators["quote"], secrecy=rule)})


def test_each_reason_has_a_word_of_its_own_and_zero_is_a_number(package: Package, draw: Draw):
    table = draw(package, "art: tabelle", "sortierung: name").drawn.plot.table
    assert dict(table.rows) == {
        "Ahausen": f"0,0{NBSP}%",
        "Südwald": "geheim",
        "Bad Königsbrunn": "geheim",
        "Neustadt am Berg": MISSING,
        "Neustadt am See": "entfällt",
    }


def test_the_notes_explain_the_words_and_give_the_reason(package: Package, draw: Draw):
    assert draw(package, "art: tabelle").notes == (
        f"{MISSING} = keine Angabe (unbekannt oder geheim).",
        "geheim = geheim gehalten, damit niemand auf Einzelne schließen kann.",
        "entfällt = Aussage nicht sinnvoll.",
        "Es sind zu wenige.",
    )


def test_sentences_tell_secret_from_missing(package: Package, draw: Draw):
    (text,) = draw(package, "art: balken", "gebiete: alle Gemeinden").drawn.description
    assert "Keine Angabe gibt es für Neustadt am Berg und Neustadt am See." in text
    assert "Geheim ist die Zahl für Südwald und Bad Königsbrunn." in text


def test_a_map_has_a_class_for_each(package: Package, draw: Draw, mapped: Callable[..., Package]):
    plot = draw(mapped(package), "art: karte").drawn.plot
    assert isinstance(plot, MapPlot)
    assert [(grade.number, grade.label, grade.count) for grade in plot.grades][-2:] == [
        (0, "keine Angabe", 2),
        (-1, "geheim", 2),
    ]


def test_the_legend_names_the_signs_that_are_used():
    texts = ["3", "–", "geheim", f"4{NBSP}p", "geheim"]
    assert signs_used(texts) == [
        ("–", "nichts vorhanden"),
        ("geheim", "geheim gehalten, damit niemand auf Einzelne schließen kann"),
        ("p", "vorläufig"),
    ]
    assert not signs_used(["0", "12,5 %"])
    assert [sign_text(each) for each in ("", ".", "/", "…")] == [MISSING, MISSING, "unsicher", "…"]
    assert [gap_text(each) for each in (("", "g"), ("", "x"))] == ["geheim", MISSING]
