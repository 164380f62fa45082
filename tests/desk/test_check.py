"""Each fault of a built site is found, and what is right is left in peace."""

import time
from pathlib import Path

import pytest

from plugins.desk.check import Finding, check, judge, report
from plugins.desk.errors import Faulty

HEAD = '<!doctype html><html lang="de"><head><title>{}</title>{}</head><body>'
GOOD = HEAD.format("Start", '<link rel="canonical" href="https://musterland.example/">')
GOOD += '<h1 id="oben">Musterland</h1>{}</body></html>'


def site(folder: Path, body: str = "", **more: str) -> list[Finding]:
    """Build a start page with `body` and more files (`__` stands for `/`, `_` for `.`)."""
    (folder / "index.html").write_text(GOOD.format(body), encoding="utf-8")
    for name, text in more.items():
        file = folder / name.replace("__", "/").replace("_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return check(folder)


def page(title: str, body: str = "<h1>Seite</h1>", head: str = "") -> str:
    return HEAD.format(title, head) + body + "</body></html>"


def messages(findings: list[Finding]) -> list[str]:
    return [finding.message for finding in findings]


def test_a_good_site_has_no_findings(tmp_path: Path) -> None:
    findings = site(
        tmp_path,
        """
        <nav><a href="#oben">a</a> <a href="#">b</a> <a href="#top">c</a>
        <a href="/felder/w%C3%B6hnen/#rat">d</a> <a href="felder/w%C3%B6hnen/?seite=2">e</a></nav>
        <a href="https://anderswo.example/">f</a> <a href="mailto:a@b.example">g</a> <a href="tel:+491">h</a>
        <a href="https://musterland.example/felder/w%C3%B6hnen/">i</a>
        <img src="/bild.png" srcset="/bild.png 1x, /bild.png 2x" alt=""> <img src="data:image/gif;base64,R0lGOD" alt="x">
        <script type="application/ld+json">{}</script><script src="/ja.js"></script>
        <h2>Zwei</h2><h3>Drei</h3><h2>Zwei</h2>
        <svg><title>Zeichnung</title><use href="#oben"></use></svg>""",
        felder__wöhnen__index_html=page("Wohnen", '<h1>Wohnen</h1><p id="rat">…</p>'),
        bild_png="",
        ja_js="",
        stil_css="/* url(https://fremd.example/) */ a { background: url('/bild.png') }",
        feeds__alle_atom_xml='<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://musterland.example/"/>'
        '<content type="html">&lt;img src="https://musterland.example/bild.png"&gt;</content></feed>',
    )
    assert findings == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('<a href="/weg/">x</a>', "/weg/: diese Adresse gibt es nicht"),
        ('<a href="weg.html">x</a>', "weg.html: diese Adresse gibt es nicht"),
        ('<a href="/felder">x</a>', "/felder: der Schrägstrich am Ende fehlt"),
        ('<a href="/felder.html">x</a>', "/felder.html: diese Adresse gibt es nicht"),
        ('<a href="/Felder/">x</a>', "/Felder/: diese Adresse gibt es nicht"),
        (
            '<a href="https://musterland.example/weg/">x</a>',
            "https://musterland.example/weg/: diese Adresse gibt es nicht",
        ),
        ('<a href="#weg">x</a>', "#weg: die Sprungmarke „#weg“ gibt es dort nicht"),
        ('<a href="/felder/#weg">x</a>', "/felder/#weg: die Sprungmarke „#weg“ gibt es dort nicht"),
        ('<a href="">x</a>', "Eine Adresse ist leer"),
        (
            '<a href="javascript:alert(1)">x</a>',
            "javascript:alert(1): „javascript:“ ist hier nicht erlaubt",
        ),
        ('<img src="/weg.png" alt="x">', "/weg.png: diese Adresse gibt es nicht"),
        (
            '<img src="https://fremd.example/p.gif" alt="x">',
            "Lädt von einem fremden Server: https://fremd.example/p.gif",
        ),
        (
            '<img src="//fremd.example/p.gif" alt="x">',
            "Lädt von einem fremden Server: //fremd.example/p.gif",
        ),
        (
            '<img src="/felder/" srcset="https://fremd.example/p.gif 2x" alt="x">',
            "Lädt von einem fremden Server: https://fremd.example/p.gif",
        ),
        (
            '<iframe src="https://fremd.example/"></iframe>',
            "Lädt von einem fremden Server: https://fremd.example/",
        ),
        (
            '<form action="https://fremd.example/"></form>',
            "Lädt von einem fremden Server: https://fremd.example/",
        ),
        (
            '<video poster="https://fremd.example/p.jpg"></video>',
            "Lädt von einem fremden Server: https://fremd.example/p.jpg",
        ),
        (
            '<svg><image href="https://fremd.example/p.jpg"/></svg>',
            "Lädt von einem fremden Server: https://fremd.example/p.jpg",
        ),
        (
            '<a href="/felder/" ping="https://fremd.example/">x</a>',
            "Lädt von einem fremden Server: https://fremd.example/",
        ),
        ('<img src="/felder/">', "Dem Bild fehlt der Alternativtext (alt)"),
        ('<p style="color: red">x</p>', "Gestaltung steht als style-Attribut in der Seite"),
        (
            "<style>p { color: red }</style>",
            "Gestaltung gehört in die CSS-Datei, nicht in die Seite",
        ),
        ("<script>1</script>", "Ein Skript steht in der Seite statt in einer Datei"),
        ('<p onclick="x()">x</p>', "Ein Skript steht im Attribut onclick"),
        ("<h1>Noch eine</h1>", "Eine Seite braucht genau eine Überschrift h1, hier sind es 2"),
        ("<h3>Drei</h3>", "Auf h1 folgt h3: eine Ebene ist übersprungen"),
        ('<p id="oben">x</p>', "Die id „oben“ kommt 2-mal vor"),
    ],
)
def test_one_fault_gives_one_finding(tmp_path: Path, body: str, message: str) -> None:
    findings = site(tmp_path, body, felder__index_html=page("Felder"))
    assert messages(findings) == [message]
    assert findings[0].file == "index.html"


