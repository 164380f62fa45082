"""HTML and texts of a feed as one line, and the fingerprint."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.newsletter.source.plain import fingerprint, flat, line, text_of


def test_a_text_becomes_one_line_without_control_characters():
    assert (
        line(" Neue\r\nHilfen\tfür\u2028alle\x07 \x85im Kreis ") == "Neue Hilfen für alle im Kreis"
    )


def test_marks_that_turn_the_direction_of_text_go_and_emoji_stay():
    assert line("Rechnung\u202efdp.exe\u00ad\u200b") == "Rechnungfdp.exe"
    assert line("👩‍👧") == "👩‍👧"


def test_a_long_text_is_cut_at_a_word():
    assert line("Hilfe für Familien, die sie brauchen", 20) == "Hilfe für Familien…"
    assert line("x" * 50, 20) == "x" * 19 + "…"
    assert line("kurz", 20) == "kurz"


@given(st.text(max_size=80), st.integers(min_value=5, max_value=60))
def test_a_line_never_breaks_nor_grows_too_long(text, longest):
    cut = line(text, longest)
    assert len(cut) <= longest
    assert not set(cut) & set("\r\n\t\0\u2028\u202e")
    assert line(cut, longest) == cut


def test_the_text_of_html_keeps_words_apart_and_drops_scripts():
    assert (
        text_of("<p>Eins</p><p>zwei &amp; <b>dr</b>ei</p><script>alert(1)</script>")
        == "Eins zwei & drei"
    )


def test_a_fingerprint_does_not_see_markup_case_or_white_space():
    plain = text_of("<p>Mehr  Plätze</p><p>im Kreis</p>")
    themed = text_of('<div class="neu"><p>mehr <b>Plätze</b></p>\n\n<p>im&nbsp;Kreis</p></div>')
    assert fingerprint("Kita", plain) == fingerprint(" KITA", themed)
    assert fingerprint("Kita", plain) != fingerprint("Kita", plain + " 2")
    assert fingerprint("Kita", "neu") != fingerprint("Kitan", "eu")


def test_html_that_nests_beyond_all_reason_loses_its_tags():
    deep = "<div>" * 100_000 + "Text" + "</div>" * 100_000
    assert text_of(deep) == "Text"
    assert "<" not in flat("<div></b>" * 200)


def test_html_of_usual_depth_and_unclosed_lists_is_left_alone():
    for markup in ("<div>" * 50, "<ul>" + "<li>x" * 500, "<p>x" * 500, "<br>" * 500):
        assert flat(markup) == markup
