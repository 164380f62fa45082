"""Every setting of the site, top to bottom, once. What differs in public: publishconf.py."""

import logging
import sys
from pathlib import Path

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT))  # plugins are found from wherever Pelican is started

from plugins.feeds.settings import FeedSettings  # noqa: E402 - the line above makes it possible
from plugins.forms.settings import FormSettings  # noqa: E402
from plugins.indicators.settings import IndicatorSettings  # noqa: E402
from plugins.manuscript.reader import article_order  # noqa: E402
from plugins.manuscript.slugs import anchor  # noqa: E402
from plugins.newsletter.settings import NewsletterSettings  # noqa: E402
from plugins.publisher.particulars import Publisher  # noqa: E402

# --- The site ---------------------------------------------------------------------------------

SITENAME = "Mittelsachsen Sozial"
TAGLINE = "Daten für Taten. Integrierte Sozialplanung des Landkreises Mittelsachsen, gemeinsam mit der Hochschule Mittweida."
PUBLIC_URL = "https://mittelsachsen-sozial.de"  # feeds, canonical addresses; pages use /…
SITEURL = ""
# The county's outline beside its name (1000 × 923), drawn from GeoBasis-DE / BKG (2021).
SITE_OUTLINE = (
    "M476,680l26,31 48,-20 50,13 32,33 43,19 39,-19 14,47 22,35 28,30 27,29 31,30 43,-43 "
    "-5,-51 41,-16 56,-5 -8,-49 -23,-43 -42,-16 25,-37 -33,-23 -36,-20 -7,-52 -27,-40 "
    "-20,-40 -13,-46 37,-31 -45,-29 23,-38 -37,-23 -44,-22 -46,23 -78,43 15,-42 8,-51 "
    "-7,-55 6,-54 -22,-39 -27,-55 -13,-47 -45,19 -45,11 -51,15 -42,-16 -40,-16 -36,22 "
    "-38,23 -21,41 15,41 20,48 -40,22 -48,-12 -59,-5 -17,45 3,59 7,53 -49,27 -50,10 -4,55 "
    "35,29 27,31 44,12 32,24 51,-9 40,-26 49,24 44,-13 31,32 -17,39 53,7 12,45z"
)
TIMEZONE = "Europe/Berlin"
DEFAULT_LANG = "de"

# --- Who publishes it (None: only the publisher knows; publishconf.py asks for it) ------------

PUBLISHER = Publisher(
    anbieter="Landkreis Mittelsachsen",
    strasse="Frauensteiner Straße 43",
    ort="09599 Freiberg",
    email="sozialplanung@landkreis-mittelsachsen.de",
    barriere_email="sozialplanung@landkreis-mittelsachsen.de",
)

# --- Menus ------------------------------------------------------------------------------------

MENU = (
    ("Beiträge", "/beitraege/"),
    ("Themenfelder", "/felder/"),
    ("Rückblicke", "/rueckblicke/"),
    ("Indikatoren", "/indikatoren/"),
    ("Sozialbericht", "/sozialbericht/"),
    ("Newsletter", "/newsletter/"),
)
FOOTER = (
    (
        "Über diese Website",
        (
            ("Über uns", "/ueber-uns/"),
            ("Methodik", "/methodik/"),
            ("Daten herunterladen", "/daten/"),
            ("Forschungsprojekt", "/forschungsprojekt/"),
            ("Feed", "/feeds/alle.atom.xml"),
        ),
    ),
    (
        "Rechtliches",
        (
            ("Impressum", "/impressum/"),
            ("Datenschutz", "/datenschutz/"),
            ("Barrierefreiheit", "/barrierefreiheit/"),
        ),
    ),
)

# The page that explains feed and newsletter, None where there is none.
JINJA_GLOBALS = {"NEWSLETTER_PAGE": "/newsletter/"}

# --- Folders and addresses --------------------------------------------------------------------

PATH = "content"
OUTPUT_PATH = "output"
ARTICLE_PATHS = ["beitraege", "rueckblicke"]
PAGE_PATHS = ["seiten"]
STATIC_PATHS = ["bilder", "dokumente"]
READERS = {"html": None, "rst": None}
USE_FOLDER_AS_CATEGORY = False

