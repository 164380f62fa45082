"""Where a word stands says how much it weighs; parts of compounds and synonyms lead to the page, too."""

from plugins.manuscript.faults import Faults
from plugins.search.document import Document, Weight
from plugins.search.index import build_index
from plugins.search.synonyms import read_synonyms


def page(title="Titel", summary="Worum es geht.", text=""):
    return Document(url="/x/", title=title, summary=summary, kind="seite", text=text)


def postings(*pages, synonyms=()):
    return build_index(pages, synonyms).postings


def test_a_title_weighs_more_than_a_heading_and_a_heading_more_than_the_text():
    text = "<h2>Miete</h2><p>Neues zu <em>Wohngeld</em> und Strom.</p>" + "<p>Heizung</p>" * 4
    found = postings(page("Wohnen", "Für Familien.", text))
    assert {form: found[form][0] for form in ("wohn", "famili", "miet", "wohngeld", "heizung")} == {
        "wohn": Weight.TITLE,
        "famili": Weight.STRONG,
        "miet": Weight.STRONG,
        "wohngeld": Weight.TEXT,
        "heizung": Weight.STRONG,
    }


def test_a_part_of_a_compound_weighs_less_than_the_word_itself():
    found = postings(page("Pflegeheime"), page("Ein Heim"), page(text="Pflege im Altenheim"))
    assert found["heim"] == {0: Weight.STRONG, 1: Weight.TITLE, 2: Weight.TEXT}


def test_drawings_tables_and_hidden_signs_are_no_words():
    found = postings(
        page(
            text="<svg><text>Achse</text></svg><table><tr><td>Zelle</table><p>Bei&shy;rat &amp; Amt</p>"
        )
    )
    assert {"beirat", "amt"} <= found.keys()
    assert not found.keys() & {"achs", "zell", "shy", "amp", "td"}


def test_a_caption_of_a_figure_counts_as_a_heading():
    assert (
        postings(page(text="<figcaption><h3>Mieten</h3></figcaption>"))["miet"][0] is Weight.STRONG
    )


def test_synonyms_lead_both_ways():
    found = postings(page("Kitas"), page("Kindergarten"), synonyms=[("Kita", "Kindergarten")])
    assert found["kita"] == {0: Weight.TITLE, 1: Weight.TEXT}
    assert found["kindergart"] == {0: Weight.TEXT, 1: Weight.TITLE}


def test_a_line_of_synonyms_that_is_none_is_a_fault_with_its_place():
    faults = Faults()
    lines = "# Erklärung\n\nKita, Krippe\nältere Menschen, Senioren\nallein\nA,, B\n"
    assert read_synonyms(lines, "content/suche/synonyme.txt", faults) == [("Kita", "Krippe")]
    assert [fault.place.partition(":")[2] for fault in faults] == ["4:1", "5", "6:3"]
