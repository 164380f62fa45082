"""HTML of a feed as it may stand in a mail."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.newsletter.source.cleaning import ATTRIBUTES, TAGS, clean

PAGE = "https://blog.kreis.example/post/"


def test_what_a_mail_can_show_stays_as_it_is():
    html = (
        '<h2>Titel</h2><p>Ein <strong>Wort</strong>, <abbr title="zum Beispiel">z. B.</abbr></p>'
        '<ol start="3"><li>x</li></ol><figure><img src="https://blog.kreis.example/a.png" '
        'alt="Säulen" width="750" height="400"><figcaption>Quelle</figcaption></figure>'
        '<table><caption>Werte</caption><tbody><tr><th scope="row">A</th><td>1</td></tr></tbody>'
        "</table><pre>a\n  b</pre>"
    )
    assert clean(html, PAGE) == html


@pytest.mark.parametrize(
    "bad",
    [
        "<script>fetch('x')</script>", "<style>p{color:red}</style>", "<iframe src=x>y</iframe>",
        "<object data=x>y</object>", "<svg><title>y</title></svg>", "<form><button>y</button></form>",
        "<!-- y -->", "<template>y</template>", "<video src=x>y</video>",
    ],
)  # fmt: skip
def test_what_a_mail_must_not_hold_goes_with_its_content(bad):
    assert clean(f"<p>a</p>{bad}<p>b</p>", PAGE) == "<p>a</p><p>b</p>"


def test_looks_names_and_events_go():
    html = '<p class="x" style="color:red" id="y" onclick="z()" data-a="1">Text</p>'
    assert clean(html, PAGE) == "<p>Text</p>"


def test_unknown_elements_go_and_their_text_stays():
    assert clean("<div><section><p>a</p></section><font>b</font></div>", PAGE) == "<p>a</p>b"


def test_addresses_become_absolute():
    html = clean('<a href="../b/?x=1&amp;y=2">b</a><img src="a.png" alt="a">', PAGE)
    assert 'href="https://blog.kreis.example/b/?x=1&amp;y=2"' in html
    assert 'src="https://blog.kreis.example/post/a.png"' in html


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JaVa&#10;Script:alert(1)", "data:text/html,x", "vbscript:x", "cid:x"],
)
def test_no_link_leads_anywhere_but_to_the_web_or_a_mailbox(address):
    assert clean(f'<a href="{address}">x</a>', PAGE) == "<a>x</a>"
    assert clean(f'<img src="{address}" alt="Bild">', PAGE) == '<img alt="Bild">'


def test_a_counting_pixel_goes_altogether():
    assert (
        clean('<p>a<img src="https://zaehler.example/x" width="1" height="1" alt=""></p>', PAGE)
        == "<p>a</p>"
    )
    assert clean('<p>a<img src=" " alt=""></p>', PAGE) == "<p>a</p>"


def test_no_control_character_survives_not_even_written_as_a_number():
    assert clean("<p>a\x07b&#1;c&#0;d&#x85;</p>", PAGE) == "<p>abc\ufffdd…</p>"


def test_badly_nested_html_comes_to_rest():
    once = clean("<h1><table><h1>Titel", PAGE)
    assert clean(once, PAGE) == once
    assert "Titel" in once


PIECES = st.sampled_from(
    ["<p>", "</p>", "<a href='x?a=1&b'>", "</a>", "<table>", "</table>", "<td>", "<tr>", "<li>",
     "<ul>", "</ul>", "<h1>", "<b>", "</b>", "<script>", "</script>", "&#1;", "&lt;", "&#128;",
     "<img src=x alt='>'>", "<pre>\n", "<br>", "<svg>", "<math>", "<textarea>", "<title>", "<select>",
     "<img width=1 src=a>", "\n", "<!--", "-->", "<figure>", "<div>", "</div>", "<blockquote>",
     "<caption>", "<dl>", "<dt>", "<template>", "<noscript>", "<a href='mailto:a@b.example'>",
     "<![CDATA[", "<a href='http://[x'>", "<form>", "<plaintext>", "<xmp>", "<object>"]
)  # fmt: skip
TAG = re.compile(r'<(/?)([a-z0-9]+)((?: [a-z]+="[^"]*")*)>')


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=5), max_size=14).map("".join))
def test_cleaning_again_changes_nothing_and_only_the_list_is_left(html):
    cleaned = clean(html, PAGE)
    assert clean(cleaned, "https://anders.example/") == cleaned
    rest = TAG.sub("", cleaned)
    assert "<" not in rest
    for _, tag, attributes in TAG.findall(cleaned):
        assert tag in TAGS
        names = set(re.findall(r' ([a-z]+)="', attributes))
        assert names <= set(ATTRIBUTES.get(tag, ()))
        for address in re.findall(r' (?:href|src)="([^"]*)"', attributes):
            assert address.startswith(("https://", "http://", "mailto:"))
