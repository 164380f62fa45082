"""The kinds of pages are found in the built site: a new template is a kind of its own by itself."""

import pytest

from plugins.desk.kinds import kind_of, kinds

TEXT = '<main id="seite--inhalt">\n<article>\n<header class="heading wrap"><h1>Titel</h1></header></article></main>'
LIST = '<main id="seite--inhalt">\n<header class="heading wrap"><h1>Liste</h1></header></main>'
REVIEW = TEXT.replace('class="heading wrap"', 'class="year-title"')


@pytest.mark.parametrize(
    ("address", "html", "name"),
    [
        ("/", LIST, "/"),
        ("/404.html", TEXT, "/404.html"),
        ("/impressum/", TEXT, "/*/"),
        ("/newsletter/", TEXT + '<form method="post">', "/*/ (Formular)"),
        ("/suche/", LIST, "/suche/"),
        ("/felder/", LIST, "/felder/"),
        ("/felder/wohnen/", LIST, "/felder/*/"),
        ("/2025/", LIST, "/JJJJ/"),
        ("/2025/03/haus/", TEXT, "/JJJJ/MM/*/"),
        ("/2025/03/haus/", TEXT + '<figure class="chart chart-bar">', "/JJJJ/MM/*/ (Diagramm)"),
        ("/2025/03/haus/", TEXT + '<script>{"@type": "Event"}', "/JJJJ/MM/*/ (Termin)"),
        ("/2025/12/jahr/", REVIEW, "/JJJJ/MM/*/ (Rückblick)"),
        ("/2025/03/haus/leicht/", TEXT, "/JJJJ/MM/*/leicht/"),
        ("/indikatoren/miete/", TEXT, "/indikatoren/*/"),
        ("/indikatoren/miete/einbetten/", TEXT, "/indikatoren/*/einbetten/"),
        ("/noch/nie/gesehen/", LIST, "/noch/*/gesehen/"),
    ],
)
def test_a_kind_is_the_shape_of_an_address_and_what_sets_a_page_apart(address, html, name):
    assert kind_of(address, html) == name


def test_the_largest_page_stands_for_its_kind_and_every_page_has_one(tmp_path):
    for name, html in (("a", TEXT), ("b", TEXT + "Noch ein Satz."), ("c", TEXT)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(html, encoding="utf-8")
    (tmp_path / "index.html").write_text(LIST, encoding="utf-8")
    found = kinds(tmp_path)
    assert [(kind.name, kind.example, kind.slug) for kind in found] == [
        ("/", "/", "start"),
        ("/*/", "/b/", "x"),
    ]
    assert found[1].pages == ("/b/", "/a/", "/c/")
