from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.data.areas import Area, Areas, Level
from plugins.indicators.gallery import Gallery
from plugins.indicators.profile.mentions import Mentions, Reason, TextAbout, texts_by_area
from plugins.indicators.profile.placenames import PlaceNames, today_of
from plugins.indicators.profile.texts import named_areas, texts_about
from plugins.indicators.settings import IndicatorSettings
from plugins.manuscript.faults import Faults
from plugins.manuscript.header import Scalar
from plugins.manuscript.manuscript import Manuscript, Metadata
from plugins.manuscript.sources import Source

COUNTY, NORTH, SOUTH = "99001", "r1", "r2"
AHAUSEN, FOREST, SPRING, ON_HILL, ON_LAKE = (f"9900100{n}" for n in range(1, 6))
FORMER = "99001099"


@pytest.fixture(scope="session")
def find(areas):
    names = PlaceNames(areas)
    return lambda text: list(names.find(text))


@pytest.fixture(scope="session")
def about(areas):
    """Return what a text is about: area → reason."""
    mentions = Mentions(areas)
    return lambda title="Ein Titel", **more: dict(mentions.of(TextAbout("a.md", title, **more)))


@pytest.mark.parametrize(
    "text",
    [
        "Ahausen wächst",
        "Das ist Ahausens Plan",
        "Warum Ahausen wächst",
        "Wo liegt **Ahausen**?",
        "im schönen Ahausen",
        "Im Jahr 2020 hatte Ahausen mehr",
        "Das steht fest. In Ahausen wächst etwas",
        "die Kleingemeinde Ahausen",
        "in den Gemeinden Ahausen",
        "Das Amt\n\nAhausen wächst",
        "Ahausen (im Norden der Region Süd)",
    ],
)
def test_a_name_by_itself_means_the_town(find, text):
    assert find(text) == [AHAUSEN]


@pytest.mark.parametrize(
    "text",
    [
        "Ahausener Bäume",
        "die Ahausen-Karte",
        "Neu-Ahausen",
        "an der Ahausen",
        "Die Ahausen führt Hochwasser",
        "die Hochschule Ahausen",
        "das Buch von Georg Ahausen",
        "mit Frau Ahausen",
        "aus der Region Ahausen",
        "Region Ahausen: Was sich ändert",
        "der frühere Landkreis Ahausen",
        "Vom Amt\nAhausen kommt",
        "ahausen",
    ],
)
def test_a_name_within_another_does_not(find, text):
    assert AHAUSEN not in find(text)


def test_what_a_town_calls_itself_may_stand_before_its_name():
    town = Area("1", "Aue", "Aue, Stadt", "gemeinde", designation="Stadt")
    level = Level("gemeinde", "Gemeinde", "Gemeinden")
    names = PlaceNames(Areas({"1": town}, (level,)))
    assert len(list(names.find("in der Stadt Aue, der Universitätsstadt Aue, am Gericht Aue"))) == 2


def test_the_longest_name_wins_with_what_stands_in_brackets(find):
    assert find("in Neustadt am Berg und der Region Nord (Ahausen)") == [ON_HILL, NORTH]
    assert find("im Landkreis Musterland") == [COUNTY]


def test_a_name_of_two_towns_means_none_of_them(find):
    assert find("In Neustadt wächst etwas") == []


def test_a_former_name_leads_to_the_area_of_today(find, areas):
    assert find("Altdorf und Südwald") == [FOREST, FOREST]
    assert today_of(areas.by_key[FORMER], areas).key == FOREST
    lost = Area("x", "Wüstung", "Wüstung", "gemeinde", valid_to="1990-12-31")
    ring = Area("y", "Ring", "Ring", "gemeinde", successor="y")
    assert today_of(lost, areas) is today_of(ring, areas) is None


def test_headings_and_the_summary_name_once_and_prose_in_two_paragraphs(about):
    assert about("Ahausen wächst") == {AHAUSEN: Reason.TITLE}
    assert about(summary="In Ahausen.", headings=("Und Südwald?",)) == {
        AHAUSEN: Reason.TITLE,
        FOREST: Reason.TITLE,
    }
    assert about(paragraphs=("In Ahausen, ja in Ahausen.",)) == {}
    assert about(paragraphs=("In Ahausen.", "Auch Südwald.", "Wieder Ahausen.")) == {
        AHAUSEN: Reason.PROSE
    }


