"""What the page of a figure offers."""

import pytest
from bs4 import BeautifulSoup

from plugins.indicators.catalogue.figurepage import downloads, figure_page, unique
from plugins.indicators.files.site import Site
from plugins.indicators.gallery import Gallery
from plugins.indicators.settings import IndicatorSettings

SITE = Site("Musterland", "https://muster.example")
ADDRESS = "/diagramme/quote-1"


@pytest.fixture
def page(simple, draw, tmp_path):
    gallery = Gallery(simple, IndicatorSettings())
    exhibit = gallery.hang(draw(simple, 'titel: „A“ & "B"'), "d-1", ADDRESS, "content/a.md")
    gallery.write(tmp_path, tmp_path, SITE)
    return figure_page(exhibit, "Titel der Seite", SITE, tmp_path)


def test_the_frame_names_address_and_title(page):
    frame = BeautifulSoup(page.frame, "html.parser").iframe
    assert frame["src"] == "https://muster.example/diagramme/quote-1/einbetten/"
    assert frame["title"] == '„A“ & "B"'
    assert frame["loading"] == "lazy"
    assert 400 < int(frame["height"]) < 1200


def test_the_title_of_the_figure_heads_the_page(page):
    soup = BeautifulSoup(page.html, "html.parser")
    assert soup.h1.text == '„A“ & "B"'
    assert not soup.select(".chart-files")


def test_the_citation_names_the_page(page):
    assert "https://muster.example/diagramme/quote-1/." in page.citation


def test_every_file_is_there_and_its_size_is_said(page, tmp_path):
    assert [file.label for file in page.downloads] == ["Excel", "CSV", "SVG", "PNG", "JSON"]
    assert all((tmp_path / file.address[1:]).stat().st_size for file in page.downloads)
    assert all(file.weight.endswith("KB") for file in page.downloads)


def test_a_file_that_was_not_written_is_never_offered(tmp_path):
    with pytest.raises(FileNotFoundError):
        downloads("/nirgends", tmp_path)


def test_two_pages_never_have_one_title():
    assert unique("A", {"B"}) == "A"
    assert unique("A", {"A", "A (2)"}) == "A (3)"
