"""The HTML of a post, fit for a mail."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsletter.mail.album import Album, Wording
from plugins.newsletter.mail.article import Article
from plugins.newsletter.mail.body import Body, mail_body

WORDING = Wording(picture="Bild", links="Links", see_picture="Bild im Beitrag ansehen")
ROOM = 40_000


@pytest.fixture
def body(article):
    def make(html: str, *, room: int = ROOM, **changed: object) -> Body:
        album = Album(lambda picture: picture.digest[:6])
        return mail_body(article(html=html, **changed), album=album, wording=WORDING, room=room)

    return make


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p class='x' style='color:red' id='y' onclick='z()'>a</p>", "<p>a</p>"),
        (
            "<script>x</script><style>y</style><iframe src='https://z.example'></iframe><p>a</p>",
            "<p>a</p>",
        ),
        ("<section><div><p>a</p></div></section>", "<p>a</p>"),
        ("<p background='https://z.example/x.png'>a<!-- b --></p>", "<p>a</p>"),
        ("<a href='javascript:x()'>a</a> <a href='#oben'>b</a>", "a b"),
        ("<p>a<a href='https://z.example/'> </a></p>", "<p>a </p>"),
        ("<p>&#xfdd0;leave&#xfdd1;&#8238;a</p>", "<p>leavea</p>"),
        ("<svg><path d='M0 0'/></svg><picture><source srcset='x.webp'></picture>a", "a"),
    ],
)
def test_only_known_tags_and_attributes_stay(body, html, kept):
    assert str(body(html).tree) == kept


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("h1 h2 h2 h3", "h2 h3 h3 h4"),
        ("h2 h4 h2", "h2 h3 h2"),
        ("h3 h2", "h2 h2"),
        ("h1 h2 h3 h4 h5 h6", "h2 h3 h4 h5 h6 h6"),
    ],
)
def test_headings_stand_below_the_title_and_leave_no_level_out(body, given, expected):
    html = "".join(f"<{name}>x</{name}>" for name in given.split())
    assert " ".join(tag.name for tag in body(html).tree.select("*")) == expected


def test_an_empty_heading_goes(body):
    assert not body("<h2> </h2><p>a</p>").tree.h2


def test_the_heads_of_a_table_say_what_they_head(body):
    html = (
        "<table><tr><th>Ort</th><th>2022</th></tr><tr><th>Dorf</th><td>27,9 %</td></tr>"
        "<tr><th scope='rowgroup'>Rest</th><td>−1</td></tr></table>"
    )
    tree = body(html).tree
    assert [th["scope"] for th in tree.find_all("th")] == ["col", "col", "row", "rowgroup"]
    assert [td.get("class") for td in tree.find_all("td")] == ["zahl", "zahl"]


def test_a_wide_table_can_be_scrolled_with_the_keyboard(body):
    narrow, wide = (f"<table><tr>{'<td>1</td>' * number}</tr></table>" for number in (3, 4))
    assert not body(narrow).tree.div
    assert body(wide).tree.div["tabindex"] == "0"


def test_a_long_post_is_cut_after_a_block(body):
    cut = body(
        "<h2>Teil</h2>" + "<p>" + "x" * 93 + "</p>" + "<h2>Ende</h2><p>" + "y" * 99 + "</p>",
        room=130,
    )
    assert cut.cut
    assert [tag.name for tag in cut.tree.select("*")] == ["h2", "p"]
    assert not body("<p>kurz</p>").cut


def test_a_long_list_is_cut_between_its_items(body):
    cut = body("<p>a</p><ul>" + "<li>eins</li>" * 100 + "</ul>", room=60)
    assert 1 <= len(cut.tree.find_all("li")) <= 4


def test_a_cut_takes_the_heading_with_it_whose_text_did_not_fit(body):
    cut = body("<p>a</p><h2>Lang</h2><p>" + "x" * 200 + "</p>", room=100)
    assert str(cut.tree) == "<p>a</p>"


def test_no_room_is_an_empty_body(body):
    assert str(body("<p>a</p>", room=0).tree) == ""


@pytest.mark.parametrize("tag", ["div", "blockquote", "ul"])
def test_what_lies_deep_is_flattened(body, tag):
    tree = body(f"<{tag}>" * 200 + "Text" + f"</{tag}>" * 200, room=10**6).tree
    assert tree.get_text() == "Text"
    assert len(tree.find_all(tag)) <= 25


def test_what_nobody_wrote_by_hand_is_left_to_the_site(body):
    absurd = body("<b>" * 50_000 + "Text", room=10**6)
    assert (str(absurd.tree), absurd.cut) == ("", True)
    endless = body(("<p>" + "Wort " * 500 + "</p>") * 1000)
    assert endless.cut
    assert len(str(endless.tree)) <= ROOM


@given(st.text(max_size=200))
def test_any_text_survives_as_a_tree_with_nothing_that_loads(text):
    album = Album(lambda picture: picture.digest)
    article = Article(1, "", "", "", f"<p>{text}", (), None, "", "", {})
    tree = BeautifulSoup(
        str(mail_body(article, album=album, wording=WORDING, room=ROOM).tree), "html.parser"
    )
    for tag in tree.select("*"):
        assert not {"src", "srcset", "background", "style", "poster"} & set(tag.attrs)
