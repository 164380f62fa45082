"""Build the site: Pelican into a fresh folder, the check, then the exchange with `output/`."""

import sys
import time
from pathlib import Path

from plugins.desk.check import check, report
from plugins.desk.errors import Faulty, Interrupted
from plugins.desk.generation import finish, generate
from plugins.desk.interruption import interruptible
from plugins.desk.scaffold import scaffold
from plugins.desk.summary import count

OUTPUT = "output"
WORK = ".build"
SETTINGS = "pelicanconf.py"
PUBLIC_SETTINGS = "publishconf.py"


def build(root: Path, settings: str = SETTINGS) -> str:
    """Build `root` with one of its settings files; return the closing summary in German.

    Until the new site is complete and checked, `output/` keeps the former one.
    """
    print("Die Seite wird gebaut …", flush=True)  # noqa: T201  # to the person at the terminal
    start = time.monotonic()
    busy = "Die Seite wird gerade schon gebaut. Bitte warten, bis das fertig ist."
    try:
        with interruptible(), scaffold(root / OUTPUT, root / WORK, busy) as site:
            site.fresh()
            if finish(generate(root, settings, site.new, site.lock)) != 0:
                raise Faulty(_unchanged("Die Seite wurde nicht gebaut", root))
            if findings := check(site.new):
                print(report(findings), file=sys.stderr)  # noqa: T201  # as above
                raise Faulty(_unchanged("Die gebaute Seite hat Mängel", root))
            contents = count(site.new)
            site.exchange()
    except KeyboardInterrupt:
        raise Interrupted(_unchanged("Abgebrochen", root)) from None
    seconds = f"{time.monotonic() - start:.1f}".replace(".", ",")
    return f"""\
Die Seite ist gebaut: {contents}.
Sie liegt in {OUTPUT}/ und ist geprüft: Alle internen Verweise stimmen, nichts lädt von fremden Servern.
{seconds} Sekunden. Ansehen: make serve (oder: inv serve). Alle Befehle: .venv/bin/inv --list"""


def _unchanged(what: str, root: Path) -> str:
    if (root / OUTPUT).exists():
        return f"{what}. {OUTPUT}/ ist unverändert."
    return f"{what}."
