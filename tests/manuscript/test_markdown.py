"""The house's Markdown: what becomes of directives, pictures, links and typed HTML."""

from datetime import UTC, datetime
from xml.etree.ElementTree import Element

import pytest

import pelicanconf
from plugins.manuscript.build import Build
from plugins.manuscript.faults import Fault
from plugins.manuscript.markdown import HouseMarkdown

PATH = "content/beitraege/2025/a.md"
FIRST = 11  # the first line of the body in a post made by `post`


def chart(block, faults):
    for number, line in enumerate(block.lines, block.line + 1):
        if "falsch" in line:
            faults.add(Fault(block.path, number, 1, "Falsch.", "", line))
    return f'<figure class="chart" style-free>{"|".join(block.lines)}</figure>'


def value(directive, faults):
    if directive.arguments == ("falsch",):
        faults.add(Fault(directive.path, directive.line, directive.columns[0], "Falsch."))
    element = Element("data", {"value": "1"})
    element.text = "+".join(directive.arguments)
    return element


@pytest.fixture
def convert(county, post):
    def run(body, *, preview=False):
        county.write({PATH: post(body)})
        archive, faults = county.read(preview=preview)
        moment = datetime(2025, 6, 1, tzinfo=UTC)
        build = Build(county.root, county.content, moment, preview, archive, faults)
        build.blocks["diagramm"] = chart
        build.inlines["wert"] = value
        markdown = HouseMarkdown(
            build, pelicanconf.MARKDOWN["extensions"], pelicanconf.MARKDOWN["extension_configs"]
        )
        html = markdown.convert(archive.manuscripts["beitraege/2025/a.md"])
        return html, list(faults), build

    return run


class TestBlocks:
    def test_a_block_becomes_the_html_of_its_handler(self, convert):
        html, faults, _ = convert("Davor\n\n```diagramm\na: 1\nb: 2\n```\n\nDanach")
        assert '<figure class="chart" style-free>a: 1|b: 2</figure>' in html
        assert "<p>Danach</p>" in html
        assert not faults

    @pytest.mark.parametrize("opening", ["```Diagramm", "~~~diagramm", "```` diagramm"])
    def test_case_and_kind_of_fence_do_not_matter(self, convert, opening):
        closing = opening[: 4 if opening.startswith("````") else 3]
        html, faults, _ = convert(f"{opening}\na: 1\n{closing}")
        assert '<figure class="chart"' in html
        assert not faults

    def test_a_block_directly_behind_a_paragraph_is_a_block(self, convert):
        html, _, _ = convert("Davor\n```diagramm\na: 1\n```\nDanach")
        assert "<p>Davor</p>" in html
        assert "<p>Danach</p>" in html

    def test_a_faulty_block_shows_its_faults_in_its_place(self, convert):
        html, (fault,), _ = convert("```diagramm\na: 1\nfalsch\n```")
        assert fault.line == FIRST + 2
        assert '<div class="fault" role="note"><p>' in html
        assert f"{PATH}:{FIRST + 2}:1" in html
        assert "<figure" not in html

    def test_a_misspelt_name_is_a_fault_and_other_code_is_code(self, convert):
        html, (fault,), _ = convert("```diagram\na: 1\n```\n\n```python\nx\n```")
        assert fault.message == "Einen Block „diagram“ gibt es nicht."
        assert fault.advice == "Meinten Sie „diagramm“?"
        assert (fault.line, fault.column) == (FIRST, 4)
        assert 'class="language-python"' in html

    def test_an_indented_block_is_a_fault(self, convert):
        _, (fault,), _ = convert("- Punkt\n\n    ```diagramm\n    a: 1\n    ```")
        assert fault.message == "Der Block „diagramm“ ist eingerückt."
        assert fault.line == FIRST + 2

    def test_an_unclosed_block_is_a_fault(self, convert):
        _, (fault,), _ = convert("Text\n\n```diagramm\na: 1\n\nNoch Text")
        assert (fault.line, fault.message) == (FIRST + 2, "Dieser Block wird nicht geschlossen.")


