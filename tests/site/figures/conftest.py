"""Two built sites under proof: the real one, and an invented county with every kind of figure."""

import json
from pathlib import Path

import pytest

from tests.site.conftest import SETTINGS
from tests.site.figures.exhibits import Proved
from tests.site.figures.invented import POST, data
from tests.site.figures.sources import Source

ROOT = Path(__file__).parent.parent.parent.parent
DATA = ROOT / "content" / "daten"
CACHE = ROOT / ".cache" / "diagramme"


@pytest.fixture(scope="session")
def invented_site(tmp_path_factory, pelican, post, site_of):
    """Build the invented county once for all tests of a process."""
    root = tmp_path_factory.mktemp("musterland")
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    header = (DATA / "gebiete.csv").read_text(encoding="utf-8").split("\n")[0]
    files = data(package, header) | {
        "content/felder/alter.md": "---\ntitel: ALTER\nkurz: Alter\nrang: 1\n---\nText.\n",
        "content/beitraege/2025/alles.md": post(POST, art="datenbeitrag"),
        # Pictures are kept where the real site's are: drawn once, not by each process.
        "musterland.py": f"{SETTINGS}INDICATORS = IndicatorSettings(cache={str(CACHE)!r})\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    run = pelican("-s", "musterland.py", "-o", str(root / "output"), cwd=root)
    assert run.returncode == 0, run.stdout + run.stderr
    return site_of(root / "output", run)


@pytest.fixture(scope="session", params=["real", "invented"])
def proved(request):
    """Return a built site with an independent reading of the data it was built from."""
    site = request.getfixturevalue(f"{request.param}_site")
    folder = DATA if request.param == "real" else site.output.parent / "content" / "daten"
    return Proved(request.param, site.output, Source(folder))
