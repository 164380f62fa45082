"""Every kind of page and of figure at three widths, light and dark, and on paper: to be looked at.

    python tests/browser/contact_sheet.py     (or: inv code.bogen)

Takes of the built site in output/ one page of each kind (plugins/desk/kinds.py), and up to three figures of each
kind, as unlike each other as they come; of the areas the largest, the smallest, one that was merged and one of
each level, on a phone in full and on paper. Photographs them in a real browser, prints the pages on A4, and writes a
picture for each kind and a page with all of them to .cache/kontaktbogen/. Long pages are cut at SCREENS.
"""

import io
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT)]

from benchmarks.webspace import Webspace  # noqa: E402 - needs the path
from plugins.desk.kinds import kinds  # noqa: E402 - as well

OUTPUT = ROOT / "output"
SHEETS = ROOT / ".cache" / "kontaktbogen"
WIDTHS = (320, 768, 1280)
SCREENS = 4  # as much of a page as is looked at, in windows of 1,000 px
EXAMPLES = 3
GAP = 24
PHONE, FOLD = 360, 2400  # an area's page on a phone, and where it goes on beside itself
PAPER, PAPER_DPI = 3, 60  # sheets of a printed page, and how fine
AREA_DPI = 110  # fine enough to read the smallest type
# What makes a figure unlike its neighbours: each of these is a reason to show it.
TRAITS = (
    'class="missing"',
    'class="break"',
    'class="highlight"',
    "−",
    "<nav",
    "k.\N{NO-BREAK SPACE}A.",
)


def main() -> None:
    """Photograph pages and figures and say where the sheets are."""
    if not (OUTPUT / "index.html").is_file():
        sys.exit("Es gibt noch keine Seite in output/. Bitte zuerst: inv build")
    shutil.rmtree(SHEETS, ignore_errors=True)
    SHEETS.mkdir(parents=True)
    sheets: list[tuple[str, str]] = []  # heading, file
    with Webspace(OUTPUT) as space, sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for kind in kinds(OUTPUT):
            address = space.origin + kind.example
            photograph(browser, address).save(SHEETS / f"seite-{kind.slug}.png")
            sheets.append((f"{kind.name}: {kind.example}", f"seite-{kind.slug}.png"))
            sheets += (("A4", file) for file in print_out(browser, address, kind.slug))
        for trait, path in areas().items():
            phone = fold(_full(browser, space.origin + path))
            slug = path.strip("/").replace("/", "-")
            files = list(print_out(browser, space.origin + path, slug, AREA_DPI))
            sheets += ((f"{trait}, A4: {path}", file) for file in files)
            phone.save(SHEETS / f"{slug}.png")
            sheets.append((f"{trait}, {PHONE} px: {path}", f"{slug}.png"))
        for name, frames in examples().items():
            compose([photograph(browser, space.origin + frame) for frame in frames]).save(
                SHEETS / f"diagramm-{name}.png"
            )
            sheets.append((f"Diagramm: {name}", f"diagramm-{name}.png"))
        browser.close()
    items = "".join(
        f'<h2>{escape(heading)}</h2><a href="{file}">{file}</a><br><img src="{file}" alt="" loading="lazy">'
        if file.endswith(".png")
        else f'<h2>{escape(heading)}</h2><a href="{file}">{file}</a>'
        for heading, file in sheets
    )
    (SHEETS / "index.html").write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><title>Kontaktbogen</title>{items}', encoding="utf-8"
    )
    print(f"{len(sheets)} Bogen: {(SHEETS / 'index.html').relative_to(ROOT)}")  # noqa: T201 - to the person at the terminal


def areas() -> dict[str, str]:
    """Return the addresses of areas unlike each other, by what is special about them, from the list of all."""
    lists = (page.read_text(encoding="utf-8") for page in sorted(OUTPUT.glob("*/index.html")))
    html = next((html for html in lists if "split atlas" in html), "")
    line = r'<(p|h3|li) class="place[^>]*>\s*<a href="([^"]+)">.*?(?:<b>([\d.]+)|</\1>)'
    found = re.findall(line, html, re.DOTALL)
    by_size = sorted(
        (int(people.replace(".", "")), address)
        for tag, address, people in found
        if tag == "li" and people
    )
    merged = re.findall(
        r'href="([^"]+)"', (re.findall(r'class="former".*?</ul>', html, re.DOTALL) or [""])[0]
    )
    whole = [address for tag, address, _ in found if tag == "p"]
    part = [address for tag, address, _ in found if tag == "h3"]
    special = {
        "Größtes Gebiet": [address for _, address in by_size[-1:]],
        "Kleinstes Gebiet": [address for _, address in by_size[:1]],
        "Zusammengeschlossen": merged[-1:],
        "Die Ebene darüber": part[-1:],
        "Das Ganze": whole,
    }
    return {trait: addresses[0] for trait, addresses in special.items() if addresses}