class TestInlines:
    def test_a_directive_in_a_sentence_becomes_its_element(self, convert):
        html, faults, _ = convert("Es sind [[wert: a, b]] Menschen, *[[wert: c]]*.")
        assert 'sind <data value="1">a+b</data> Menschen' in html
        assert '<em><data value="1">c</data></em>' in html
        assert not faults

    def test_code_is_left_alone(self, convert):
        html, faults, _ = convert("`[[wert: a]]`\n\n    [[wert: b]]\n\n```\n[[wert: c]]\n```")
        assert html.count("[[wert:") == 3
        assert not faults

    def test_an_alternative_text_takes_the_plain_value(self, convert, county):
        county.write({"content/bilder/x.jpg": b"x"})
        html, _, _ = convert('![Es sind [[wert: a]]](/bilder/x.jpg "Quelle: Amt")')
        assert 'alt="Es sind a"' in html

    def test_a_table_may_hold_directives(self, convert):
        html, _, _ = convert("| a | b |\n|---|---|\n| [[wert: x, y]] | 2 |")
        assert '<td><data value="1">x+y</data></td>' in html

    def test_columns_of_a_table_are_aligned_by_class(self, convert):
        html, faults, _ = convert("| a | b |\n|---|---:|\n| 1 | 2 |")
        assert '<td class="align-right">2</td>' in html
        assert "style" not in html
        assert not faults

    def test_an_unknown_name_is_a_fault_at_its_place(self, convert):
        _, (fault,), _ = convert("Zeile\n\nEs sind [[wrt: a]].")
        assert (fault.line, fault.column, fault.length) == (FIRST + 2, 9, 10)
        assert fault.advice == "Meinten Sie „wert“?"

    def test_a_faulty_directive_stays_visible_and_the_second_of_two_is_found(self, convert):
        html, (fault,), _ = convert("[[wert: gut]] und\n[[wert: falsch]]")
        assert (fault.line, fault.column) == (FIRST + 1, 9)
        assert '<mark class="fault">[[wert: falsch]]</mark>' in html


class TestPictures:
    def test_a_picture_of_its_own_is_a_figure_with_caption(self, convert, county):
        county.write({"content/bilder/x.jpg": b"x"})
        html, faults, _ = convert('![Ein Haus](x.jpg "Das Amt. Quelle: Amt")')
        assert not faults
        assert '<figure class="picture"><img alt="Ein Haus" src="/bilder/x.jpg">' in html
        assert "<figcaption>Das Amt. Quelle: Amt</figcaption>" in html

    @pytest.mark.parametrize(
        ("markdown", "message"),
        [
            ('![](/bilder/x.jpg "Quelle: Amt")', "Dem Bild fehlt der Alternativtext."),
            ("![Haus](/bilder/x.jpg)", "Dem Bild fehlt die Quelle."),
            ('![Haus](/bilder/y.jpg "Quelle: Amt")', "Das Bild „/bilder/y.jpg“ gibt es nicht."),
            ("![Haus](x.jpg „Quelle: Amt“)", "Im Namen des Bildes stehen typografische"),
            ('![Haus](https://e.org/x.jpg "Quelle: Amt")', "Ein Bild von einer fremden Website"),
        ],
    )
    def test_what_a_picture_lacks_is_named(self, convert, county, markdown, message):
        county.write({"content/bilder/x.jpg": b"x"})
        _, (fault,), _ = convert(f"Text\n\n{markdown}")
        assert fault.message.startswith(message)
        assert fault.line == FIRST + 2

    def test_a_picture_of_30_mb_is_a_fault(self, convert, county):
        county.write({"content/bilder/x.jpg": b"x" * 30_000_000})
        _, (fault,), _ = convert('![Haus](/bilder/x.jpg "Quelle: Amt")')
        assert fault.message == "Das Bild ist 30 MB groß."


