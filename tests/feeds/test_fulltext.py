import re
from urllib.parse import urlsplit

import html5lib
import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.feeds.elements import DROPPED, KEPT
from plugins.feeds.fulltext import ChartPicture, full_text
from tests.feeds.invented import CHART, HTML

POST = "https://musterland.example/2024/03/neues/"


def converted(html: str) -> str:
    return full_text(html, POST).html


def test_prose_stays_as_it_is() -> None:
    html = "<h2>Größe</h2>\n<p>Ein <strong>Maß</strong> &amp; <em>mehr</em>: a &lt; b.</p>"
    assert converted(html) == html


@pytest.mark.parametrize("html", ["a &lt;script&gt; b", "<p>x</p>a &lt;b&gt;", "&lt;p&gt;"])
def test_escaped_text_stays_escaped_wherever_it_stands(html: str) -> None:
    assert converted(html) == html


def test_links_and_pictures_are_absolute() -> None:
    html = '<p><a href="/felder/arbeit/">A</a><img src="../b.jpg" alt="B"></p>'
    assert converted(html) == (
        '<p><a href="https://musterland.example/felder/arbeit/">A</a>'
        '<img src="https://musterland.example/2024/03/b.jpg" alt="B"></p>'
    )


@pytest.mark.parametrize("reference", ["#fn:1", "#lage"])
def test_footnotes_and_fragments_lead_to_the_post(reference: str) -> None:
    assert f'href="{POST}{reference}"' in converted(f'<a href="{reference}">1</a>')


def test_a_value_becomes_plain_text_with_its_no_break_space() -> None:
    html = '<p>Es sind <data class="value" value="10.5">10,5\u00a0%</data> davon.</p>'
    assert converted(html) == "<p>Es sind 10,5\u00a0% davon.</p>"


def test_classes_ids_data_and_style_go() -> None:
    html = '<p class="a" id="b" data-c="d" style="color:red" onclick="e()" lang="de">Text</p>'
    assert converted(html) == "<p>Text</p>"


@pytest.mark.parametrize("tag", sorted(DROPPED - {"frame", "frameset", "plaintext"}))
def test_what_a_feed_must_not_carry_goes_with_its_content(tag: str) -> None:
    text = converted(f"<p>vor</p><{tag}>innen</{tag}><p>nach</p>")
    assert f"<{tag}" not in text
    assert "vor" in text
    assert "nach" in text or tag in ("input", "link", "meta", "base")


def test_unknown_elements_leave_their_text() -> None:
    assert converted("<p><span>Ein</span> <x-y>Wort</x-y></p>") == "<p>Ein Wort</p>"


def test_a_link_that_leads_nowhere_leaves_its_text() -> None:
    assert converted('<p><a href="javascript:x()">Wort</a> <a name="n">da</a></p>') == (
        "<p>Wort da</p>"
    )


def test_a_picture_that_cannot_be_loaded_leaves_its_alternative_text() -> None:
    html = '<p><img src="data:image/png;base64,AA" alt="Ein Markt"> heute</p>'
    assert converted(html) == "<p>Ein Markt heute</p>"


def test_a_decorative_picture_says_so() -> None:
    assert 'alt=""' in converted('<img src="/b.jpg">')


def test_hidden_parts_stay_hidden() -> None:
    assert converted("<p>a</p><p hidden>b</p>") == "<p>a</p>"


def test_folded_parts_are_open() -> None:
    assert converted("<details><summary>Mehr</summary><p>Text</p></details>") == (
        "<div><div>Mehr</div><p>Text</p></div>"
    )


def test_a_table_of_the_text_stays_readable() -> None:
    html = '<table><tr><th scope="col" class="x">A</th></tr><tr><td colspan="2">B</td></tr></table>'
    assert converted(html) == html.replace(' class="x"', "")


def test_a_stray_end_of_the_page_does_not_cut_the_text_off() -> None:
    assert "nach" in converted("<p>vor</p></body></html><p>nach</p>")


def test_comments_and_instructions_go() -> None:
    assert converted("<p>a<!-- geheim -->b<?php x ?>c</p>") == "<p>abc</p>"


def test_the_characters_of_a_foreign_charset_stay_right() -> None:
    assert converted("<meta charset=latin1><p>Größe</p>") == "<p>Größe</p>"


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("a&#x8;b", "a b"),
        ("a&#0000000000008b", "a b"),
        ("a&#150;b", "a–b"),
        ("&&#8;#8;", "&amp; #8;"),
        ("&#60;b&#62; &#8222;", "&lt;b&gt; „"),
        ("a&#99999999999;b", "a\ufffdb"),
    ],
)
def test_characters_given_as_numbers_are_what_browsers_show(typed: str, text: str) -> None:
    assert converted(f'<p>{typed}</p><img src="x" alt="{typed}">').startswith(f"<p>{text}</p>")


