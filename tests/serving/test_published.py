"""A site as a public build leaves it, behind a real nginx with TLS: old addresses, headers, compressed copies."""

import gzip
import http.client
import ssl
from zoneinfo import ZoneInfo

import brotli
import pytest

from benchmarks.webserver import BROTLI, WebServer
from plugins.compression.copies import compressible, write_copies
from plugins.hosting.headers import headers_of
from plugins.hosting.nginx import MAP, redirect_map
from plugins.manuscript.archive import read_archive
from plugins.manuscript.dates import now
from plugins.manuscript.faults import Faults
from plugins.manuscript.values import Setting
from plugins.manuscript.vocabulary import field_keys
from plugins.redirects.rules import FEED, Homes, redirects
from plugins.redirects.table import read_table
from tests.conftest import ROOT
from tests.serving.observatory import Scan, modifiers, score

HOST = "blog.kreis.example"
CONTENT = ROOT / "content"
EMBED = "/diagramme/x-1/einbetten/"
HASHED = "/theme/css/site.1a2b3c4d.css"
FILES = {
    "/index.html": "<h1>Start</h1>" * 50,
    "/404.html": "<h1>Nicht gefunden</h1>",
    f"{EMBED}index.html": "<h1>Rahmen</h1>",
    "/suche/index.html": "<h1>Suche</h1>",
    "/suche/start.1a2b3c4d.json": "{}",
    "/daten/zahlen.csv": "jahr;wert\n" * 50,
    "/daten/grenzen.topojson": "{}",
    "/termine/tag.ics": "BEGIN:VCALENDAR\n",
    "/bilder/haus-1a2b3c4d5e6f.avif": "avif",
    "/bilder/haus-1a2b3c4d5e6f.webp": "webp",
    "/diagramme/x-1.png": "png",
    "/diagramme/x-1.svg": "<svg/>",
    "/favicon.ico": "ico",
    "/robots.txt": "User-agent: *\n",
    "/.well-known/security.txt": "Contact: mailto:a@kreis.example\n",
    FEED: "<rss/>",
    HASHED: "a{}" * 100,
    "/theme/css/feed.css": "a{}",
    "/newsletter/abmelden/index.html": "<h1>Abmelden</h1>",
    "/_headers": "geheim",
    "/.htaccess": "geheim",
}


def setting():
    return Setting(ZoneInfo("Europe/Berlin"), field_keys(CONTENT), CONTENT, now())


ARCHIVE = read_archive(ROOT, setting(), preview=False)[0]
SHOWN = [one for one in ARCHIVE if one.usable and one.is_public(now())]
ROWS = read_table(CONTENT, ROOT, field_keys(CONTENT), Faults())[0]
RULES = redirects(ROWS, Homes(SHOWN))


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    if not WebServer.possible():
        pytest.skip("nginx fehlt")
    site = tmp_path_factory.mktemp("published")
    homes = {one.address for one in SHOWN if one.address}
    targets = {rule.target.partition("#")[0] for rule in RULES} | homes
    pages = {f"{path}index.html": "<h1>Da</h1>" for path in targets if path.endswith("/")}
    for name, text in (pages | FILES).items():
        file = site / name[1:]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    write_copies(compressible(site), 1)
    (site / MAP).write_text(redirect_map(RULES), encoding="utf-8")
    with WebServer(site, str(site.parent / "nobody"), host=HOST) as server:
        yield server


@pytest.fixture
def ask(published):
    """Return a client: `ask(path, **headers)` gives status, headers and body."""
    trusting = ssl.create_default_context(cafile=str(published.certificate))
    line = http.client.HTTPSConnection("127.0.0.1", published.port, context=trusting, timeout=30)

    def request(path, **headers):
        line.request("GET", path, headers={"Host": HOST, **headers})
        got = line.getresponse()
        return got.status, got.headers, got.read()

    yield request
    line.close()


# --- Old addresses -----------------------------------------------------------------------------