class TestLinks:
    def test_a_link_to_a_file_becomes_the_address_of_its_page(self, convert, county, post):
        county.write({"content/beitraege/2025/b.md": post("2"), "content/dokumente/d.pdf": b"x"})
        html, faults, _ = convert(
            "[a](b.md) [b]({filename}/felder/alter.md#x) [c]({static}/dokumente/d.pdf)"
        )
        assert 'href="/2025/03/b/"' in html
        assert 'href="/felder/alter/#x"' in html
        assert 'href="/dokumente/d.pdf"' in html
        assert not faults

    @pytest.mark.parametrize(
        ("href", "message"),
        [
            ("c.md", "Die Datei „c.md“ gibt es nicht."),
            ("/dokumente/fehlt.pdf", "Die Datei „/dokumente/fehlt.pdf“ gibt es nicht."),
            ("impressum", "Der Link „impressum“ führt ins Leere."),
            ("javascript:x", "Einen Link auf „javascript:x“ nimmt die Website nicht an."),
        ],
    )
    def test_a_link_to_nowhere_is_a_fault(self, convert, href, message):
        _, (fault,), _ = convert(f"Ein [Link]({href}).")
        assert fault.message == message
        assert fault.column == 13 - 1

    def test_a_link_to_a_draft_is_a_fault_in_public_only(self, convert, county, post):
        county.write({"content/beitraege/2025/b.md": post("2", titel="B", status="entwurf")})
        _, (fault,), _ = convert("[b](b.md)")
        assert fault.message == "„B“ ist ein Entwurf; der Link führte ins Leere."
        assert not convert("[b](b.md)", preview=True)[1]

    def test_a_link_to_an_address_is_looked_up_when_the_site_is_written(self, convert):
        _, faults, build = convert("Zu [x](/felder/alter/), [y](https://example.org), [z](#unten)")
        assert not faults
        assert [(link.target, link.line, link.column) for link in build.links] == [
            ("/felder/alter/", FIRST, 8),
            ("/2025/03/a/", FIRST, 55),
        ]
        assert build.links[1].fragment == "unten"


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<script>x</script>", "Das HTML-Element script ist nicht möglich."),
        ('<p style="color:red">x</p>', "Eigene Gestaltung (style)"),
        ('<p onclick="x()">x</p>', "Programmcode (onclick)"),
        ('<iframe src="/x"></iframe>', "Das HTML-Element iframe"),
        ('Ein <img alt="x" src="/x.png"> Bild', "Das HTML-Element img wird nicht geprüft"),
        ('Ein <a href="/fehlt/">Link</a>', "Das HTML-Element a wird nicht geprüft"),
        ('<video src="https://e.org/x.mp4"></video>', "„https://e.org/x.mp4“ würde"),
        ("<p>[[wert: a]]</p>", "In HTML wird [[wert: a]] nicht eingesetzt."),
        ("Text\n{: style='color:red' }", "Eigene Gestaltung (style)"),
    ],
)
def test_html_that_the_site_forbids_is_a_fault(convert, html, message):
    _, faults, _ = convert(html)
    assert [f.message.startswith(message) for f in faults] == [True]
    assert faults[0].line >= FIRST


def test_harmless_html_passes(convert):
    html, faults, _ = convert("Das ist <abbr title='x'>ein</abbr> <kbd>Wort</kbd>.")
    assert not faults
    assert "<kbd>Wort</kbd>" in html


def test_a_very_long_text_is_converted(convert):
    html, faults, _ = convert("\n\n".join(["Ein Wort und noch ein [[wert: a]] Wort."] * 12_500))
    assert html.count("<data") == 12_500
    assert not faults