@pytest.mark.parametrize(
    ("html", "message"),
    [
        (
            "<html><head><title>Neu</title></head><body><h1>x</h1></body></html>",
            "Die Sprache der Seite fehlt (lang)",
        ),
        (
            '<html lang="de"><head></head><body><h1>x</h1></body></html>',
            "Eine Seite braucht genau einen Titel, hier sind es 0",
        ),
        (page(" "), "Eine Seite braucht genau einen Titel, hier sind es 1"),
        (page("Start"), "Denselben Titel hat schon index.html"),
        (
            page("Neu", "<p>ohne</p>"),
            "Eine Seite braucht genau eine Überschrift h1, hier sind es 0",
        ),
        (
            page("Neu", head='<link rel="stylesheet" href="https://fremd.example/a.css">'),
            "Lädt von einem fremden Server: https://fremd.example/a.css",
        ),
        (
            page("Neu", head='<link rel="preconnect" href="https://fremd.example">'),
            "Lädt von einem fremden Server: https://fremd.example",
        ),
        (
            page("Neu", head='<meta property="og:image" content="https://fremd.example/b.png">'),
            "Lädt von einem fremden Server: https://fremd.example/b.png",
        ),
        (
            page("Neu", head='<meta http-equiv="refresh" content="0; url=/weg/">'),
            "/weg/: diese Adresse gibt es nicht",
        ),
        (
            page("Neu", head='<base href="https://fremd.example/">'),
            "Lädt von einem fremden Server: https://fremd.example/",
        ),
    ],
)
def test_the_head_and_outline_of_a_page(tmp_path: Path, html: str, message: str) -> None:
    findings = site(tmp_path, neu__index_html=html)
    assert [(finding.file, finding.message) for finding in findings] == [
        ("neu/index.html", message)
    ]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        (
            "stil_css",
            "@import 'https://fremd.example/a.css';",
            "Lädt von einem fremden Server: https://fremd.example/a.css",
        ),
        ("stil_css", "a { background: url(weg.png) }", "weg.png: diese Adresse gibt es nicht"),
        (
            "bild_svg",
            '<svg><image href="https://fremd.example/a.png"/></svg>',
            "Lädt von einem fremden Server: https://fremd.example/a.png",
        ),
        ("a_xml", "<feed>", "Kein gültiges XML: no element found: line 1, column 6"),
        (
            "a_xml",
            '<feed><link href="https://musterland.example/weg/"/></feed>',
            "https://musterland.example/weg/: diese Adresse gibt es nicht",
        ),
        (
            "a_xml",
            '<feed xmlns="http://www.w3.org/2005/Atom"><content>&lt;img src="https://fremd.example/p.gif"&gt;</content></feed>',
            "Lädt von einem fremden Server: https://fremd.example/p.gif",
        ),
    ],
)
def test_style_sheets_drawings_and_feeds(
    tmp_path: Path, name: str, text: str, message: str
) -> None:
    assert messages(site(tmp_path, **{name: text})) == [message]


