"""The register leads from the nouns of the titles to the pages."""

from plugins.search.alphabet import register
from plugins.search.document import Document


def entries(*titles, summary=""):
    pages = [
        Document(url=f"/{n}/", title=title, summary=summary, kind="seite")
        for n, title in enumerate(titles)
    ]
    return {
        letter.name: {
            keyword.word: [page.url for page in keyword.pages] for keyword in letter.keywords
        }
        for letter in register(pages)
    }


def test_nouns_lead_to_all_their_pages_in_the_form_that_is_used_most():
    assert entries("Preise für Wohnungen", "Eine Wohnung finden", "Leere Wohnungen") == {
        "W": {"Wohnungen": ["/0/", "/1/", "/2/"]}
    }


def test_umlauts_stand_with_their_letter():
    assert list(entries("Wir über Ämter", "Das zum Abitur")["A"]) == ["Abitur", "Ämter"]


def test_the_first_word_counts_where_it_is_a_noun_elsewhere_or_all_there_is():
    assert entries("Miete steigt", "Neues zur Miete", "Impressum") == {
        "I": {"Impressum": ["/2/"]},
        "M": {"Miete": ["/0/", "/1/"]},
    }


def test_words_in_capitals_are_read_as_words_and_abbreviations_as_such():
    assert entries("die SENIOREN schätzen", "was SGB heißt") == {
        "S": {"Senioren": ["/0/"], "SGB": ["/1/"]}
    }


def test_a_page_that_no_noun_leads_to_stands_under_its_title():
    assert entries("Wie leben wir?") == {"W": {"Wie leben wir?": ["/0/"]}}


def test_a_word_of_nearly_every_title_leads_nowhere():
    found = entries(*(f"Im Kreis: das Thema{chr(97 + n)}x" for n in range(20)))
    assert "K" not in found
    assert len(found["T"]) == 20
