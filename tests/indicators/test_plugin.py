"""The plugin inside Pelican: a post with a chart and a number, from an invented data folder."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from plugins.indicators.data.gazetteer import COLUMNS

CONF = """
from plugins.indicators.settings import IndicatorSettings
from plugins.manuscript.reader import article_order
SITENAME = "Musterland"
SITEURL = ""
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "de"
PATH = "content"
ARTICLE_PATHS = ["beitraege"]
ARTICLE_ORDER_BY = article_order
STATIC_PATHS = []
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = None
MARKDOWN = {"extensions": ["extra"]}
PLUGINS = ["plugins.manuscript", "plugins.indicators"]
INDICATORS = IndicatorSettings(folder="zahlen", figures="bildchen", cache="merk")
"""
BODY = """Es sind [[wert: quote, Landkreis, 2023]].

```diagramm
indikator: quote
titel: Die Quote steigt
```
"""


@pytest.fixture
def site(county: Any, post: Callable[..., str]) -> Any:
    areas = ",".join(COLUMNS) + "\n99001,Landkreis,Musterland,kreis,,,,,,,1\n"
    indicator = {
        "art": "indikator", "name": "quote", "path": "quote.csv", "title": "Quote",
        "kurztitel": "Quote", "messgroesse": "Quote in Prozent", "definition": "x", "methode": "x",
        "einheit": "%", "nachkommastellen": 1, "additiv": False, "stand": "2024",
        "sources": [{"title": "Tabelle", "herausgeber": "Amt"}], "licenses": [{"title": "frei"}],
        "lizenz_geprueft": True, "dimension": "x", "felder": [],
    }  # fmt: skip
    level = {"schluessel": "kreis", "einzahl": "Landkreis", "mehrzahl": "Landkreise"}
    gazetteer = {"art": "gebiete", "name": "gebiete", "path": "gebiete.csv", "ebenen": [level]}
    return county.write(
        {
            "pelicanconf.py": CONF,
            "content/zahlen/gebiete.csv": areas,
            "content/zahlen/quote.csv": "gebiet,zeit,wert,status\n99001,2022,9,\n99001,2023,10.5,\n",
            "content/zahlen/datapackage.json": json.dumps({"resources": [indicator, gazetteer]}),
            "content/beitraege/2025/quote.md": post(BODY),
        }
    )


Run = Callable[..., CompletedProcess[str]]


def page(root: Path) -> str:
    return (root / "output/2025/03/quote/index.html").read_text(encoding="utf-8")


def test_a_post_has_its_chart_its_number_and_its_picture(site: Any, pelican: Run):
    result = pelican("content", "-s", "pelicanconf.py", "-o", "output", cwd=site.root)
    assert result.returncode == 0, result.stderr
    html = page(site.root)
    assert '<data class="value" value="10.5">10,5\N{NO-BREAK SPACE}%</data>' in html
    assert 'class="chart-title"' in html
    (name,) = re.findall(r'data-picture="/bildchen/([\w-]+\.png)"', html)
    picture = site.root / "output" / "bildchen" / name
    first = picture.read_bytes()
    (kept,) = (site.root / "merk").iterdir()
    assert kept.read_bytes() == first
    again = pelican("content", "-s", "pelicanconf.py", "-o", "output", cwd=site.root)
    assert again.returncode == 0, again.stderr
    assert (page(site.root), picture.read_bytes()) == (html, first)


def test_faults_of_data_and_of_blocks_stop_the_build_together(
    site: Any, pelican: Run, post: Callable[..., str]
):
    site.write(
        {
            "content/zahlen/quote.csv": "gebiet,zeit,wert,status\n99001,2022,neun,\n99001,2023,1,\n",
            "content/beitraege/2025/quote.md": post(BODY.replace("titel:", "title:")),
        }
    )
    result = pelican("content", "-s", "pelicanconf.py", "-o", "output", cwd=site.root)
    assert result.returncode == 1
    assert "content/zahlen/quote.csv:2:12: „neun“ ist keine Zahl." in result.stderr
    assert re.search(r"quote\.md:\d+:1: Ein Feld „title“ gibt es im Diagramm nicht", result.stderr)