OWN = '<link rel="canonical" href="https://musterland.example/neu/">'
OTHER = '<link rel="canonical" href="https://musterland.example/alt/">'
UNLISTED = '<meta name="robots" content="noindex">'
BOTH = "<loc>https://musterland.example/</loc><loc>https://musterland.example/neu/</loc>"
START = "<loc>https://musterland.example/</loc>"


@pytest.mark.parametrize(
    ("head", "site_map", "message"),
    [
        (OWN, BOTH, None),
        (UNLISTED, START, None),
        (UNLISTED + OTHER, START, None),
        (OTHER, BOTH, "Die Seite nennt eine andere Adresse als ihre eigene"),
        (OWN, START, "Die Seite fehlt in sitemap.xml"),
        (UNLISTED, BOTH, "oder niemand soll sie finden"),
        ('<script type="application/ld+json">{</script>', START, "(JSON-LD) sind nicht lesbar"),
        ('<script type="application/ld+json">1</script>', START, "(JSON-LD) sind nicht lesbar"),
    ],
)
def test_what_search_engines_are_told(
    tmp_path: Path, head: str, site_map: str, message: str | None
) -> None:
    findings = site(
        tmp_path,
        neu__index_html=page("Neu", head=head),
        alt__index_html=page("Alt"),
        sitemap_xml=f"<urlset>{site_map}</urlset>",
    )
    assert len(findings) == (message is not None)
    assert message is None or message in findings[0].message


def test_a_drawing_in_another_encoding_is_no_accident(tmp_path: Path) -> None:
    (tmp_path / "alt.svg").write_bytes("<svg><title>Größe</title></svg>".encode("latin-1"))
    assert site(tmp_path) == []


def test_the_report_names_a_fault_of_the_whole_theme_once() -> None:
    findings = [
        Finding(f"{n}/index.html", "Eine Adresse ist leer", '<a href="">') for n in range(3)
    ]
    assert report(findings) == (
        "0/index.html (und 2 weitere Seiten): Eine Adresse ist leer\n"
        '    <a href="">\n'
        "1 Mangel in der gebauten Seite."
    )


def test_judging_ends_with_a_sentence_or_the_report(tmp_path: Path) -> None:
    with pytest.raises(Faulty, match=r"gibt es noch nicht\. Zuerst bauen: inv build"):
        judge(tmp_path / "output")
    site(tmp_path)
    assert judge(tmp_path).endswith(
        "Alle internen Verweise stimmen, nichts lädt von fremden Servern."
    )
    site(tmp_path, '<a href="/weg/">x</a>')
    with pytest.raises(Faulty, match="/weg/: diese Adresse gibt es nicht"):
        judge(tmp_path)


def test_many_pages_are_read_on_all_cores_with_the_same_result(tmp_path: Path) -> None:
    more = {
        f"s{n}__index_html": page(f"Seite {n}", '<h1>x</h1><a href="/weg/">y</a>')
        for n in range(150)
    }
    start = time.monotonic()
    findings = site(tmp_path, **more)
    assert len(findings) == 150
    assert time.monotonic() - start < 20
