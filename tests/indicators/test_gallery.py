import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.indicators.data.package import Package
from plugins.indicators.files.site import Site
from plugins.indicators.gallery import Gallery
from plugins.indicators.settings import IndicatorSettings
from plugins.manuscript.directives import Block
from plugins.manuscript.faults import Faults

SITE = Site("Musterland", "https://muster.example")


@pytest.fixture
def gallery(simple: Package) -> Gallery:
    return Gallery(simple, IndicatorSettings())


def show(gallery: Gallery, line: int, *lines: str) -> str:
    faults = Faults()
    html = gallery.show(Block("diagramm", "content/a.md", line, lines), faults)
    assert not len(faults)
    return html


def test_a_figure_names_a_picture_that_is_then_written(gallery: Gallery, tmp_path: Path):
    html = show(gallery, 3, "indikator: quote")
    (address,) = gallery.exhibits
    assert re.fullmatch(r"/diagramme/quote-[0-9a-f]{10}", address)
    assert f'data-picture="{address}.png"' in html
    gallery.write(tmp_path / "output", tmp_path, SITE)
    files = {
        file.name.removeprefix(address[11:]) for file in (tmp_path / "output/diagramme").iterdir()
    }
    assert files == {".png", ".svg", ".csv", "-excel.csv", ".json"}
    assert (tmp_path / "output" / f"{address[1:]}.png").stat().st_size > 5_000
    assert len(list((tmp_path / ".cache" / "diagramme").iterdir())) == 1


def test_two_equal_blocks_of_a_text_have_two_ids(gallery: Gallery):
    first, second = (show(gallery, line, "indikator: quote") for line in (3, 30))
    assert first != second
    assert first.replace('id="d-', 'id="').count("-2") == 0
    assert '-2"' in second
    assert len(gallery.exhibits) == 2


def test_a_text_that_is_read_twice_keeps_its_ids(gallery: Gallery):
    before = [show(gallery, line, "indikator: quote") for line in (3, 30)]
    assert [show(gallery, line, "indikator: quote") for line in (3, 30)] == before


def test_a_file_that_is_passed_on_says_where_it_is_from(gallery: Gallery, tmp_path: Path):
    show(gallery, 3, "indikator: quote")
    gallery.write(tmp_path, tmp_path, SITE)
    ((address, _),) = gallery.exhibits.items()
    about = json.loads((tmp_path / f"{address[1:]}.json").read_text(encoding="utf-8"))
    assert about["adresse"] == f"https://muster.example{address}/"


def test_it_knows_which_texts_show_an_indicator(gallery: Gallery):
    show(gallery, 3, "indikator: quote")
    gallery.mention("quote", "content/b.md")
    gallery.mention("anderes", "content/c.md")
    assert gallery.texts_about("quote") == {"content/a.md", "content/b.md"}
    assert gallery.texts_about("nichts") == set()


def test_an_impossible_block_is_empty_and_has_its_faults(
    gallery: Gallery, block: Callable[..., Block]
):
    faults = Faults()
    assert gallery.show(block("indikator: quotte", "art: torte"), faults) == ""
    assert len(faults) == 2
    assert not gallery.exhibits


def test_a_typo_in_the_settings_is_an_error_at_start():
    with pytest.raises(TypeError, match="ordner"):
        IndicatorSettings(ordner="daten")  # type: ignore[call-arg]


def test_what_no_text_shows_any_more_is_swept_away(gallery: Gallery, tmp_path: Path):
    show(gallery, 3, "indikator: quote")
    gallery.write(tmp_path / "output", tmp_path, SITE)
    folder = tmp_path / "output" / "diagramme"
    kept = sorted(folder.iterdir())
    (folder / "quote-0000000000" / "einbetten").mkdir(parents=True)
    (folder / "quote-0000000000-excel.csv").touch()
    gallery.write(tmp_path / "output", tmp_path, SITE)
    assert sorted(folder.iterdir()) == kept
