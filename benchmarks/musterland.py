"""The site of the invented county Musterland with a sign-up service: a few texts, built by Pelican in seconds."""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).parent.parent
HOST = "musterland.example"
SERVICE = f"https://{HOST}/newsletter"
TOPICS = {"alter": "Alter", "wohnen": "Wohnen"}
WORDING = "2026-11-22"
FEED = "feeds/alle.atom.xml"

SETTINGS = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pelicanconf import *
from plugins.discovery import DiscoverySettings
from plugins.feeds.settings import FeedSettings
from plugins.forms.settings import FormSettings
from plugins.publisher import Publisher
from pathlib import Path
SITENAME = "Musterland Sozial"
TAGLINE = "Zahlen aus Musterland."
PUBLIC_URL = "https://{HOST}"
PATH = str(Path(__file__).parent / "content")
THEME = {str(ROOT / "theme")!r}
PUBLISHER = Publisher(anbieter="Kreis Musterland", ort="99000 Musterstadt")
MENU = (("Beiträge", "/beitraege/"), ("Felder", "/felder/"))
HELP_MENU = FOOTER = ()
JINJA_GLOBALS = {{"NEWSLETTER_PAGE": "/newsletter/"}}
FEEDS = FeedSettings(public_url=PUBLIC_URL, title=SITENAME, identifier="tag:{HOST},2026:feeds")
DISCOVERY = DiscoverySettings()
FORMS = FormSettings(
    service={SERVICE!r}, version={WORDING!r}, text="Ich möchte Neues aus Musterland per E-Mail lesen."
)
"""
_PAGE = "---\ntitel: {title}\nstatus: veroeffentlicht\nzusammenfassung: Worum es geht.\n---\nEin Text.\n"


def post(name: str, field: str, date: str) -> tuple[str, str]:
    """Return path and text of a post in one field; `date` in ISO 8601 with a zone."""
    text = (
        f"---\ntitel: {name}\ndatum: {date}\nstatus: veroeffentlicht\nart: projekt\nfelder: [{field}]\n"
        f"zusammenfassung: Worum es geht.\nkennung: {uuid5(NAMESPACE_URL, name)}\n---\n\nEin Satz zu {name}.\n"
    )
    return f"content/beitraege/2026/{name.lower()}.md", text


def site_files(posts: Iterable[tuple[str, str]] = ()) -> Mapping[str, str]:
    """Return path and text of all files of the project folder."""
    fields = {
        f"content/felder/{key}.md": f"---\ntitel: {name.upper()} im Land\nkurz: {name}\nrang: {rank}\n---\nText.\n"
        for rank, (key, name) in enumerate(TOPICS.items(), 1)
    }
    pages = {
        f"content/seiten/{name.lower()}.md": _PAGE.format(title=name)
        for name in ("Newsletter", "Datenschutz", "Impressum")
    }
    return {"musterland.py": SETTINGS, **fields, **pages, **dict(posts)}


def write_site(folder: Path, posts: Iterable[tuple[str, str]] = ()) -> None:
    """Write the project folder."""
    for path, text in site_files(posts).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def build_site(folder: Path) -> Path:
    """Write and build the site with one post; return the folder of the built site."""
    write_site(folder, [post("Anfang", "alter", "2026-01-02T10:00:00+01:00")])
    built = subprocess.run(
        [
            *(sys.executable, "-m", "pelican", "-s", "musterland.py", "-o", "output"),
            *("--fatal=errors", "--log-handler=plain"),
        ],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    if built.returncode:
        sys.exit(f"The site could not be built:\n{built.stdout}{built.stderr}")
    return folder / "output"
