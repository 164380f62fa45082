"""The plugin inside Pelican: a post with a chart and a number, from an invented data folder."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from plugins.indicators.data.gazetteer import COLUMNS

ROOT = Path(__file__).parent.parent.parent
CONF = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pelicanconf import *
SITENAME = "Musterland"
PATH = "content"
THEME = {str(ROOT / "theme")!r}
MENU = FOOTER = ()
JINJA_GLOBALS = {{"NEWSLETTER_PAGE": None}}
FEEDS = FeedSettings(public_url=PUBLIC_URL, title=SITENAME)
INDICATORS = IndicatorSettings(folder="zahlen", figures="bildchen", catalogue="reihen", cache="merk")
"""
BODY = """Es sind [[wert: quote, Landkreis, 2023]].

```diagramm
indikator: quote
titel: Die Quote steigt
```
"""


@pytest.fixture
def site(county: Any, post: Callable[..., str]) -> Any:
    row = {
        "ags": "99001",
        "kurzname": "Landkreis",
        "name": "Musterland",
        "ebene": "kreis",
        "rang": "1",
    }
    areas = "\n".join([",".join(COLUMNS), ",".join(row.get(name, "") for name in COLUMNS), ""])
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
            "muster.py": CONF,
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
    result = pelican("content", "-s", "muster.py", "-o", "output", cwd=site.root)
    assert result.returncode == 0, result.stderr
    html = page(site.root)
    assert '<data class="value" value="10.5">10,5\N{NO-BREAK SPACE}%</data>' in html
    assert 'class="chart-title"' in html
    (name,) = re.findall(r'data-picture="/bildchen/([\w-]+\.png)"', html)
    picture = site.root / "output" / "bildchen" / name
    first = picture.read_bytes()
    assert first in [kept.read_bytes() for kept in (site.root / "merk").iterdir()]
    assert (site.root / "output/reihen/quote/index.html").is_file()
    again = pelican("content", "-s", "muster.py", "-o", "output", cwd=site.root)
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
    result = pelican("content", "-s", "muster.py", "-o", "output", cwd=site.root)
    assert result.returncode == 1
    assert "content/zahlen/quote.csv:2:12: „neun“ ist keine Zahl." in result.stderr
    assert re.search(r"quote\.md:\d+:1: Ein Feld „title“ gibt es im Diagramm nicht", result.stderr)


def test_what_looks_wrong_is_said_and_published_nevertheless(
    site: Any, pelican: Run, post: Callable[..., str]
):
    body = f"{BODY}\nEs waren einmal 12,5\N{NO-BREAK SPACE}% (2022), dann [[wert: quote, Landkreis, 2022]].\n"
    site.write(
        {
            "content/zahlen/quote.csv": "gebiet,zeit,wert,status\n99001,2022,12.5,\n99001,2023,9,\n",
            "content/beitraege/2025/quote.md": post(body),
            "content/beitraege/2025/entwurf.md": post(body + "x", status="entwurf"),
        }
    )
    result = pelican("content", "-s", "muster.py", "-o", "output", cwd=site.root)
    assert result.returncode == 0, result.stderr
    assert "chart-title" in page(site.root)
    hints = result.stderr.split("Hinweise\n")[1]
    assert "quote.md:15:18: Der Titel sagt „steigt“, gezeigt wird anderes: Landkreis" in hints
    assert (
        "quote.md:18:17: „12,5\N{NO-BREAK SPACE}%“ ist der Wert für 2022 (Landkreis, Quote)"
        in hints
    )
    assert "\n2 Hinweise. Veröffentlicht wird trotzdem.\n" in hints
    preview = ("content", "-s", "muster.py", "-o", "output", "-e", "PREVIEW=true")
    assert pelican(*preview, cwd=site.root).returncode == 0
    html = page(site.root)
    assert "4 Hinweise zum Nachsehen" in html  # those of the draft too
    assert "zu beheben" not in html


def test_a_wrong_area_in_a_head_stops_the_build_and_in_a_draft_it_waits(
    site: Any, pelican: Run, post: Callable[..., str]
):
    text = post("Ein Satz.", gebiete="[Landkreis, Lankreis]")
    site.write(
        {
            "content/beitraege/2025/ort.md": text,
            "content/beitraege/2025/entwurf.md": post("x", gebiete="Dorf", status="entwurf"),
        }
    )
    result = pelican("content", "-s", "muster.py", "-o", "output", cwd=site.root)
    assert result.returncode == 1
    line = next(n for n, each in enumerate(text.splitlines(), 1) if each.startswith("gebiete"))
    assert f"ort.md:{line}:22: Das Gebiet „Lankreis“ gibt es nicht." in result.stderr
    assert "Meinten Sie „Landkreis“?" in result.stderr
    assert "1 Fehler in 1 Datei." in result.stderr
    preview = ("content", "-s", "muster.py", "-o", "output", "-e", "PREVIEW=true")
    assert pelican(*preview, cwd=site.root).returncode == 0
    assert "Das Gebiet „Dorf“ gibt es nicht." in page(site.root)
