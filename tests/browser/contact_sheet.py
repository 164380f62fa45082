"""Every kind of figure at three widths, light and dark, on one sheet: to be looked at.

    python tests/browser/contact_sheet.py     (or: inv code.bogen)

Takes figures of the built site in output/ (up to three of each kind, as unlike each other as they
come), photographs their frames in a real browser, and writes a picture for each kind and a page
with all of them to .cache/kontaktbogen/.
"""

import functools
import http.server
import io
import re
import shutil
import sys
import threading
from collections import defaultdict
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parent.parent.parent
OUTPUT = ROOT / "output"
SHEETS = ROOT / ".cache" / "kontaktbogen"
WIDTHS = (320, 768, 1280)
EXAMPLES = 3
GAP = 24
# What makes a figure unlike its neighbours: each of these is a reason to show it.
TRAITS = (
    'class="missing"',
    'class="break"',
    'class="highlight"',
    "−",
    "<nav",
    "k.\N{NO-BREAK SPACE}A.",
)


class Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Say nothing of each request."""


def main() -> None:
    """Photograph the figures and say where the sheet is."""
    if not (OUTPUT / "diagramme").is_dir():
        sys.exit("Es gibt noch keine Diagramme in output/. Bitte zuerst: inv build")
    shutil.rmtree(SHEETS, ignore_errors=True)
    SHEETS.mkdir(parents=True)
    handler = functools.partial(Silent, directory=str(OUTPUT))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pictures = []
    with sync_playwright() as playwright:
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for kind, pages in examples().items():
            addresses = [f"http://127.0.0.1:{server.server_port}{page}" for page in pages]
            sheet = SHEETS / f"{kind}.png"
            compose([photograph(browser, address) for address in addresses]).save(sheet)
            pictures.append(sheet)
        browser.close()
    server.shutdown()
    items = "".join(
        f'<h2>{escape(file.stem)}</h2><img src="{file.name}" alt="">' for file in pictures
    )
    (SHEETS / "index.html").write_text(
        f'<!DOCTYPE html><meta charset="utf-8"><title>Kontaktbogen</title>{items}', encoding="utf-8"
    )
    print(f"{len(pictures)} Arten von Diagrammen: {(SHEETS / 'index.html').relative_to(ROOT)}")  # noqa: T201 - to the person at the terminal


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
    """Return a frame at all widths, light above dark."""
    rows = []
    for scheme in ("light", "dark"):
        shots = []
        for width in WIDTHS:
            page = browser.new_page(
                viewport={"width": width, "height": 700},
                color_scheme="dark" if scheme == "dark" else "light",
            )
            page.goto(address)
            shots.append(Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("RGB"))
            page.close()
        rows.append(_side_by_side(shots))
    return compose(rows)


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
