import pytest

from plugins.fields.field import emphasise
from plugins.fields.kinds import INTRODUCTIONS, all_kinds
from plugins.manuscript.vocabulary import KINDS


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("SENIOREN schätzen", "<b>SENIOREN</b> schätzen"),
        ("lebenslange BILDUNG", "lebenslange <b>BILDUNG</b>"),
        ("MOBILITÄT vernetzt", "<b>MOBILITÄT</b> vernetzt"),
        ("ARMUT & NOTLAGEN", "<b>ARMUT &amp; NOTLAGEN</b>"),
        ("Ohne Großwort", "Ohne Großwort"),
        ("<b>AB</b> ABC", "&lt;b&gt;AB&lt;/b&gt; <b>ABC</b>"),
    ],
)
def test_the_word_in_capitals_is_marked_and_all_else_escaped(title, html):
    assert str(emphasise(title)) == html


def test_every_kind_of_the_vocabulary_has_a_page():
    assert [kind.key for kind in all_kinds()] == list(KINDS)
    assert set(INTRODUCTIONS) == set(KINDS)
    for kind in all_kinds():
        assert kind.url == f"art/{kind.key}/"
        assert kind.intro.endswith(".")


def test_kinds_do_not_share_their_lists():
    first, second = all_kinds()[:2]
    first.articles.append(1)
    assert not second.articles
