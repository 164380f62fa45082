"""The pictures of a mail."""

import pytest
from bs4 import BeautifulSoup

from plugins.newsletter.mail.album import Album, Wording, replace_pictures, shown

WORDING = Wording(picture="Bild", links="Links", see_picture="Bild im Beitrag ansehen")
ADDRESS = "https://blog.kreis.example/karte.png"
POST = "https://blog.kreis.example/beitrag/"


@pytest.fixture
def album():
    return Album(lambda picture: picture.digest[:6])


@pytest.fixture
def replaced(album):
    def make(html: str, pictures: dict[str, object], link: str = POST) -> str:
        tree = BeautifulSoup(html, "html.parser")
        replace_pictures(tree, pictures, link=link, album=album, wording=WORDING)
        return str(tree)

    return make


def test_a_picture_is_named_by_its_part_and_fits_the_column(replaced, picture, album):
    chart = picture(750, 500)
    html = replaced(
        f'<img src="{ADDRESS}" srcset="x 2x" alt="Karte" width="750">', {ADDRESS: chart}
    )
    assert html == f'<img alt="Karte" height="373" src="cid:{chart.digest[:6]}" width="560"/>'
    assert album.taken == {chart.digest: chart}


@pytest.mark.parametrize(
    ("width", "wished", "shown_as"),
    [
        (1200, "", (560, 280)),
        (1200, "300", (300, 150)),
        (200, "560", (200, 100)),
        (200, "quer", (200, 100)),
    ],
)
def test_no_picture_is_shown_larger_than_it_is_or_wider_than_the_column(
    picture, album, width, wished, shown_as
):
    view = shown(picture(width, width // 2), "", album, wished)
    assert (view.width, view.height) == shown_as


def test_a_picture_shown_twice_is_one_part(replaced, picture, album):
    replaced(f'<img src="{ADDRESS}"><img src="{ADDRESS}">', {ADDRESS: picture()})
    assert len(album.taken) == 1


def test_a_picture_that_is_missing_is_its_words_and_a_link_to_the_post(replaced):
    assert replaced(f'<img src="{ADDRESS}" alt="Karte">', {}) == (
        f'[Bild: Karte] <a href="{POST}">Bild im Beitrag ansehen</a>'
    )


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (
            '<a href="https://z.example/"><img src="x" alt="Karte"></a>',
            '<a href="https://z.example/">Karte</a>',
        ),
        (
            '<a href="https://z.example/"><img src="x"></a>',
            '<a href="https://z.example/">Bild im Beitrag ansehen</a>',
        ),
    ],
)
def test_inside_a_link_there_is_no_second_link(replaced, html, words):
    assert replaced(html, {}) == words


def test_a_picture_alone_in_a_link_says_where_it_leads(replaced, picture):
    html = replaced(f'<a href="{POST}"><img src="{ADDRESS}"></a>', {ADDRESS: picture()})
    assert 'alt="Bild im Beitrag ansehen"' in html


def test_a_pixel_is_nothing(replaced, picture, album):
    assert replaced('<img src="https://zaehler.example/x.gif" width="1" height="1">', {}) == ""
    assert replaced(f'<img src="{ADDRESS}">', {ADDRESS: picture(1, 1)}) == ""
    assert not album.taken


def test_at_most_ten_pictures_go_into_a_mail(picture, album):
    views = [shown(picture(10 + number, 10), "", album) for number in range(12)]
    assert [view is not None for view in views] == [True] * 10 + [False] * 2


def test_at_most_a_megabyte_of_pictures_goes_into_a_mail(picture, album):
    large = picture()
    object.__setattr__(large, "content", b"x" * 999_900)
    assert shown(large, "", album)
    assert shown(picture(20, 20), "", album)
    assert not shown(picture(560, 560), "", album)
