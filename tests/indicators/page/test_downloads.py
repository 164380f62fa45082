"""The quiet line below a figure."""

import gzip

from bs4 import BeautifulSoup

from plugins.indicators.page.downloads import downloads
from plugins.indicators.page.figure import figure
from plugins.indicators.page.place import Place

PLACE = Place("d-1", "/diagramme/quote-1a2b3c4d5e", (840, 600))


def links(html):
    return {a.text: a["href"] for a in BeautifulSoup(html, "html.parser").select(".chart-files a")}


def test_each_file_stands_at_the_address_of_the_figure():
    assert links(downloads(PLACE)) == {
        "Excel": f"{PLACE.address}-excel.csv",
        "CSV": f"{PLACE.address}.csv",
        "SVG": f"{PLACE.address}.svg",
        "PNG": f"{PLACE.address}.png",
        "Zitieren und einbetten": f"{PLACE.address}/",
    }


def test_a_figure_has_the_line_and_its_own_page_has_not(simple, draw):
    scene = draw(simple)
    assert len(links(figure(scene, PLACE))) == 5
    own = BeautifulSoup(figure(scene, PLACE, heading="h1", files=False), "html.parser")
    assert not own.select(".chart-files")
    assert own.select_one("h1.chart-title").text == scene.title
    assert own.select_one("figure")["aria-labelledby"] == own.h1["id"]


def test_the_line_costs_a_figure_little(simple, draw):
    """Bytes of the compressed page: four files and a page for less than a short sentence."""
    scene = draw(simple)
    with_, without = (
        len(gzip.compress(figure(scene, PLACE, files=files).encode())) for files in (True, False)
    )
    assert with_ - without < 150
