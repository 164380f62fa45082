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
def invented_site(built_once, pelican, post):
    """Build the invented county once for all tests."""
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    header = (DATA / "gebiete.csv").read_text(encoding="utf-8").split("\n")[0]
    files = data(package, header) | {
        "content/felder/alter.md": "---\ntitel: ALTER\nkurz: Alter\nrang: 1\n---\nText.\n",
        "content/beitraege/2025/alles.md": post(POST, art="datenbeitrag"),
        # Pictures are kept where the real site's are: drawn once, not in each run of the tests.
        "musterland.py": f"{SETTINGS}INDICATORS = IndicatorSettings(cache={str(CACHE)!r})\n",
    }

    def start(root):
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return pelican("-s", "musterland.py", "-o", str(root / "output"), cwd=root)

    return built_once("musterland", start)


@pytest.fixture(scope="session")
def real(real_site):
    return Proved("real", real_site.output, Source(DATA))


@pytest.fixture(scope="session")
def invented(invented_site):
    folder = invented_site.output.parent / "content" / "daten"
    return Proved("invented", invented_site.output, Source(folder))


@pytest.fixture(scope="session", params=["real", "invented"])
def proved(request):
    """Return a built site with an independent reading of the data it was built from.

    Each is read once: between two files of tests the parameter changes, and what it stands for stays.
    """
    return request.getfixturevalue(request.param)