class TestHeadings:
    def test_the_first_level_belongs_to_the_title(self, convert):
        _, (fault,), _ = convert("Text\n\n# Groß")
        assert (fault.line, fault.column) == (FIRST + 2, 3)
        assert fault.advice == "Schreiben Sie ## davor."

    def test_no_level_is_skipped(self, convert):
        _, (fault,), _ = convert("## Gut\n\n#### Zu tief")
        assert fault.message == "Diese Überschrift überspringt eine Stufe."
        assert fault.advice == "Schreiben Sie ### davor."
        assert not convert("## Gut\n\n### Gut\n\n## Gut")[1]

    def test_a_slip_in_a_long_word_is_found_where_it_was_typed(self, convert):
        _, (fault,), _ = convert("Text\n\n## Neu [[bevoelkerungsentwicklung: a")
        assert (fault.line, fault.column) == (FIRST + 2, 8)


@pytest.mark.parametrize(
    "body",
    ["Es sind [[wert: a,\nb]] da.", "Nur [[wert a]].", "- Punkt [[Seite]]", "Nur [wert: a, b]."],
)
def test_a_directive_that_is_not_understood_is_never_published_as_typed(convert, body):
    _, (fault,), _ = convert(body)
    assert fault.message == "Diese Angabe in eckigen Klammern ist unvollständig."
    assert fault.line == FIRST


def test_a_mail_address_in_angle_brackets_is_a_link(convert):
    _, faults, _ = convert("Schreiben Sie an <amt@kreis.example>.")
    assert not faults


def test_code_may_show_what_pages_may_not_hold(convert):
    _, faults, _ = convert("```html\n<p style='x' onclick='y'><a href='/z/'>\n```")
    assert not faults


def test_the_second_of_two_pictures_is_the_one_at_fault(convert, county):
    county.write({"content/bilder/x.jpg": b"x"})
    _, faults, _ = convert(
        '![Haus](x.jpg "Quelle: Amt")\n\n![](x.jpg)\n\nEin ![](x.jpg "Quelle: Amt") Bild'
    )
    assert [(fault.line, fault.message) for fault in faults] == [
        (FIRST + 2, "Dem Bild fehlt der Alternativtext."),
        (FIRST + 2, "Dem Bild fehlt die Quelle."),
        (FIRST + 4, "Dem Bild fehlt der Alternativtext."),
    ]


def test_a_short_address_is_not_found_inside_a_longer_one(convert):
    _, _, build = convert("[a](/arch/eins/)\n[b](/arch/)")
    assert [(link.target, link.line) for link in build.links] == [
        ("/arch/eins/", FIRST),
        ("/arch/", FIRST + 1),
    ]


def test_a_file_with_spaces_and_umlauts_has_a_valid_address(convert, county):
    county.write({"content/dokumente/Der Bericht Größe.pdf": b"x"})
    html, faults, _ = convert("[b](</dokumente/Der Bericht Größe.pdf>)")
    assert not faults
    assert 'href="/dokumente/Der%20Bericht%20Gr%C3%B6%C3%9Fe.pdf"' in html


def test_footnotes_speak_german(convert):
    html, _, _ = convert("Text[^1].\n\n[^1]: Note.")
    assert 'title="Zurück zur Stelle der Fußnote 1"' in html


class TestMarginNotes:
    def test_a_note_is_what_is_indented_below_its_title(self, convert):
        html, faults, _ = convert('!!! rand "Zählung"\n    Ein [[wert: x]].\n\nDanach.')
        assert not faults
        assert '<p class="admonition-title">Zählung</p>' in html
        assert html.index("<data") < html.index("</div>") < html.index("Danach")

    def test_a_note_without_text_is_a_fault_where_it_stands(self, convert):
        _, (fault,), _ = convert('Davor.\n\n!!! rand "Zählung"\n  Zu wenig eingerückt.')
        assert (fault.line, fault.column) == (FIRST + 2, 11)
        assert "vier Leerzeichen" in fault.advice