@pytest.mark.parametrize("html", ["", "   ", "<!-- nichts -->"])
def test_an_empty_text_is_empty(html: str) -> None:
    assert converted(html) == ""


class TestChart:
    def figure(self, html: str = CHART) -> BeautifulSoup:
        return BeautifulSoup(converted(html), "html.parser")

    def test_title_picture_source_and_link_to_the_figure(self) -> None:
        figure = self.figure()
        image = figure.select_one("figure img")
        assert image is not None
        assert image.attrs == {
            "src": "https://musterland.example/diagramme/arbeit-1a2b.png",
            "alt": "Die Quote fiel von 12,1\u00a0% auf 10,5\u00a0%.",
            "width": "1200",
            "height": "675",
        }
        caption = figure.select_one("figcaption")
        assert caption is not None
        assert caption.get_text("|") == (
            "In der Kreisstadt sinkt die Quote|Arbeitslosenquote in %, 2011–2024"
        )
        assert "Quelle: Statistik Musterland. Stand: 2024." in figure.get_text()
        assert [link["href"] for link in figure.select("a")] == [
            "https://musterland.example/lizenzen/",
            f"{POST}#d-1a2b",
        ]

    def test_neither_drawing_nor_table(self) -> None:
        text = converted(CHART)
        assert "svg" not in text
        assert "99" not in text
        assert "Tabellenwert" not in text
        assert "details" not in text

    def test_the_description_is_said_once(self) -> None:
        assert converted(CHART).count("Die Quote fiel") == 1

    def test_without_a_picture_the_description_is_text(self) -> None:
        html = re.sub(r'data-picture="[^"]+"', "", CHART)
        figure = self.figure(html)
        assert figure.find("img") is None
        assert "Die Quote fiel" in figure.get_text()
        assert full_text(html, POST).chart is None

    def test_the_first_chart_is_offered_as_lead_picture(self) -> None:
        second = CHART.replace("arbeit-1a2b", "armut-3c4d")
        assert full_text(CHART + second, POST).chart == ChartPicture(
            "/diagramme/arbeit-1a2b.png", "Die Quote fiel von 12,1\u00a0% auf 10,5\u00a0%."
        )

    def test_the_text_around_stays(self) -> None:
        assert converted(f"<p>vor</p>{CHART} danach").startswith("<p>vor</p>")
        assert converted(f"<p>vor</p>{CHART} danach").endswith("danach")

    def test_two_charts_are_two_figures(self) -> None:
        assert len(self.figure(CHART * 2).select("figure img")) == 2

    def test_other_figures_are_no_charts(self) -> None:
        html = (
            '<figure class="picture"><img src="/b.jpg" alt="B"><figcaption>C</figcaption></figure>'
        )
        assert full_text(html, POST).chart is None
        assert converted(html) == (
            '<figure><img src="https://musterland.example/b.jpg" alt="B">'
            "<figcaption>C</figcaption></figure>"
        )


def test_a_very_long_text_arrives_whole() -> None:
    text = converted("<p>Wort für Wort.</p>\n" * 50_000 + "<p>Ende</p>")
    assert text.count("<p>") == 50_001
    assert text.endswith("<p>Ende</p>")


def test_deeply_nested_text_arrives() -> None:
    assert "tief" in converted("<blockquote>" * 500 + "tief" + "</blockquote>" * 500)


def test_converting_twice_changes_nothing() -> None:
    once = converted(HTML)
    assert converted(once) == once


PIECES = st.sampled_from(
    [
        *(f"<{tag}>" for tag in [*sorted(KEPT), *sorted(DROPPED), "span", "details", "h1", "x:y"]),
        *(f"</{tag}>" for tag in ["p", "div", "svg", "script", "style", "table", "body", "html"]),
        '<a href="',
        "<a href='/x'>",
        '<a href="javascript:alert(1)">',
        '<img src=x onerror="alert(1)">',
        '<img src="//a.example/b" alt="<script>">',
        '<svg><script href="x"/></svg>',
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "<!doctype html>",
        "<?x",
        "&lt;script&gt;",
        "&#0;",
        "&#x8;",
        "&nbsp;",
        '">',
        CHART,
    ]
)


@settings(deadline=None, max_examples=300)  # the first call loads tables
@given(st.lists(PIECES | st.text(max_size=20), max_size=12).map("".join))
def test_whatever_comes_in_no_script_and_no_relative_address_goes_out(html: str) -> None:
    tree = html5lib.parse(converted(html), namespaceHTMLElements=False)
    for element in tree.find("body").iter():
        assert element.tag in ("body", *KEPT, "colgroup", "tbody")
        for name, value in element.attrib.items():
            assert name in KEPT[element.tag]
            if name in ("href", "src"):
                parts = urlsplit(value)
                assert parts.scheme in ("mailto", "tel") or parts.netloc
                assert parts.scheme in ("http", "https", "mailto", "tel")
