"""From a delivery to the published site: a small number stands nowhere, and nothing tells it."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.site.test_second_county import data, table

ROOT = Path(__file__).parent.parent.parent
TOWNS = {
    "99000001": (100_000, 73_819),
    "99000002": (390_000, 417_263),
    "99000003": (500_000, 584_126),
}
# The second one is no small number, but it would tell the first.
SECRETS = ("73819", "417263")
POST = """\
Es sind [[wert: einwohner, Kreis, 2024]] Menschen.

```diagramm
indikator: einwohner
gebiete: alle Gemeinden
jahre: 2024
```

```diagramm
indikator: einwohner
gebiete: Adorfstadt, Behausen
art: linie
```

```diagramm
indikator: einwohner
gebiete: alle Gemeinden
art: tabelle
```

```diagramm
indikator: einwohner
gebiete: Adorfstadt, Zemünd
jahre: 2024
art: kennzahl
```
"""


@pytest.fixture
def published(county, post, build, tmp_path_factory):
    """Return the site of a county whose delivery went through `inv data.uebernehmen`."""
    files = data()
    package = json.loads(files["content/daten/datapackage.json"])
    package["resources"][0]["felder"] = ["wohnen"]
    package["resources"][0]["geheimhaltung"] = {
        "mindestens": 90_000,
        "null_zeigen": True,
        "grund": "Es wären zu wenige.",
    }
    files["content/daten/datapackage.json"] = json.dumps(package, ensure_ascii=False)
    del files["content/daten/einwohner.csv"]
    county.write(files)
    county.write({"content/beitraege/2025/zahl.md": post(POST, art="datenbeitrag")})
    cells = dict(TOWNS)
    for region, towns in (("r1", ("99000001", "99000002")), ("r2", ("99000003",))):
        cells[region] = tuple(sum(TOWNS[town][n] for town in towns) for n in (0, 1))
    cells["99000"] = tuple(sum(values[n] for values in TOWNS.values()) for n in (0, 1))
    delivery = tmp_path_factory.mktemp("lieferung")
    rows = [
        [area, year, values[n], ""]
        for area, values in sorted(cells.items())
        for n, year in enumerate((2023, 2024))
    ]
    text = table(["gebiet", "zeit", "wert", "status"], rows)
    (delivery / "einwohner.csv").write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "tasks.py", county.root)
    for plugin in ("desk", "manuscript", "indicators"):
        shutil.copytree(ROOT / "plugins" / plugin, county.root / "plugins" / plugin)
    done = subprocess.run(
        [sys.executable, "-m", "invoke", "data.uebernehmen", str(delivery)],
        cwd=county.root,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "einwohner.csv: 2 von 12 Werten geheim" in done.stdout
    assert "keine Fehler" in done.stdout
    site = build()
    assert site.run.returncode == 0, site.said
    return site


def contents(folder):
    """Yield name and bytes of every file, and of every file in an archive."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield file.name, file.read_bytes()
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as archive:
                for name in archive.namelist():
                    yield f"{file.name}/{name}", archive.read(name)


def test_a_secret_number_stands_in_no_file_and_readers_are_told_that_it_is_secret(
    published, county
):
    # With a point, a comma, a space of any width or nothing between thousands.
    forms = [f"{each[:-3]}[., \u00a0\u202f]?{each[-3:]}" for each in SECRETS]
    wanted = re.compile("|".join(f"(?<![0-9]){each}(?![0-9])" for each in forms))
    for folder in (published.output, county.content):
        texts = {name: data.decode("utf-8", "replace") for name, data in contents(folder)}
        assert not [name for name, text in texts.items() if wanted.search(text)]
        assert any(re.search(r"584\.?126", text) for text in texts.values())  # it does find numbers

    page = published.page("/2025/03/zahl/")
    text = page.get_text(" ").replace("\n", " ")
    assert "geheim = geheim gehalten, damit niemand auf Einzelne schließen kann." in text
    assert "Es wären zu wenige." in text
    assert "Geheim ist die Zahl für Adorfstadt und Behausen." in text
    assert {cell.text for cell in page.select(".missing")} == {"geheim"}
    tables = [file.read_text(encoding="utf-8-sig") for file in published.output.rglob("*.csv")]
    assert any(";2024;;geheim gehalten" in each for each in tables)
