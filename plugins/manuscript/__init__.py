"""A file in content/ → an article: front matter, its schema, faults, the one list of all faults.

The only plugin that others may import. It must stand first in PLUGINS: the others find the build
(`build_of(settings)`) ready when their own `initialized` receivers run.
"""

import atexit
import sys
from pathlib import Path
from typing import Any

from markupsafe import Markup
from pelican import signals

from plugins.manuscript.build import SETTING, Build, begin_build, build_of
from plugins.manuscript.dates import iso_date, long_date, short_date
from plugins.manuscript.faultbox import MARK, show_faults
from plugins.manuscript.faults import Fault
from plugins.manuscript.hyphenation import hyphenated, keep, recall
from plugins.manuscript.reader import ManuscriptReader
from plugins.manuscript.sources import leads_inside
from plugins.manuscript.suggestions import suggest

_HYPHENS = ".cache/silben.json"
# Longer addresses are no help in a line of a terminal.
_SHORT = 60


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_begin)
    signals.readers_init.connect(_use_reader)
    signals.generator_init.connect(_offer_filters)
    signals.static_generator_finalized.connect(_keep_inside)
    signals.finalized.connect(_report)


def _begin(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    build = pelican.settings[SETTING] = begin_build(pelican.settings)
    recall(build.root / _HYPHENS)
    atexit.register(_tell, build)


def _use_reader(readers: Any) -> None:  # noqa: ANN401 - Pelican has no types
    for extension in ManuscriptReader.file_extensions:
        readers.reader_classes[extension] = ManuscriptReader


def _offer_filters(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
    generator.env.filters.update(
        datum=long_date, datum_kurz=short_date, isodate=iso_date, silben=hyphenated
    )
    generator.env.globals["faults_mark"] = Markup(MARK)  # noqa: S704 - a constant


def _keep_inside(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Leave out files that a link brought in from outside content/ (a fault says so)."""
    inside = build_of(generator.settings).content.resolve()
    generator.context["staticfiles"] = [
        file
        for file in generator.staticfiles
        if leads_inside(Path(generator.path, file.source_path), inside)
    ]


def _report(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Report all faults and hints; outside a preview faults end the build with exit code 1."""
    build = build_of(pelican.settings)
    keep(build.root / _HYPHENS)
    output = Path(pelican.settings["OUTPUT_PATH"])
    for link in build.links:
        if _answers(output, link.target, link.fragment):
            continue
        known = [address for address in sorted(_addresses(output)) if len(address) < _SHORT]
        message, advice = f"Die Seite {link.target} gibt es nicht.", suggest(link.target, known)
        if link.fragment and _answers(output, link.target):
            message = f"Auf der Seite {link.target} gibt es keine Stelle „#{link.fragment}“."
            advice = "Die Stelle heißt wie die Überschrift: aus „Neue Wege“ wird #neue-wege."
        length = len(link.target)
        build.faults.add(
            Fault(link.path, link.line, link.column, message, advice, link.excerpt, length)
        )
    _tell(build)
    if build.preview:
        show_faults(output, list(build.faults), list(build.hints))
    elif len(build.faults):
        raise SystemExit(1)
    elif left_out := build.archive.left_out(build.moment):
        sys.stderr.write(f"{left_out}\n")


def _tell(build: Build) -> None:
    """Print the reports, once; also when the program ends before its time."""
    if build.told:
        return
    if len(build.faults):
        sys.stderr.write(f"\n{build.faults.report()}\n")
    if len(build.hints):
        sys.stderr.write(f"\n{build.hints.advise()}\n")
    build.told = bool(len(build.faults) or len(build.hints))


def _addresses(output: Path) -> list[str]:
    """Return the addresses of all pages in the folder `output`."""
    pages = (page.parent.relative_to(output).as_posix() for page in output.rglob("index.html"))
    return ["/" if page == "." else f"/{page}/" for page in pages]


def _answers(output: Path, address: str, fragment: str = "") -> bool:
    """Tell whether a strict web server would answer `address` from the folder `output`."""
    path = output / address.lstrip("/")
    page = path / "index.html" if address.endswith("/") else path
    if not page.is_file():
        return False
    return not fragment or f'id="{fragment}"' in page.read_text(encoding="utf-8")