# /2024/03/slug/ for posts, /slug/ for pages: plugins/manuscript/manuscript.py
YEAR_ARCHIVE_URL = "{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = "{date:%Y}/index.html"
ARCHIVES_SAVE_AS = "beitraege/index.html"
FIELDS_SAVE_AS = "felder/index.html"
REVIEWS_SAVE_AS = "rueckblicke/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
DIRECT_TEMPLATES = ["index", "archives", "fields", "reviews", "404", "sitemap"]
TAG_SAVE_AS = CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = ""  # plugins.fields has their pages
ARTICLE_ORDER_BY = article_order
DEFAULT_PAGINATION = False
CACHE_CONTENT = False

# --- Texts ------------------------------------------------------------------------------------

MARKDOWN = {
    "extensions": ["extra", "sane_lists", "toc"],
    "extension_configs": {
        "extra": {
            "tables": {"use_align_attribute": True},
            "footnotes": {"BACKLINK_TITLE": "Zurück zur Stelle der Fußnote {}"},
        },
        "toc": {"slugify": anchor, "toc_depth": "2-3"},
    },
}
TYPOGRIFY = False
# plugins.manuscript says it in German, with its place.
LOG_FILTER = [(logging.WARNING, "Empty alt attribute for image %s in %s")]
PREVIEW = False  # `inv serve` sets it: drafts and future posts are shown, marked

# --- Theme ------------------------------------------------------------------------------------

THEME = "theme"
THEME_STATIC_DIR = "theme"
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "auto_reload": False,  # a build is one process; no need to look whether a template changed
    "extensions": [],
}

# --- Plugins: manuscript first, the others find its build ready -------------------------------

PLUGINS = [
    "plugins.manuscript",
    "plugins.publisher",
    "plugins.forms",
    "plugins.fields",
    "plugins.reviews",
    "plugins.indicators",
    "plugins.feeds",
    "plugins.stylesheets",
]
INDICATORS = IndicatorSettings()
FEEDS = FeedSettings(
    public_url=PUBLIC_URL,
    title=SITENAME,
    subtitle=TAGLINE,
    author="Landkreis Mittelsachsen und Hochschule Mittweida",
    rights="Texte: CC BY 4.0. Zahlen: Lizenz wie beim Diagramm genannt.",
    # Never change it, nor any kennung: readers know the feed and its entries by them.
    identifier="tag:mittelsachsen-sozial.de,2026:feeds",
)
# Pelican's own feeds are off: plugins.feeds writes them all.
FEED_ALL_ATOM = FEED_ALL_RSS = CATEGORY_FEED_ATOM = CATEGORY_FEED_RSS = None
TAG_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None

# --- Newsletter: a program of its own that reads the feed (docs/betrieb.md) --------------------

NEWSLETTER = NewsletterSettings(
    feed="output/feeds/alle.atom.xml",
    topic_scheme=FEEDS.permanent_id("feld"),  # a post's kind is no topic
    title=SITENAME,
    site=PUBLIC_URL,
    sender=PUBLISHER.email or "",
    list_id="neues.mittelsachsen-sozial.de",
    imprint=tuple(
        line
        for line in (PUBLISHER.anbieter, PUBLISHER.strasse, PUBLISHER.ort, PUBLISHER.email)
        if line
    ),
    imprint_link=f"{PUBLIC_URL}/impressum/",
    privacy_link=f"{PUBLIC_URL}/datenschutz/",
)

# --- The form to sign up: only where the newsletter has a service (publishconf.py) -------------

FORMS = FormSettings(
    service=NEWSLETTER.service,
    # The proof of a consent names its wording: whoever changes the text gives it a new version.
    version="2026-11-22",
    text=(
        "Mit „Newsletter bestellen“ willige ich ein: Der Landkreis Mittelsachsen darf meine "
        f"E-Mail-Adresse und meine Auswahl speichern und mir den Newsletter {SITENAME} schicken, "
        "also neue Beiträge oder Hinweise darauf, zu den gewählten Themen und so oft wie gewählt. Ich kann "
        "die Einwilligung jederzeit für die Zukunft widerrufen: mit dem Link zum Abbestellen in jeder "
        f"E-Mail oder mit einer Nachricht an {PUBLISHER.email}."
    ),
)
