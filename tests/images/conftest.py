"""A site of Musterland with every kind of picture, built once for all tests here."""

from pathlib import Path

import pytest

from tests.images.invented import camera_notes, jpeg, logo, svg

ROOT = Path(__file__).parent.parent.parent
SETTINGS = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pelicanconf import *
from plugins.feeds.settings import FeedSettings
from plugins.publisher import Publisher
SITENAME, TAGLINE = "Musterland Sozial", "Zahlen aus Musterland."
PUBLIC_URL = "https://musterland.example"
PATH = "content"
THEME = {str(ROOT / "theme")!r}
STATIC_PATHS = ["bilder", "dokumente"]  # as somebody could set it
PUBLISHER = Publisher(anbieter="Kreis Musterland", ort="99000 Musterstadt")
MENU, FOOTER = (("Beiträge", "/beitraege/"),), ()
JINJA_GLOBALS = {{"NEWSLETTER_PAGE": None}}
FEEDS = FeedSettings(public_url=PUBLIC_URL, title=SITENAME)
"""
TEXT = """Am Markt ist viel los.

![Menschen kaufen Gemüse](/bilder/haus.jpg "Am Samstag. Quelle: Amt Musterland")

Dasselbe noch einmal: ![Menschen kaufen Gemüse](haus.jpg "Quelle: Amt Musterland") und ein
[Bild des Hauses](/bilder/haus.jpg) zum Mitnehmen, dazu [ein Plan](/dokumente/plan.pdf).

![Das Zeichen der Stadt](2025/Zeichen%20groß.png "Das Zeichen. Quelle: Stadt")

![Ein Plan der Innenstadt](plan.svg "Der Plan. Quelle: Stadt")
"""
LEAD = {"bild": "Hochkant.JPG", "bild_alt": "Ein Turm", "bild_quelle": "Amt Musterland"}


@pytest.fixture(scope="session")
def picture_files(post):
    """Return the project folder of the site, file by file; the lead picture lies on its side."""
    drawing = (
        "<!-- Meier --><metadata>Meier</metadata><path style='fill:#7d2a27' d='M0 0h300v200z'/>"
    )
    return {
        "musterland.py": SETTINGS,
        "content/felder/alter.md": "---\ntitel: ALTER schätzen\nkurz: Alter\nrang: 1\n---\nText.\n",
        "content/beitraege/2025/markt.md": post(TEXT, titel="Der Markt", **LEAD),
        "content/bilder/haus.jpg": jpeg(1300, 800, exif=camera_notes()),
        "content/bilder/Hochkant.JPG": jpeg(900, 1800, 2, exif=camera_notes(6)),
        "content/bilder/2025/Zeichen groß.png": logo(),
        "content/bilder/plan.svg": svg(drawing),
        "content/bilder/unbenutzt.jpg": jpeg(600, 400, exif=camera_notes()),
        "content/dokumente/plan.pdf": b"%PDF-1.4",
    }


@pytest.fixture(scope="session")
def picture_site(built_once, pelican, picture_files):
    """Return the built site."""

    def start(folder: Path):
        for name, content in picture_files.items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return pelican("-s", "musterland.py", "-o", str(folder / "output"), cwd=folder)

    return built_once("picture-site", start)
