"""Lighthouse on each kind of page as on a phone, and what the start page weighs over the wire.

    python benchmarks/lighthouse.py [--quick]

Serves the built site from output/ on loopback with the headers of the public server and brotli, takes the largest
page of each kind (plugins/desk/kinds.py) and the median of three runs; --quick: the start page and one post, once.
Gates: 99 for performance, 100 for the rest, CLS 0.01. Pages that are not to be found (frames, answers) are not
judged as such (SEO). Bytes and requests of the start page are the browser's own count, pictures and icons apart.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT)]

from benchmarks.webspace import Webspace  # noqa: E402 - needs the path
from plugins.desk.kinds import Kind, kinds  # noqa: E402 - as well
from plugins.desk.node import NodeMissing, program  # noqa: E402 - as well

OUTPUT = ROOT / "output"
RUNS = 3
CATEGORIES = {"performance": 99, "accessibility": 100, "best-practices": 100, "seo": 100}
CLS, START_BYTES, START_REQUESTS = 0.01, 14 * 1024, 3
NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 180  # seconds for a run


def main() -> int:
    """Measure, print the table and the RESULT line, and return 1 where a gate does not hold."""
    parser = argparse.ArgumentParser(description="Lighthouse auf jeder Art von Seite")
    parser.add_argument(
        "--quick", action="store_true", help="Startseite und ein Beitrag, je einmal"
    )
    quick = parser.parse_args().quick
    if not (OUTPUT / "index.html").is_file():
        sys.exit("Es gibt noch keine Seite in output/. Bitte zuerst: inv build")
    try:
        lighthouse = program(ROOT, "lighthouse")
    except NodeMissing as missing:
        print(missing)
        return 1 if os.environ.get("CI") else 0
    found = kinds(OUTPUT)
    if quick:
        posts = [kind for kind in found if "Diagramm" in kind.name]
        found = (*(kind for kind in found if kind.name == "/"), *posts[:1])
    with Webspace(OUTPUT, compressed=True) as space:
        bytes_, requests = weigh(f"{space.origin}/")
        rows = {}
        print(f"{'':32} Leistung  Zugang  Praxis  SEO   LCP ms  TBT ms    CLS")
        for kind in found:
            runs = [
                measure(lighthouse, space.origin + kind.example)
                for _ in range(1 if quick else RUNS)
            ]
            rows[kind.name] = row = {
                key: statistics.median(run[key] for run in runs) for key in runs[0]
            }
            print(line(kind, row), flush=True)
    missed = [*gates(found, rows), *weight(bytes_, requests)]
    print(f"Startseite: {bytes_} Byte in {requests} Anfragen, ohne Bilder.")
    print("\n".join(missed) or "Alle Ziele erreicht.")
    result = {"pages": rows, "start_bytes": bytes_, "start_requests": requests, "missed": missed}
    print(f"RESULT {json.dumps(result, ensure_ascii=False)}")
    return 1 if missed else 0


def chromium() -> str:
    """Return the browser's program."""
    return next(filter(None, map(shutil.which, NAMES)))


def measure(lighthouse: Path, address: str) -> dict[str, float]:
    """Run Lighthouse once, as on a phone with a slow line."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        flags = "--headless=new --no-sandbox --disable-quic"
        command = (lighthouse, address, "--quiet", "--output=json", f"--output-path={report}")
        subprocess.run(
            (*command, f"--chrome-flags={flags}"),
            env={**os.environ, "CHROME_PATH": chromium()},
            check=True,
            timeout=PATIENCE,
            capture_output=True,
        )
        found = json.loads(report.read_text(encoding="utf-8"))
    audits = found["audits"]
    failed = {
        reference["id"]
        for name in ("accessibility", "best-practices", "seo")
        for reference in found["categories"][name]["auditRefs"]
        if audits[reference["id"]]["score"] == 0
    }
    if failed:
        print(f"    {', '.join(sorted(failed))}")
    return {
        **{name: round(100 * found["categories"][name]["score"]) for name in CATEGORIES},
        "lcp": round(audits["largest-contentful-paint"]["numericValue"]),
        "tbt": round(audits["total-blocking-time"]["numericValue"]),
        "cls": round(audits["cumulative-layout-shift"]["numericValue"], 4),
    }


def weigh(address: str) -> tuple[int, int]:
    """Return bytes over the wire and requests of a page, pictures and icons apart."""
    received: dict[str, int] = {}
    kinds_: dict[str, str] = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 360, "height": 640})
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on(
            "Network.responseReceived", lambda it: kinds_.update({it["requestId"]: it["type"]})
        )
        session.on(
            "Network.loadingFinished",
            lambda it: received.update({it["requestId"]: round(it["encodedDataLength"])}),
        )
        page.goto(address, wait_until="networkidle")
        browser.close()
    counted = [
        key for key in received if kinds_.get(key) in {"Document", "Stylesheet", "Font", "Script"}
    ]
    # The typeface is kept for a year and does not hold up the text; it counts as a request.
    return sum(received[key] for key in counted if kinds_[key] != "Font"), len(counted)


def line(kind: Kind, row: dict[str, float]) -> str:
    """Return a row of the table."""
    scores = "".join(f"{row[name]:8.0f}" for name in CATEGORIES)
    return f"{kind.name:32}{scores}{row['lcp']:9.0f}{row['tbt']:8.0f}{row['cls']:8.3f}"


def gates(found: Sequence[Kind], rows: dict[str, dict[str, float]]) -> list[str]:
    """Return what does not hold."""
    missed = []
    for kind in found:
        file = OUTPUT / kind.example.strip("/")
        html = (file if file.suffix else file / "index.html").read_text(encoding="utf-8")
        for name, least in CATEGORIES.items():
            hidden = name == "seo" and (
                'content="noindex' in html or kind.name.startswith("/newsletter/")
            )
            if rows[kind.name][name] < least and not hidden:
                missed.append(f"{kind.name}: {name} {rows[kind.name][name]:.0f} statt {least}")
        if rows[kind.name]["cls"] > CLS:
            missed.append(f"{kind.name}: CLS {rows[kind.name]['cls']}")
    return missed


def weight(bytes_: int, requests: int) -> list[str]:
    """Return what is too heavy about the start page."""
    missed = [f"Startseite: {bytes_} Byte statt {START_BYTES}"] if bytes_ > START_BYTES else []
    return missed + ([f"Startseite: {requests} Anfragen"] if requests > START_REQUESTS else [])


if __name__ == "__main__":
    sys.exit(main())
