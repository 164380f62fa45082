"""Sites of the invented county, built by Pelican in a process of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent.parent

# The invented county takes this site's settings and replaces what is its own.
SETTINGS = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pelicanconf import *
from plugins.discovery import DiscoverySettings
from plugins.feeds.settings import FeedSettings
from plugins.publisher import Publisher
from pathlib import Path
SITENAME = "Musterland Sozial"
TAGLINE = "Zahlen aus Musterland."
PUBLIC_URL = "https://musterland.example"
PATH = str(Path(__file__).parent / "content")
THEME = {str(ROOT / "theme")!r}
PUBLISHER = Publisher(anbieter="Kreis Musterland", ort="99000 Musterstadt")
MENU = (("Beiträge", "/beitraege/"), ("Felder", "/felder/"))
HELP_MENU = FOOTER = ()
JINJA_GLOBALS = {{"NEWSLETTER_PAGE": None}}
FEEDS = FeedSettings(public_url=PUBLIC_URL, title=SITENAME)
DISCOVERY = DiscoverySettings()
OPEN_DATA = None
"""


# Half of a small build is the compiling of templates; Jinja keeps them by name and content.
KEPT = """
from jinja2 import FileSystemBytecodeCache
JINJA_ENVIRONMENT = JINJA_ENVIRONMENT | {{"bytecode_cache": FileSystemBytecodeCache({folder!r})}}
"""


@pytest.fixture(scope="session")
def kept_templates(tmp_path_factory) -> str:
    return KEPT.format(folder=str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def build(county, pelican, site_of, kept_templates) -> Callable[..., Any]:
    """Return a builder of the invented county; `preview=True` as `inv serve` does it."""

    def run(*, preview: bool = False, extra: str = "", **environment: str) -> Any:
        county.write({"musterland.py": SETTINGS + kept_templates + extra})
        output = county.root / "output"
        arguments = ["-s", "musterland.py", "-o", str(output)]
        if preview:
            arguments += ["-e", "PREVIEW=true"]
        return site_of(output, pelican(*arguments, cwd=county.root, **environment))

    return run