def test_every_known_address_of_the_former_site_answers_in_all_its_forms(ask):
    """With and without its last slash, and by its number: here for good, or for now where it is missing."""
    homes = Homes(SHOWN)
    asked = 0
    for row in (row for row in ROWS if row.when):
        home = homes.of(row)
        missing = row.page or (f"/felder/{row.fields[0]}/" if row.fields else "/beitraege/")
        for address in (row.path, row.path[:-1], f"/?p={row.number}" if row.number else ""):
            if not address:
                continue
            asked += 1
            status, headers, _ = ask(address)
            if address == home:
                assert status == 200
            elif home:
                assert (status, headers["Location"]) == (301, home), address
            else:
                place = "" if row.page else "#noch-nicht-uebernommen"
                assert (status, headers["Location"]) == (302, missing + place), address
            if status != 200:
                assert ask(headers["Location"].partition("#")[0])[0] == 200, address
    posts = [row for row in ROWS if row.when]
    assert asked == sum(2 * bool(row.path) + bool(row.number) for row in posts) >= 58


@pytest.mark.parametrize(
    ("address", "status", "target"),
    [
        ("/category/aktuell-sozialpolitische-themen/", 301, "/beitraege/"),
        ("/category/aktuell-sozialpolitische-themen/page/2/", 301, "/beitraege/"),
        ("/tag/beteiligung", 301, "/art/beteiligung/"),
        ("/tag/landkreis-mittelsachsen/page/3", 301, "/beitraege/"),
        ("/tag/nie-gesehen/page/7/", 302, "/beitraege/"),
        ("/category/nie-gesehen", 302, "/beitraege/"),
        ("/page/4/", 302, "/beitraege/"),
        ("/feed/", 301, FEED),
        ("/feed", 301, FEED),
        ("/comments/feed/", 301, FEED),
        ("/tag/beteiligung/feed/", 301, FEED),
        ("/2022/05/armut-notlagen/feed/atom/", 301, FEED),
        # As mails and networks change them on the way.
        ("//2022//05/armut-notlagen/", 302, "/felder/armut/#noch-nicht-uebernommen"),
        ("/2022/05/Armut-Notlagen/?fbclid=x", 302, "/felder/armut/#noch-nicht-uebernommen"),
        ("/?utm_source=brief&p=276", 302, "/felder/wohnen/#noch-nicht-uebernommen"),
    ],
)
def test_lists_feeds_and_bent_addresses_lead_on(ask, address, status, target):
    got, headers, _ = ask(address)
    assert (got, headers["Location"]) == (status, target)


@pytest.mark.parametrize("address", ["/sozialbericht", "/methodik"])
def test_a_page_that_kept_its_address_has_one_only(ask, address):
    status, headers, _ = ask(address)
    assert (status, headers["Location"]) == (301, f"{address}/")
    assert ask(f"{address}/")[0] == 200


@pytest.mark.parametrize("address", ["/?p=1", "/?p=", "/?p=276276", "/?p=%23"])
def test_an_unknown_number_is_the_start_page(ask, address):
    assert ask(address)[0] == 200


def test_an_unknown_address_is_said_to_be_unknown(ask):
    status, headers, body = ask("/2022/05/nie-geschrieben/")
    assert (status, body) == (404, b"<h1>Nicht gefunden</h1>")
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("address", ["/theme/", "/theme/css/", "/diagramme/x-1/"])
def test_a_folder_without_a_page_is_an_unknown_address(ask, address):
    """Whoever shortens `/2024/03/titel/` to `/2024/03/` meets our page, and is not told of a ban."""
    status, _, body = ask(address)
    assert (status, body) == (404, b"<h1>Nicht gefunden</h1>")


@pytest.mark.parametrize("address", ["/_headers", f"/{MAP}", "/.htaccess", "/.git/config"])
def test_what_is_for_servers_is_given_to_nobody(ask, address):
    status, _, body = ask(address)
    assert status == 404
    assert b"geheim" not in body