def examples() -> dict[str, list[str]]:
    """Return for each kind the frames to show: first those with traits not shown before."""
    kinds: defaultdict[str, list[tuple[frozenset[str], str]]] = defaultdict(list)
    for file in sorted(OUTPUT.glob("diagramme/*/einbetten/index.html")):
        html = file.read_text(encoding="utf-8")
        if found := re.search(r'class="chart chart-([a-z]+)', html):
            traits = frozenset(trait for trait in TRAITS if trait in html)
            kinds[found[1]].append((traits, f"/{file.parent.relative_to(OUTPUT).as_posix()}/"))
    chosen: dict[str, list[str]] = {}
    for kind, frames in sorted(kinds.items()):
        shown: set[str] = set()
        chosen[kind] = []
        while frames and len(chosen[kind]) < EXAMPLES:
            frames.sort(key=lambda frame: len(frame[0] - shown), reverse=True)
            traits, address = frames.pop(0)
            shown |= traits
            chosen[kind].append(address)
    return chosen


def photograph(browser: Browser, address: str) -> Image.Image:
    """Return a page at all widths, light above dark."""
    rows: dict[str, list[Image.Image]] = {"light": [], "dark": []}
    for width in WIDTHS:
        page = browser.new_page(viewport={"width": width, "height": 1000})
        page.goto(address)
        for scheme, shots in rows.items():
            page.emulate_media(color_scheme=scheme)
            shots.append(_shot(page))
        page.close()
    return compose([_side_by_side(shots) for shots in rows.values()])


def _full(browser: Browser, address: str) -> Image.Image:
    page = browser.new_page(viewport={"width": PHONE, "height": 1000})
    page.goto(address)
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    page.close()
    return picture


def fold(picture: Image.Image) -> Image.Image:
    """Return a long picture in columns."""
    tops = range(0, picture.height, FOLD)
    return _side_by_side(
        [picture.crop((0, y, picture.width, min(y + FOLD, picture.height))) for y in tops]
    )


def _shot(page: Page) -> Image.Image:
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB")
    return picture.crop((0, 0, picture.width, min(picture.height, SCREENS * 1000)))


def print_out(browser: Browser, address: str, slug: str, dpi: int = PAPER_DPI) -> Iterator[str]:
    """Print a page on A4 and yield the files: the PDF, and its first sheets as one picture."""
    page = browser.new_page()
    page.goto(address)
    pdf = SHEETS / f"druck-{slug}.pdf"
    page.pdf(path=pdf, format="A4", prefer_css_page_size=True)
    page.close()
    if not (renderer := shutil.which("pdftoppm")):
        yield pdf.name
        return
    command = (
        renderer,
        "-png",
        "-r",
        str(dpi),
        "-l",
        str(PAPER),
        pdf,
        SHEETS / f"blatt-{slug}",
    )
    subprocess.run(command, check=True)
    sheets = sorted(SHEETS.glob(f"blatt-{slug}-*.png"))
    picture = _side_by_side([Image.open(sheet).convert("RGB") for sheet in sheets])
    for sheet in sheets:
        sheet.unlink()
    picture.save(SHEETS / f"druck-{slug}.png")
    yield f"druck-{slug}.png"


def compose(rows: list[Image.Image]) -> Image.Image:
    """Return pictures one below the other."""
    sheet = Image.new(
        "RGB", (max(row.width for row in rows), sum(row.height + GAP for row in rows)), "#888888"
    )
    y = 0
    for row in rows:
        sheet.paste(row, (0, y))
        y += row.height + GAP
    return sheet


def _side_by_side(shots: list[Image.Image]) -> Image.Image:
    size = (sum(shot.width + GAP for shot in shots), max(shot.height for shot in shots))
    row = Image.new("RGB", size, "#888888")
    x = 0
    for shot in shots:
        row.paste(shot, (x, 0))
        x += shot.width + GAP
    return row


if __name__ == "__main__":
    main()
