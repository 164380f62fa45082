"""Pictures of a built site: what readers, feeds and search engines get, and what nobody gets."""

import re

import feedparser
import pytest
from bs4 import BeautifulSoup
from PIL import Image

from tests.images.invented import MAKE

NAME = re.compile(r"[a-z0-9/-]+\.[0-9a-f]{8}\.(avif|webp|jpg|png|svg)")


@pytest.fixture(scope="module")
def page(picture_site) -> BeautifulSoup:
    return picture_site.page("/2025/03/markt/")


def files_of(picture) -> set[str]:
    return {
        entry.split()[0]
        for element in picture.select("[srcset]")
        for entry in element["srcset"].split(", ")
    } | {picture.img["src"]}


def test_a_picture_comes_in_three_formats_with_its_caption(page):
    figure = page.select("figure.picture")[1]
    first, second = figure.picture.find_all("source")
    assert (first["type"], second["type"]) == ("image/avif", "image/webp")
    assert re.fullmatch(r"(/bilder/haus-(\d+)\.[0-9a-f]{8}\.avif \2w(, |$)){4}", first["srcset"])
    assert [entry.split()[1] for entry in figure.img["srcset"].split(", ")] == [
        "480w", "640w", "900w", "1200w",
    ]  # fmt: skip
    assert first["sizes"] == second["sizes"] == figure.img["sizes"]
    assert figure.img["alt"] == "Menschen kaufen Gemüse"
    assert (figure.img["width"], figure.img["height"]) == ("1200", "738")
    assert (figure.img["loading"], figure.img["decoding"]) == ("lazy", "async")
    assert figure.figcaption.text == "Am Samstag. Quelle: Amt Musterland"


def test_the_lead_picture_comes_first_and_upright(page):
    lead = page.select_one("figure.picture.wide img")
    assert lead["fetchpriority"] == "high"
    assert "loading" not in lead.attrs
    assert lead["srcset"].endswith(" 1728w")
    assert (lead["width"], lead["height"]) == ("1200", "600")


def test_the_same_picture_twice_is_one_set_of_files(page, picture_site):
    _, figure, inline, *_ = page.select("picture")
    assert files_of(figure) == files_of(inline)
    assert len(list(picture_site.output.rglob("haus-*"))) == 3 * 4


def test_few_colours_and_drawings_stay_sharp(page):
    _, _, _, graphic, vector = page.select("picture")
    assert [source["type"] for source in graphic.find_all("source")] == ["image/webp"]
    assert graphic.img["src"].startswith("/bilder/2025/zeichen-gross-700.")
    (source,) = vector.find_all("source")
    assert source["type"] == "image/svg+xml"
    assert "sizes" not in source.attrs
    assert vector.img["src"].endswith(".png")  # for feeds and mails


def test_every_file_is_as_the_page_says_and_named_for_ever(page, picture_site):
    for picture in page.select("picture"):
        for address in files_of(picture):
            assert NAME.fullmatch(address[1:]), address
            file = picture_site.output / address[1:]
            if file.suffix != ".svg":
                with Image.open(file) as image:
                    assert f"-{image.width}." in address


def test_nothing_tells_place_camera_or_names(picture_site):
    published = [file for file in (picture_site.output / "bilder").rglob("*") if file.is_file()]
    for file in published:
        content = file.read_bytes()
        assert NAME.fullmatch(file.relative_to(picture_site.output).as_posix())  # no original
        assert MAKE.encode() not in content
        assert b"Exif" not in content
        assert b"Meier" not in content
    assert not [file for file in published if "unbenutzt" in file.name]
    assert (picture_site.output / "dokumente/plan.pdf").is_file()


def test_feeds_get_the_jpeg(page, picture_site):
    (entry,) = feedparser.parse((picture_site.output / "feeds/alle.atom.xml").read_bytes()).entries
    lead = page.select_one("figure.picture.wide img")["src"]
    (enclosure,) = entry.enclosures
    assert enclosure.href == f"https://musterland.example{lead}"
    assert enclosure.type == "image/jpeg"
    assert int(enclosure.length) == (picture_site.output / lead[1:]).stat().st_size
    images = BeautifulSoup(entry.content[0].value, "html.parser").find_all("img")
    assert [image["src"].rpartition(".")[2] for image in images] == ["jpg", "jpg", "png", "png"]
    assert all("srcset" not in image.attrs and image["width"] for image in images)


def test_a_link_to_a_picture_leads_to_what_is_published(page):
    link = page.find("a", string="Bild des Hauses")
    assert re.fullmatch(r"/bilder/haus-1200\.[0-9a-f]{8}\.jpg", link["href"])


def test_a_second_build_encodes_nothing_and_is_the_same(
    picture_site, picture_files, pelican, tmp_path
):
    first, second = picture_site.output, tmp_path / "output"
    cache = first.parent / ".cache/bilder"
    before = {file: file.stat().st_mtime_ns for file in cache.iterdir()}
    run = pelican("-s", "musterland.py", "-o", str(second), cwd=first.parent)
    assert run.returncode == 0, run.stderr
    assert {file: file.stat().st_mtime_ns for file in cache.iterdir()} == before
    names = sorted(file.relative_to(first) for file in first.rglob("*.*") if file.is_file())
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