# --- Headers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/beitraege/",
        *(
            name.removesuffix("index.html")
            for name in FILES
            if "_" not in name and ".ht" not in name
        ),
    ],
)
def test_nginx_sends_what_the_list_of_headers_says(ask, path):
    status, headers, _ = ask(path)
    assert status == 200
    for name, value in headers_of(path).items():
        assert headers.get_all(name) == [value], name
    assert {"X-Frame-Options", "X-Robots-Tag", "Access-Control-Allow-Origin"} & set(headers) <= set(
        headers_of(path)
    )


def test_a_missing_file_is_never_kept(ask):
    for path in ("/theme/css/site.99999999.css", "/bilder/x.1a2b3c4d.avif", "/daten/nichts.csv"):
        status, headers, _ = ask(path)
        assert (status, headers.get_all("Cache-Control")) == (404, ["no-cache"]), path
        assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/termine/tag.ics", "text/calendar; charset=utf-8"),
        ("/daten/zahlen.csv", "text/csv; charset=utf-8"),
        ("/daten/grenzen.topojson", "application/json; charset=utf-8"),
        ("/.well-known/security.txt", "text/plain; charset=utf-8"),
        ("/bilder/haus-1a2b3c4d5e6f.avif", "image/avif"),
        ("/bilder/haus-1a2b3c4d5e6f.webp", "image/webp"),
        (HASHED, "text/css; charset=utf-8"),
        (FEED, "application/xml; charset=utf-8"),
    ],
)
def test_files_have_their_types(ask, path, kind):
    assert ask(path)[1]["Content-Type"] == kind


@pytest.fixture
def scan(published, ask):
    def look(path):
        _, headers, page = ask(path)
        plain = http.client.HTTPConnection("127.0.0.1", published.plain_port, timeout=30)
        plain.request("GET", path, headers={"Host": HOST})
        answer = plain.getresponse()
        cookies = headers.get_all("Set-Cookie", [])
        return Scan(
            dict(headers), cookies, page.decode(), answer.status, answer.headers["Location"], HOST
        )

    return look


def test_the_observatory_finds_nothing_and_gives_the_highest_score_without_a_cookie_or_a_list(scan):
    found = modifiers(scan("/"))
    assert found == {
        "content-security-policy": 10,
        "cookies": 0,
        "cross-origin-resource-sharing": 0,
        "redirection": 0,
        "referrer-policy": 5,
        "strict-transport-security": 0,  # 5 only for names in the browsers' own list
        "subresource-integrity": 0,
        "x-content-type-options": 0,
        "x-frame-options": 5,
        "cross-origin-resource-policy": 10,
    }
    assert score(scan("/")) == 130


@pytest.mark.parametrize(
    "path", ["/beitraege/", "/suche/", EMBED, "/nicht/da/", "/newsletter/abmelden/"]
)
def test_no_page_is_weaker_but_where_other_sites_need_it(scan, path):
    assert score(scan(path)) == (120 if path == EMBED else 130)


# --- Compressed copies ---------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/daten/zahlen.csv", HASHED])
def test_a_browser_gets_the_copy_that_it_understands(ask, published, path):
    plain = ask(path)[2]
    readers = {"gzip": gzip.decompress}
    if BROTLI.exists():
        readers |= {"br": brotli.decompress, "gzip, deflate, br": brotli.decompress}
    for accepted, read in readers.items():
        status, headers, body = ask(path, **{"Accept-Encoding": accepted})
        coding = accepted.rpartition(" ")[2]
        file = published.site / (path[1:] + "index.html" if path.endswith("/") else path[1:])
        assert (status, headers["Content-Encoding"]) == (200, coding)
        assert headers["Vary"] == "Accept-Encoding"
        assert body == file.with_name(file.name + {"br": ".br", "gzip": ".gz"}[coding]).read_bytes()
        assert read(body) == plain
        assert headers["Content-Type"] == ask(path)[1]["Content-Type"]


def test_brotli_can_be_asked_for():
    if not BROTLI.exists():
        pytest.skip("libnginx-mod-http-brotli-static fehlt")
