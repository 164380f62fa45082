"""Every setting of the site, top to bottom, once. What differs in public: publishconf.py."""

import logging
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent
sys.path.insert(0, str(ROOT))  # plugins are found from wherever Pelican is started

from plugins.assets.settings import AssetSettings, Colours, Pair  # noqa: E402 - the line above makes it possible
from plugins.cards.settings import CardSettings  # noqa: E402
from plugins.compression.settings import CompressionSettings  # noqa: E402
from plugins.discovery.settings import (  # noqa: E402
    DiscoverySettings,
    Partner,
)
from plugins.feeds.settings import FeedSettings  # noqa: E402
from plugins.forms.settings import FormSettings  # noqa: E402
from plugins.hosting.settings import HostingSettings  # noqa: E402
from plugins.images.settings import ImageSettings  # noqa: E402
from plugins.indicators.dashboard.settings import DashboardSettings  # noqa: E402
from plugins.indicators.opendata.settings import OpenDataSettings  # noqa: E402
from plugins.indicators.profile.settings import ProfileSettings  # noqa: E402
from plugins.indicators.settings import IndicatorSettings, PictureColors  # noqa: E402
from plugins.manuscript.reader import article_order  # noqa: E402
from plugins.manuscript.slugs import anchor  # noqa: E402
from plugins.manuscript.templates import CompiledOnce  # noqa: E402
from plugins.newsletter.settings import NewsletterSettings  # noqa: E402
from plugins.publisher.particulars import Publisher  # noqa: E402
from plugins.readability.settings import ReadabilitySettings  # noqa: E402
from plugins.search.settings import SearchSettings  # noqa: E402

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
# Its colours, by day and in the dark. The build measures each against all it meets, and stops where people
# could not read; what each is for: plugins/assets/settings.py.
COLOURS = Colours(
    brand=Pair("#8f2f2b", "#f2a596"),  # Rochlitz porphyry
    brand_area=Pair("#7d2a27", "#5c2421"),
    on_brand=Pair("#fff8f1", "#fff8f1"),
    link=Pair("#0f5460", "#93cbd3"),  # the teal of the Mulde
    series_1=Pair("#8f2f2b", "#f2a596"),
    class_0=Pair("#3f8d97", "#5fb0bb"),
    class_1=Pair("#f3e2d3", "#3b2b26"),
    class_2=Pair("#e0b195", "#6e4338"),
    class_3=Pair("#c27a61", "#ab6452"),
    class_4=Pair("#b04a40", "#f2a596"),
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
    ("Zahlen", "/zahlen/"),
    ("Gemeinden", "/gebiete/"),
    ("Rückblicke", "/rueckblicke/"),
    ("Sozialbericht", "/sozialbericht/"),
    ("Newsletter", "/newsletter/"),
)
HELP_MENU = (
    ("Leichte Sprache", "/leichte-sprache/"),
    ("Gebärdensprache", "/gebaerdensprache/"),
    ("Suche", "/suche/"),
)
FOOTER = (
    (
        "Mehr finden",
        (
            ("Von A bis Z", "/a-z/"),
            ("Termine und Umfragen", "/termine/"),
            ("Gemeinden vergleichen", "/vergleich/"),
            ("Daten herunterladen", "/daten/"),
            ("Feed", "/feeds/alle.atom.xml"),
        ),
    ),
    (
        "Über diese Website",
        (
            ("Über uns", "/ueber-uns/"),
            ("Methodik", "/methodik/"),
            ("Forschungsprojekt", "/forschungsprojekt/"),
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
STATIC_PATHS = ["dokumente"]  # plugins.images publishes smaller copies of bilder/, never the files
READERS = {"html": None, "rst": None}
USE_FOLDER_AS_CATEGORY = False

# /2024/03/slug/ for posts, /slug/ for pages: plugins/manuscript/manuscript.py
YEAR_ARCHIVE_URL = "{date:%Y}/"
YEAR_ARCHIVE_SAVE_AS = "{date:%Y}/index.html"
ARCHIVES_SAVE_AS = "beitraege/index.html"
FIELDS_SAVE_AS = "felder/index.html"
REVIEWS_SAVE_AS = "rueckblicke/index.html"
DIRECT_TEMPLATES = ["index", "archives", "fields", "reviews", "404", "muster"]
MUSTER_SAVE_AS = (
    "muster/index.html"  # every component in every state; for those who work on the site
)
TAG_SAVE_AS = CATEGORY_SAVE_AS = AUTHOR_SAVE_AS = ""  # plugins.fields has their pages
ARTICLE_ORDER_BY = article_order
DEFAULT_PAGINATION = False
CACHE_CONTENT = False

# --- Texts ------------------------------------------------------------------------------------

MARKDOWN = {
    "extensions": ["extra", "sane_lists", "toc", "admonition"],
    "extension_configs": {
        "extra": {
            "tables": {"use_align_attribute": True},
            "footnotes": {"BACKLINK_TITLE": "Zurück zur Stelle der Fußnote {}"},
        },
        "toc": {"slugify": anchor, "toc_depth": "2-3"},
    },
}
TYPOGRIFY = False
READABILITY = ReadabilitySettings()
# plugins.manuscript says it in German, with its place.
LOG_FILTER = [(logging.WARNING, "Empty alt attribute for image %s in %s")]
PUBLIC = False  # publishconf.py sets it: what is a hint here is a fault there
PREVIEW = False  # `inv serve` sets it: drafts and future posts are shown, marked

# --- Theme ------------------------------------------------------------------------------------

THEME = "theme"
THEME_STATIC_DIR = "theme"
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "bytecode_cache": CompiledOnce(),
    "auto_reload": False,  # a build is one process; no need to look whether a template changed
    "extensions": [],
}

# --- Plugins: manuscript first, the others find its build ready -------------------------------

PLUGINS = [
    "plugins.manuscript",
    "plugins.images",
    "plugins.publisher",
    "plugins.forms",
    "plugins.easy_language",
    "plugins.readability",
    "plugins.fields",
    "plugins.events",
    "plugins.reviews",
    "plugins.documents",
    "plugins.indicators",
    "plugins.cards",
    "plugins.feeds",
    "plugins.search",
    "plugins.assets",
    "plugins.discovery",
    "plugins.redirects",
    "plugins.hosting",
    "plugins.compression",  # last: what others write at the end has its copies too
]
ASSETS = AssetSettings(colours=COLOURS)
CARDS = CardSettings(
    headline=ROOT / "plugins/indicators/picture/fonts/Faustina-SemiBold.ttf",
    label=ROOT / "plugins/indicators/picture/fonts/Inter-SemiBold.otf",
    brand=COLOURS.brand.light,
    area=COLOURS.brand_area.light,
    on_area=COLOURS.on_brand.light,
)
IMAGES = ImageSettings()
INDICATORS = IndicatorSettings(
    colors=PictureColors(
        first=COLOURS.series_1.light,
        classes=(
            COLOURS.class_1.light,
            COLOURS.class_2.light,
            COLOURS.class_3.light,
            COLOURS.class_4.light,
        ),
        gain=COLOURS.class_0.light,
    ),
    strip=("bevoelkerung_veraenderung", "Jeder Strich ist eine Gemeinde."),
    # What /zahlen/ says of the county; the first of each dimension stands on the start page too.
    dashboard=DashboardSettings(
        figures=(
            ("bevoelkerung_3112", "Menschen leben im Landkreis"),
            ("anteil_65plus", "der Menschen sind 65 Jahre oder älter"),
            ("auslaenderanteil", "der Menschen haben eine ausländische Staatsangehörigkeit"),
            ("bip", "erwirtschaftet der Landkreis je Kopf im Jahr"),
            ("einkuenfte_je_fall", "Einkünfte kommen auf einen Steuerfall, vor Abzug der Steuer"),
            (
                "wertschoepfung_industrie",
                "der Wirtschaftsleistung kommen aus Industrie, Handwerk und Bau",
            ),
            ("hausaerzte", "Hausärztinnen und Hausärzte kommen auf 10.000 Menschen"),
            ("abitur", "der Schulabgängerinnen und Schulabgänger haben das Abitur"),
            ("angebotsmiete", "kosten Mietwohnungen in neuen Angeboten, ohne Nebenkosten"),
            (
                "arbeitslosenquote_monat",
                "der Menschen, die arbeiten oder Arbeit suchen, sind arbeitslos",
            ),
            ("langzeitarbeitslose", "der Arbeitslosen sind ein Jahr oder länger ohne Arbeit"),
            (
                "wahlbeteiligung_landtag",
                "der Wahlberechtigten gaben bei der Landtagswahl ihre Stimme ab",
            ),
        ),
        aids=(
            (
                "Demografie",
                "Prozentpunkte sind der Unterschied zweier Anteile: von 20 % auf 22 % sind es 2 Prozentpunkte.",
            ),
            (
                "Finanzen und Einkommen",
                "Alle Beträge in Preisen des jeweiligen Jahres: Ein Teil des Anstiegs kommt daher, dass alles teurer wurde.",
            ),
            (
                "Immaterielle Lebenslagen",
                "Wer schon länger in einer Wohnung lebt, zahlt oft weniger Miete, als neue Angebote kosten.",
            ),
            (
                "Soziale Teilhabe",
                "Im Winter sind meist mehr Menschen arbeitslos als im Sommer; darum vergleichen wir gleiche Monate.",
            ),
        ),
        ways=(
            ("Alle Indikatoren", "/indikatoren/"),
            ("Zahlen der Gemeinden", "/gebiete/"),
            ("Gemeinden vergleichen", "/vergleich/"),
            ("Daten herunterladen", "/daten/"),
            ("Sozialbericht", "/sozialbericht/"),
        ),
    ),
    # The pages of municipalities, regions and the county.
    profiles=ProfileSettings(
        population=("bevoelkerung_3112", "bevoelkerung"),
        density="bevoelkerungsdichte",
        strips=(
            "bevoelkerung_veraenderung",
            "bevoelkerungsdichte",
            "zensus_eigentuemerquote",
            "zensus_leerstand",
            "zensus_miete",
            "wahlbeteiligung_gemeinderat",
        ),
        similar=(
            "bevoelkerung_3112",
            "bevoelkerung_veraenderung",
            "bevoelkerungsdichte",
            "zensus_haushaltsgroesse",
            "zensus_eigentuemerquote",
            "steuerkraft",
        ),
        charts=(
            "indikator: bevoelkerung\ngebiete: {gebiet}",
            "indikator: bevoelkerung_veraenderung\ngebiete: {gebiete}\nart: linie",
            "indikator: wahlbeteiligung_gemeinderat\ngebiete: {gebiete}\nart: linie",
            "indikator: sterbefaelle\ngebiete: {gebiet}",
        ),
        of_whole=(
            "indikator: bevoelkerung\ngebiete: {gebiet}",
            "indikator: anteil_65plus\ngebiete: {gebiet}",
            "indikator: kita_u3\ngebiete: {gebiet}\ntitel: Kinder unter drei in Kita oder Tagespflege",
            "indikator: wahlbeteiligung_gemeinderat\ngebiete: {gebiet}\nart: linie",
        ),
        structures=(
            (
                "Wie alt die Menschen sind",
                (
                    "anteil_alter_u5",
                    "anteil_alter_5_bis_14",
                    "anteil_alter_15_bis_24",
                    "anteil_alter_25_bis_44",
                    "anteil_alter_45_bis_64",
                    "anteil_alter_65_bis_84",
                    "anteil_alter_85plus",
                ),
            ),
            ("Wie die Menschen zusammenleben", ("alleinstehende", "paare_ohne_kinder", "familien")),
        ),
    ),
)
# The open series as data portals read them (/daten/katalog.ttl); None: no catalogue.
OPEN_DATA = OpenDataSettings(
    title="Offene Sozialdaten für den Landkreis Mittelsachsen",
    description=(
        "Zahlen zum Leben im Landkreis Mittelsachsen, seinen Sozialregionen und Gemeinden, mit Quelle, "
        "Methode und Lizenz. Nur Reihen, deren Quelle die Weitergabe erlaubt."
    ),
    publisher=PUBLISHER.anbieter or "",
    email=PUBLISHER.email or "",
    licence="http://dcat-ap.de/def/licenses/dl-zero-de/2.0",  # of the descriptions: REUSE.toml
    # By dimension and by field: data themes of the EU. A field stands here only if all its series fit.
    themes={
        "Demografie": ("SOCI",),
        "Finanzen und Einkommen": ("ECON",),
        "Immaterielle Lebenslagen": ("SOCI",),
        "Soziale Teilhabe": ("SOCI",),
        "arbeit": ("ECON",),
        "bildung": ("EDUC",),
        "gesundheit": ("HEAL",),
    },
)
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

# --- Search and register ------------------------------------------------------------------------

SEARCH = SearchSettings()

# --- Web servers: which of them get files of their own is said in publishconf.py ----------------

HOSTING = HostingSettings()
COMPRESSION = CompressionSettings()

# --- What pages say to machines ----------------------------------------------------------------

DISCOVERY = DiscoverySettings(
    partners=(
        Partner(
            name="Hochschule Mittweida",
            address="https://www.hs-mittweida.de/",
            kind="CollegeOrUniversity",
        ),
    ),
    licence="https://creativecommons.org/licenses/by/4.0/deed.de",
    # Where to report a hole in the site (/.well-known/security.txt); look at it once a year.
    security_contact=f"mailto:{PUBLISHER.email}" if PUBLISHER.email else "",
    security_expires=date(2027, 11, 15),
)

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
