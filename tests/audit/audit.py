"""Every page of the site in every view, and every file that machines read.

    python tests/audit/audit.py [--schnell]     (or: make audit, inv code.audit)

Builds the site as it is in public, newsletter and all, in .cache/audit/, and judges each page in eight views
(views.py) and each file (documents.py). Says what is wrong, by rule; ends with 1 if there is anything. The whole
audit leaves its record for the declaration on accessibility in content/pruefbericht.json; --schnell takes one page
of each kind and leaves none.
"""

import argparse
import json
import multiprocessing
import os
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

import documents  # noqa: E402 - needs the path
import record  # noqa: E402 - as well
import views  # noqa: E402 - as well

from benchmarks.webspace import Webspace  # noqa: E402 - as well
from plugins.desk.kinds import Kind, kinds  # noqa: E402 - as well
from plugins.desk.node import NodeMissing, program  # noqa: E402 - as well

FOLDER = ROOT / ".cache" / "audit"
RECORD = ROOT / "content" / "pruefbericht.json"
PROCESSES = 2
# As in public, but for what only the publisher can add: where the newsletter's service is.
SETTINGS = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from dataclasses import replace
from pelicanconf import *
PATH = {str(ROOT / "content")!r}
THEME = {str(ROOT / "theme")!r}
FORMS = replace(FORMS, service=f"{{PUBLIC_URL}}/newsletter")
"""


def main() -> int:
    """Run the audit and return its exit code."""
    parser = argparse.ArgumentParser(description="Prüft jede Seite.")
    parser.add_argument("--schnell", action="store_true", help="eine Seite jeder Art, ohne Bericht")
    parser.add_argument("--ausgabe", type=Path, help="eine gebaute Seite statt einer neuen")
    quick, output = (options := parser.parse_args()).schnell, options.ausgabe
    began = time.monotonic()
    output = output.resolve() if output else build()
    found_kinds = kinds(output)
    tools = [f"axe-core {_axe_version()}"]
    findings = [*_files(output, tools)]
    print(f"Dateien geprüft: {len(findings)} Stellen. Jetzt die Seiten im Browser …", flush=True)
    findings += pages(output, found_kinds, quick=quick)
    shown = {address: kind.name for kind in found_kinds for address in kind.pages}
    print(record.report(findings, shown))
    judged = len(found_kinds) if quick else len(shown)
    result = {
        "pages": judged,
        "views": len(views.WIDTHS) * len(views.SIZES) * 2,
        "minutes": round((time.monotonic() - began) / 60, 1),
        "violations": dict(Counter(rule for _, rule, _ in findings)),
    }
    if not quick:
        record.write(RECORD, documents.site_origin(output), judged, findings, tools)
        print(f"Bericht für die Erklärung zur Barrierefreiheit: {RECORD.relative_to(ROOT)}")
    print(f"RESULT {json.dumps(result, ensure_ascii=False)}")
    return 1 if findings else 0


def build() -> Path:
    """Build the site and return its folder."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    (FOLDER / "settings.py").write_text(SETTINGS, encoding="utf-8")
    output = FOLDER / "output"
    command = (sys.executable, "-m", "pelican", "-s", "settings.py", "-o", output, "--fatal=errors")
    subprocess.run(command, cwd=FOLDER, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
    return output


def _files(output: Path, tools: list[str]) -> list[record.Finding]:
    found = [
        each
        for question in (documents.links, documents.feeds, documents.sitemap, documents.json_ld)
        for each in question(output)
    ]
    try:
        validator = program(ROOT, "html-validate")
    except NodeMissing as missing:
        print(f"{missing} HTML wird nicht geprüft.", flush=True)
        return [*found, ("/", "html-validate", str(missing))] if os.environ.get("CI") else found
    package = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    tools.append(f"html-validate {package['devDependencies']['html-validate']}")
    return [*found, *documents.html(output, validator)]


def pages(output: Path, found: tuple[Kind, ...], *, quick: bool) -> list[record.Finding]:
    """Judge pages in all views, one of each kind first, and tell now and then how far it is."""
    first = [kind.example for kind in found]
    rest = [address for kind in found for address in kind.pages[1:]]
    wanted = first if quick else first + rest
    findings: list[record.Finding] = []
    spawn = multiprocessing.get_context("spawn")
    with Webspace(output) as space, spawn.Pool(PROCESSES, views.start) as pool:
        asked = (space.origin + address for address in wanted)
        for done, (address, wrong) in enumerate(pool.imap_unordered(views.judge, asked), 1):
            page = address.removeprefix(space.origin)
            findings += ((page, rule, f"{view}: {place}") for rule, view, place in wrong)
            if done % 25 == 0 or done == len(wanted):
                print(f"{done} von {len(wanted)} Seiten", flush=True)
    return findings


def _axe_version() -> str:
    found = re.search(r"axe v([\d.]+)", views.judgement.axe_script()[:200])
    return found[1] if found else ""


if __name__ == "__main__":
    sys.exit(main())
