"""HTML → text that reads well on its own."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsletter.mail.album import Wording
from plugins.newsletter.mail.plaintext import plain_text, underlined

WORDING = Wording(picture="Bild", links="Links", see_picture="Bild im Beitrag ansehen")


def text_of(html: str) -> str:
    return plain_text(BeautifulSoup(html, "html.parser"), WORDING)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h2>Was folgt</h2><p>Nichts.</p>", "Was folgt\n---------\n\nNichts."),
        ("<h3>Im Kleinen</h3>", "Im Kleinen\n~~~~~~~~~~"),
        ("lose<p>gesetzt</p>lose", "lose\n\ngesetzt\n\nlose"),
        ("<p>Straße 1<br>  Ort</p>", "Straße 1\nOrt"),
        ("<ul><li>eins</li><li>zwei</li></ul>", "- eins\n- zwei"),
        ("<ol start=9><li>neun</li><li>zehn</li></ol>", "9. neun\n10. zehn"),
        (
            "<ul><li>Orte<ol><li>Stadt</li><li>Dorf</li></ol></li><li>Kreis</li></ul>",
            "- Orte\n  1. Stadt\n  2. Dorf\n- Kreis",
        ),
        ("<ul><li><p>eins</p><p>noch</p></li><li>zwei</li></ul>", "- eins\n\n  noch\n- zwei"),
        ("<dl><dt>Quote</dt><dd>Anteil</dd></dl>", "Quote\n  Anteil"),
        ("<blockquote><p>Ja.</p><p>Nein.</p></blockquote>", "> Ja.\n>\n> Nein."),
        ("<pre>  a\n\n b</pre>", "  a\n\n b"),
        ("<p>eins</p><hr><p>zwei</p>", "eins\n\n* * *\n\nzwei"),
        ("<p><img alt='Karte der Orte'></p>", "[Bild: Karte der Orte]"),
        ("<p>vor <img alt=''>nach</p>", "vor nach"),
        ("<p>Einwohner&shy;zahl</p>", "Einwohnerzahl"),
    ],
)
def test_each_block_has_its_form(html, text):
    assert text_of(html) == text


def test_links_become_notes_and_the_same_address_has_one_number():
    text = text_of(
        "<p>Mehr <a href='https://a.example/'>hier</a>, <a href='https://b.example/'>da</a> und "
        "<a href='https://a.example/'>noch einmal hier</a>.</p>"
    )
    assert text == (
        "Mehr hier [1], da [2] und noch einmal hier [1].\n\n"
        "Links:\n\n[1] https://a.example/\n[2] https://b.example/"
    )


def test_a_link_that_shows_its_address_needs_no_note():
    text = text_of(
        "<a href='mailto:amt@kreis.example'>amt@kreis.example</a> <a href='tel:+49'>+49</a>"
    )
    assert text == "amt@kreis.example +49"


def test_paragraphs_are_wrapped_at_72_but_never_between_number_and_unit():
    text = text_of("<p>" + "aa " * 23 + "17,7\u00a0% der Menschen</p>")
    assert text.split("\n") == [" ".join(["aa"] * 23), "17,7\u00a0% der Menschen"]


def test_an_address_longer_than_a_line_stays_whole():
    address = "https://kreis.example/" + "x" * 80
    assert address in text_of(f"<p>Siehe {address} dazu</p>").split("\n")


def test_quotes_and_lists_inside_each_other_keep_to_the_width():
    text = text_of("<blockquote><ul><li>" + "Wort " * 40 + "</li></ul></blockquote>")
    assert all(line.startswith(("> - Wort", ">   Wort")) for line in text.split("\n"))
    assert max(map(len, text.split("\n"))) <= 72


def test_a_heading_over_two_lines_is_underlined_once():
    lines = underlined("Wort " * 20).split("\n")
    assert lines[-1] == "=" * max(map(len, lines[:-1]))
    assert len(lines) == 3


TAGS = st.sampled_from(
    ("p", "ul", "ol", "li", "blockquote", "h2", "a", "pre", "figure", "br", "dl", "dd")
)
TREES = st.recursive(
    st.text("Wort é \n", max_size=90),
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=4)).map(
        lambda pair: f"<{pair[0]} href='https://a.example/'>{''.join(pair[1])}</{pair[0]}>"
    ),
)


@given(TREES)
def test_whatever_the_tree_no_line_ends_with_a_blank_and_no_word_is_lost(html):
    text = text_of(html)
    assert not [line for line in text.split("\n") if line != line.rstrip()]
    words = BeautifulSoup(html, "html.parser").get_text(" ").split()
    assert len("".join(words)) <= len("".join(text.split()))
