"""A card is a small PNG in the look of the site, and every repetition is the same."""

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from pelicanconf import CARDS, SITE_OUTLINE
from plugins.cards import store
from plugins.cards.card import Motif
from plugins.cards.drawing import draw

POST = Motif(
    site="Musterland Sozial",
    outline=SITE_OUTLINE,
    title="Die Wahlbeteiligung steigt und ist in den Dörfern höher als in den Städten",
    names=("Datenbeitrag", "ALTER schätzen"),
    date="6. März 2025",
)
SITE = Motif(site="Musterland", outline="", title="Musterland", lead="Zahlen aus Musterland.")
MOTIFS = {
    "post": POST,
    "review": replace(POST, is_filled=True),
    "long": replace(POST, title="Sehr langer Titel mit vielen Wörtern " * 9),
    "word": replace(POST, title="Bevölkerungsvorausberechnungen", names=("Hilfe", *["WOHNEN"] * 20)),
    "site": SITE,
    "site with outline": replace(SITE, outline=SITE_OUTLINE),
}  # fmt: skip


@pytest.mark.parametrize("motif", MOTIFS.values(), ids=MOTIFS)
def test_it_is_small_has_few_colours_and_leaves_its_edges_free(motif):
    content = draw(motif, CARDS)
    assert content == draw(motif, CARDS)
    assert len(content) < 30_000
    card = Image.open(io.BytesIO(content))
    assert (card.size, card.mode) == ((1200, 630), "P")
    assert len(card.getcolors()) <= 16
    drawn = Image.frombytes("L", card.size, card.tobytes())  # 0 is the ground
    left, _, right, bottom = drawn.crop((0, 20, 1200, 630)).getbbox()
    assert left >= 60
    assert right <= 1130
    assert bottom + 20 <= 618


def test_a_post_stands_on_paper_below_a_bar_and_a_review_on_the_countys_colour():
    for motif, colours in ((POST, (CARDS.area, CARDS.paper)), (MOTIFS["review"], [CARDS.area] * 2)):
        card = Image.open(io.BytesIO(draw(motif, CARDS))).convert("RGB")
        found = [f"#{bytes(card.getpixel(place)).hex()}" for place in ((600, 5), (600, 40))]
        assert found == list(colours)


def test_a_long_name_of_a_site_stops_before_the_date():
    """Between both there is a stripe in which nothing is drawn."""
    motif = replace(POST, site="Landkreis Sächsische Schweiz-Osterzgebirge Sozial")
    card = Image.open(io.BytesIO(draw(replace(motif, date="22. September 2026"), CARDS)))
    drawn = Image.frombytes("L", card.size, card.tobytes())
    left = drawn.size[0] - 72 - 310  # as wide as the longest date
    assert drawn.crop((left - 10, 520, left, 630)).getbbox() is None
    assert drawn.crop((left - 100, 520, left - 10, 630)).getbbox()


def test_letters_that_no_typeface_has_are_left_out():
    odd = draw(replace(POST, title="Pflege 🏠\N{SOFT HYPHEN}heim"), CARDS)
    assert odd == draw(replace(POST, title="Pflege heim"), CARDS)
    assert draw(replace(POST, title="Łódź"), CARDS) != draw(replace(POST, title="ód"), CARDS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def test_a_card_is_drawn_once(folder, monkeypatch):
    files = {folder / "out/a.png": POST, folder / "out/deep/b.png": SITE}
    store.write_cards(files, CARDS, folder)
    first = {file: file.read_bytes() for file in files}
    assert first[folder / "out/a.png"] == draw(POST, CARDS)
    monkeypatch.setattr(store, "draw", None)
    store.write_cards(files, CARDS, folder)
    assert {file: file.read_bytes() for file in files} == first
    with pytest.raises(TypeError):  # another colour, another card
        store.write_cards(files, replace(CARDS, brand="#1d6b3f"), folder)


def test_many_are_drawn_by_several_processes_and_come_out_the_same(folder):
    motifs = [replace(POST, title=f"Beitrag {number}") for number in range(20)]
    files = {folder / f"out/{number}.png": motif for number, motif in enumerate(motifs)}
    store.write_cards(files, CARDS, folder)
    assert (folder / "out/7.png").read_bytes() == draw(motifs[7], CARDS)
    assert len(list((folder / CARDS.cache).iterdir())) == 20


def test_every_post_and_review_has_its_own_and_other_pages_the_sites(real_site):
    own = {
        f"/{p.relative_to(real_site.output)}"
        for p in real_site.output.glob("*/*/*/vorschaubild.png")
    }
    named = set()
    for page in real_site.output.glob("2*/*/*/index.html"):
        soup = real_site.page(f"/{page.parent.relative_to(real_site.output)}/")
        meta = {tag["property"]: tag["content"] for tag in soup.select("meta[property^=og]")}
        if meta["og:image:alt"] == soup.h1.get_text(" ", strip=True):
            assert (meta["og:image:width"], meta["og:image:height"]) == ("1200", "630")
        named.add(meta["og:image"].partition(".de")[2])
    assert own
    assert own <= named
    start = real_site.page("/").select_one('meta[property="og:image"]')["content"]
    assert start.endswith("/vorschaubild.png")
    assert (real_site.output / "vorschaubild.png").is_file()