def test_a_number_of_an_area_is_enough_but_a_figure_of_a_whole_group_is_about_nobody(about, areas):
    assert about(values=frozenset({AHAUSEN})) == {AHAUSEN: Reason.NUMBER}
    assert about(figures=(frozenset({COUNTY, AHAUSEN, FORMER}),)) == {
        AHAUSEN: Reason.NUMBER,
        FOREST: Reason.NUMBER,
    }
    for level in ("region", "gemeinde"):
        for group in (areas.of_level(level), areas.parts_of(areas.by_key[SOUTH], level)):
            assert about(figures=(frozenset(area.key for area in group),)) == {}


def test_a_text_is_about_the_whole_by_its_title_or_if_all_its_numbers_are_the_wholes(about):
    often = ("Im Landkreis.", "Der Landkreis.", "Musterland.")
    assert about(summary="Der Landkreis.", headings=often, paragraphs=often) == {}
    assert about("Der Landkreis wächst") == {COUNTY: Reason.TITLE}
    alone = frozenset({COUNTY})
    assert about(values=alone, figures=(alone,)) == {COUNTY: Reason.NUMBER}
    assert about(values=alone, figures=(frozenset({COUNTY, NORTH, SOUTH}),)) == {}
    assert about(values=frozenset({COUNTY, AHAUSEN})) == {AHAUSEN: Reason.NUMBER}


def test_what_the_head_names_counts_alone(about):
    assert about("Ahausen", values=frozenset({FOREST}), named=(NORTH,)) == {NORTH: Reason.HEAD}


def test_texts_come_in_their_order_and_only_areas_that_have_any(areas):
    texts = [
        TextAbout("b.md", "Ahausen"),
        TextAbout("c.md", "Nichts"),
        TextAbout("a.md", "Ahausens"),
    ]
    assert texts_by_area(texts, areas) == {AHAUSEN: ("b.md", "a.md")}
    assert texts_by_area(texts, Areas()) == {}


@given(st.text(alphabet="AhausenNd tmBrg.(-)\nSüwl", max_size=60))
def test_any_text_names_areas_of_today_only(areas, find, text):
    assert all(not areas.by_key[key].is_former for key in find(text))


def _named(areas, *words):
    source = Source("a.md", Path("a.md"), ("---", f"gebiete: [{', '.join(words)}]", "---"))
    scalars = tuple(Scalar(word, 2, source.lines[1].index(word) + 1) for word in words)
    text = Manuscript(source, "beitrag", Metadata(areas=scalars), 4, usable=True)
    keys, faults = named_areas(text, areas)
    return list(keys), [str(fault) for fault in faults]


def test_the_head_names_areas_as_charts_do(areas):
    words = ("Region Nord", "99001001", "altdorf", "Südwald")
    assert _named(areas, *words) == ([NORTH, AHAUSEN, FOREST], [])


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("Ahasen", "Das Gebiet „Ahasen“ gibt es nicht."),
        ("Ahasen", "Meinten Sie „Ahausen“?"),
        ("alle Gemeinden", "„alle Gemeinden“ sind mehrere Gebiete."),
        ("Neustadt", "Der Name „Neustadt“ ist nicht eindeutig."),
    ],
)
def test_any_other_name_in_the_head_is_a_fault_at_its_place(areas, word, message):
    keys, (fault,) = _named(areas, "Südwald", word)
    assert keys == [FOREST]
    assert fault.startswith("a.md:2:20: ")
    assert message in fault


HEAD = ("---", "zusammenfassung: In Südwald sind es [[wert: quote, Ahausen, 2023]].", "---")
BODY = """In Ahausen
leben Menschen.

## Und in Südwald?
Auch dort `Ahausen`.

```diagramm
gebiete: Südwald
```
"""


def test_a_manuscript_says_shows_and_names(simple, block):
    gallery, faults = Gallery(simple, IndicatorSettings()), Faults()
    gallery.show(block("indikator: quote", "gebiete: Landkreis, Südwald", "titel: T"), faults)
    gallery.mention("quote", block().path, "Ahausen")
    gallery.mention("quote", "content/anders.md", "Bad Königsbrunn")
    assert not list(faults)
    source = Source(block().path, Path("x.md"), (*HEAD, *BODY.splitlines()))
    meta = Metadata(title="Ein Titel", summary=HEAD[1].partition(": ")[2])
    text = Manuscript(source, "beitrag", meta, len(HEAD) + 1, usable=True)
    assert list(texts_about([text], gallery)) == [
        TextAbout(
            path=block().path,
            title="Ein Titel",
            summary="In Südwald sind es  .",
            headings=("Und in Südwald?", "T"),
            paragraphs=("In Ahausen\nleben Menschen.", "Auch dort          ."),
            values=frozenset({AHAUSEN}),
            figures=(frozenset({COUNTY, FOREST}),),
        )
    ]
