"""The built site judged as readers, servers and feed readers will meet it.

Every internal link and fragment leads somewhere on a server that guesses nothing; nothing is loaded
from a foreign host; no inline style or script; pages have language, title, one h1 and headings in
order; pictures have an alternative text; feeds are well-formed and point at what exists; a page that
wants to be found names its own address and stands in the site map.
"""

import re
import signal
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from plugins.desk.addresses import Shelf, addresses_in_css
from plugins.desk.errors import Faulty
from plugins.desk.listing import listing_faults
from plugins.desk.page import Page, Reference, read_page, references

_FEED_HTML = (
    "{http://www.w3.org/2005/Atom}content",
    "{http://purl.org/rss/1.0/modules/content/}encoded",
)
_MANY = 100  # pages; below that, starting processes costs more than it saves
_POST = re.compile(r"\d{4}/\d{2}/")


@dataclass(frozen=True, order=True)
class Finding:
    """One fault of the built site: the file in the output, what is wrong, where in the file."""

    file: str
    message: str
    excerpt: str = ""


def judge(folder: Path) -> str:
    """Check a built site; return one German sentence, or print the report and raise Faulty."""
    if not folder.is_dir():
        raise Faulty(f"{folder.name}/ gibt es noch nicht. Zuerst bauen: inv build")
    findings = check(folder)
    if findings:
        raise Faulty(report(findings))
    return f"{folder.name}/ ist in Ordnung: Alle internen Verweise stimmen, nichts lädt von fremden Servern."


def check(folder: Path) -> list[Finding]:
    """Return every finding in a built site, sorted by file."""
    paths = {
        path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()
    }
    pages = _read_pages({name: path for name, path in paths.items() if name.endswith(".html")})
    ids = {name: page.ids for name, page in pages.items()}
    shelf = Shelf(frozenset(paths), ids, _origin(pages))
    findings = [*_titles(pages)]
    for name, page in pages.items():
        findings += (Finding(name, message, excerpt) for message, excerpt in page.faults)
        findings += _references(name, page.references, shelf)
    for name, path in paths.items():
        if name.endswith((".css", ".svg")):
            text = path.read_text(encoding="utf-8", errors="replace")
            loaded = addresses_in_css(text) if name.endswith(".css") else _loaded_by_svg(text)
            found = (Reference(address, loads=True, excerpt=address) for address in loaded)
            findings += _references(name, found, shelf)
    findings += _xml({name: paths[name] for name in sorted(paths) if name.endswith(".xml")}, shelf)
    site_map = paths.get("sitemap.xml")
    listed = site_map.read_text(encoding="utf-8", errors="replace") if site_map else None
    findings += (Finding(*fault) for fault in listing_faults(pages, shelf.origin, listed))
    return sorted(set(findings))


def report(findings: list[Finding]) -> str:
    """Return the findings for the terminal, one block per file, the same fault of many files once."""
    files: dict[Finding, list[str]] = defaultdict(list)
    for finding in findings:
        files[replace(finding, file="")].append(finding.file)
    lines = []
    for finding, where in files.items():
        more = f" (und {len(where) - 1} weitere Seiten)" if len(where) > 1 else ""
        lines.append(f"{where[0]}{more}: {finding.message}")
        lines += [f"    {finding.excerpt}"] if finding.excerpt else []
    count = "1 Mangel" if len(files) == 1 else f"{len(files)} Mängel"
    return "\n".join([*lines, f"{count} in der gebauten Seite."])


def _read_pages(paths: dict[str, Path]) -> dict[str, Page]:
    """Read all pages, on all cores when there are many: parsing is most of the work."""
    texts = [path.read_text(encoding="utf-8", errors="replace") for path in paths.values()]
    if len(texts) < _MANY:
        return dict(zip(paths, map(read_page, texts), strict=True))
    with ProcessPoolExecutor(initializer=_leave_ctrl_c_to_the_parent) as pool:
        return dict(zip(paths, pool.map(read_page, texts, chunksize=25), strict=True))


def _leave_ctrl_c_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _origin(pages: dict[str, Page]) -> str:
    """Return the site's public origin: what the start page calls its canonical address."""
    parts = urlsplit(pages["index.html"].canonical) if "index.html" in pages else urlsplit("")
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _titles(pages: dict[str, Page]) -> Iterator[Finding]:
    """Compare the titles of the fixed pages; two posts may have one title, in different years."""
    first: dict[str, str] = {}
    for name, page in sorted(pages.items()):
        if _POST.match(name):
            continue
        if page.title and first.setdefault(page.title, name) != name:
            message = f"Denselben Titel hat schon {first[page.title]}"
            yield Finding(name, message, f"<title>{page.title}</title>")


def _references(file: str, found: Iterable[Reference], shelf: Shelf) -> Iterator[Finding]:
    for reference in found:
        if not reference.address.strip():
            yield Finding(file, "Eine Adresse ist leer", reference.excerpt)
        elif shelf.is_foreign(reference.address):
            if reference.loads:
                yield Finding(
                    file, f"Lädt von einem fremden Server: {reference.address}", reference.excerpt
                )
        elif fault := shelf.fault(file, reference.address):
            yield Finding(file, f"{reference.address}: {fault}", reference.excerpt)


def _loaded_by_svg(text: str) -> list[str]:
    soup = BeautifulSoup(text, "lxml")
    loaded = [
        reference.address for tag in soup.find_all(name=True) for reference in references(tag)
    ]
    return loaded + addresses_in_css(text)


def _xml(paths: dict[str, Path], shelf: Shelf) -> Iterator[Finding]:
    """Check feeds and site maps: well-formed, and every own address in them exists."""
    contents: dict[str, tuple[Reference, ...]] = {}  # a post stands in several feeds
    for name, path in paths.items():
        try:
            root = ET.parse(path).getroot()  # noqa: S314  # this house wrote it
        except ET.ParseError as error:
            yield Finding(name, f"Kein gültiges XML: {error}")
            continue
        own = [
            Reference(value, loads=False, excerpt=value)
            for element in root.iter()
            for value in (element.text or "", *element.attrib.values())
            if shelf.origin and value.startswith(f"{shelf.origin}/") and not value[8:].count(" ")
        ]
        for element in root.iter():
            if element.tag in _FEED_HTML and element.text:
                if element.text not in contents:
                    tags = BeautifulSoup(element.text, "lxml").find_all(name=True)
                    contents[element.text] = tuple(ref for tag in tags for ref in references(tag))
                own += contents[element.text]
        yield from _references(name, own, shelf)
