"""What stands in the files of a built site: HTML, links, feeds, sitemap and JSON-LD. No browser is needed.

Each question returns pairs of a file's address and what is wrong there.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import feedparser
from bs4 import BeautifulSoup

from plugins.desk.check import check
from plugins.desk.kinds import addresses

CONFIG = Path(__file__).with_name("htmlvalidate.cjs")
Wrong = Iterator[tuple[str, str, str]]  # address, rule, what

# What search engines need of each type that the house uses.
REQUIRED = {
    "Article": {"headline", "datePublished", "author"},
    "BlogPosting": {"headline", "datePublished", "author"},
    "BreadcrumbList": {"itemListElement"},
    "ListItem": {"position", "name"},
    "Dataset": {"name", "description"},
    "DataCatalog": {"name"},
    "DataDownload": {"contentUrl", "encodingFormat"},
    "Event": {"name", "startDate"},
    "GovernmentOrganization": {"name", "url"},
    "Organization": {"name"},
    "WebSite": {"name", "url"},
    "WebPage": {"name"},
    "CollectionPage": {"name"},
}
_ADDRESSES = {"url", "contentUrl", "item", "license", "logo", "image", "mainEntityOfPage", "@id"}


def html(output: Path, validator: Path) -> Wrong:
    """Ask html-validate about every page."""
    # Into a file: what it writes into a pipe it cuts off when it ends.
    said = output.parent / "html-validate.json"
    said.unlink(missing_ok=True)
    command = (validator, "-c", CONFIG, "-f", f"json={said}", f"{output}/**/*.html")
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if not said.is_file():
        yield "/", "html-validate", (run.stderr or run.stdout)[:300]
        return
    for file in json.loads(said.read_text(encoding="utf-8")):
        address = _address(Path(file["filePath"]).relative_to(output.resolve()).as_posix())
        for each in file["messages"]:
            yield (
                address,
                f"html-validate {each['ruleId']}",
                f"Zeile {each['line']}: {each['message']}",
            )


def links(output: Path) -> Wrong:
    """Ask the desk's own check: links, fragments, foreign hosts, headings, feeds."""
    for finding in check(output):
        yield _address(finding.file), "inv check", f"{finding.message} {finding.excerpt}".strip()


def feeds(output: Path) -> Wrong:
    """Ask a feed reader about every feed: well-formed, entries told apart, nothing from the future."""
    soon = datetime.now(UTC) + timedelta(days=1)
    for file in sorted(output.glob("feeds/**/*.xml")):
        address = f"/{file.relative_to(output).as_posix()}"
        feed = feedparser.parse(file.read_bytes())
        if feed.bozo:
            yield address, "feed", str(feed.bozo_exception)
        names = [entry.get("id") for entry in feed.entries]
        if len(set(names)) < len(names) or not all(names):
            yield address, "feed", "Einträge ohne eigene Kennung"
        for entry in feed.entries:
            moment = entry.get("published_parsed") or entry.get("updated_parsed")
            if not entry.get("title") or not moment:
                yield address, "feed", f"Eintrag ohne Titel oder Datum: {entry.get('id')}"
            elif datetime(*moment[:6], tzinfo=UTC) > soon:
                yield address, "feed", f"Eintrag aus der Zukunft: {entry.get('id')}"


def sitemap(output: Path) -> Wrong:
    """Ask whether the sitemap has every page that may be found, and no other, with a true date."""
    soups = {address: _soup(file) for address, file in addresses(output).items()}
    origin = site_origin(output)
    wanted = {
        f"{origin}{address}"
        for address, soup in soups.items()
        if _may_be_found(soup, origin + address)
    }
    seen: set[str] = set()
    for file in sorted(output.glob("sitemap*.xml")):
        for entry in ET.parse(file).getroot().iterfind("{*}url"):  # noqa: S314 - this house wrote it
            place, day = entry.findtext("{*}loc", ""), entry.findtext("{*}lastmod", "")
            if place in seen:
                yield f"/{file.name}", "sitemap", f"Zweimal: {place}"
            seen.add(place)
            # It is true or it is missing.
            if day and (
                not re.match(r"\d{4}(-\d\d(-\d\d(T.+)?)?)?$", day)
                or day[:10] > f"{datetime.now(UTC) + timedelta(days=1):%F}"
            ):
                yield f"/{file.name}", "sitemap", f"lastmod „{day}“: {place}"
    for place in sorted(wanted - seen):
        yield place.removeprefix(origin), "sitemap", "steht nicht in der Sitemap"
    for place in sorted(seen - wanted):
        yield (
            place.removeprefix(origin),
            "sitemap",
            "steht in der Sitemap und ist keine Seite, die gefunden werden soll",
        )


def json_ld(output: Path) -> Wrong:
    """Ask whether every page that may be found says in JSON-LD what it is, in words of schema.org."""
    origin = site_origin(output)
    for address, file in addresses(output).items():
        soup = _soup(file)
        blocks = soup.find_all("script", type="application/ld+json")
        if not blocks and _may_be_found(soup, origin + address):
            yield address, "json-ld", "fehlt"
        for block in blocks:
            try:
                data = json.loads(block.get_text())
            except ValueError as error:
                yield address, "json-ld", str(error)
                continue
            if not re.fullmatch(r"https?://schema\.org/?", str(data.get("@context"))):
                yield address, "json-ld", f"@context ist {data.get('@context')}"
            yield from ((address, "json-ld", fault) for fault in _faults(data.get("@graph", data)))


def _faults(node: object) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _faults(each)
    if not isinstance(node, dict):
        return
    kinds = node.get("@type", ())
    for kind in [kinds] if isinstance(kinds, str) else kinds:
        # A node with nothing but its type and identifier points to one that says the rest.
        if node.keys() - {"@type", "@id", "@context"}:
            for name in sorted(REQUIRED.get(kind, set()) - node.keys()):
                yield f"{kind} ohne {name}"
    for name, value in node.items():
        if name in _ADDRESSES and isinstance(value, str) and not re.match(r"https?://", value):
            yield f"{name} ist keine ganze Adresse: {value}"
        if value in ("", [], None):
            yield f"{name} ist leer"
        yield from _faults(value)


def site_origin(output: Path) -> str:
    """Return the public origin of the site: that of the start page's canonical address."""
    link = _soup(output / "index.html").find("link", rel="canonical")
    return "/".join(str(link["href"]).split("/")[:3]) if link else ""


def _may_be_found(soup: BeautifulSoup, address: str) -> bool:
    robots, canonical = (
        soup.find("meta", attrs={"name": "robots"}),
        soup.find("link", rel="canonical"),
    )
    hidden = robots is not None and "noindex" in str(robots.get("content"))
    return not hidden and canonical is not None and canonical["href"] == address


@cache
def _soup(file: Path) -> BeautifulSoup:
    return BeautifulSoup(file.read_text(encoding="utf-8"), "lxml")


def _address(name: str) -> str:
    return f"/{name}".removesuffix("index.html")
