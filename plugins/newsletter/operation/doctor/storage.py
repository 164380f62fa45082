"""What stands on disk: the database, the receipts of the mail server, room to write."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.newsletter.operation.doctor.finding import Finding, fault, good, hint

DATABASE = "Datenbank"
RECEIPTS = "Belege"
DISK = "Platz"
LEAST_FREE = 500_000_000  # bytes
_POSTFIX = b"postfix/"
_SAMPLE = 200_000  # bytes of a log that are looked at


def check_database(problems: Sequence[str]) -> Iterator[Finding]:
    """Yield what the integrity check of the store said."""
    for problem in problems:
        yield fault(DATABASE, problem, "Die letzte Sicherung zurückholen (docs/betrieb.md).")
    if not problems:
        yield good(DATABASE, "Die Datenbank ist in sich stimmig.")


def check_room(folder: Path) -> Iterator[Finding]:
    """Yield whether there is room to write in the database's folder."""
    free = shutil.disk_usage(folder).free
    if free < LEAST_FREE:
        yield fault(
            DISK,
            f"Auf dem Datenträger der Datenbank sind nur noch {free // 1_000_000} MB frei.",
            "Platz schaffen, bevor er ganz voll ist; dann steht der Versand.",
        )


def check_receipts(files: Sequence[str], policy: str, *, by_smtp: bool) -> Iterator[Finding]:
    """Yield whether each log file can be read and is one of Postfix."""
    if not files:
        if by_smtp:
            yield hint(RECEIPTS, "Es gibt keine Belege (receipts). " + _WITHOUT[policy])
        return
    for file in map(Path, files):
        try:
            with file.open("rb") as log:
                sample = log.read(_SAMPLE)
        except OSError as error:
            yield fault(
                RECEIPTS,
                f"„{file.name}“ {_unread(error)}.",
                "Den Pfad in receipts prüfen; der Benutzer newsletter braucht Leserecht "
                "(Gruppe adm oder postfix).",
            )
            continue
        if sample and _POSTFIX not in sample:
            yield fault(
                RECEIPTS,
                f"„{file.name}“ ist kein Protokoll von Postfix.",
                "In receipts die Datei aus maillog_file eintragen.",
            )
        else:
            yield good(RECEIPTS, f"„{file.name}“ ist lesbar.")


def _unread(error: OSError) -> str:
    return "gibt es nicht" if isinstance(error, FileNotFoundError) else "ist nicht zu lesen"


_WITHOUT = {
    "resend": "Eine Mail, deren Antwort verloren ging, wird noch einmal gesandt, mit derselben Message-ID.",
    "hold": "Eine Mail, deren Antwort verloren ging, bleibt liegen, bis jemand entscheidet.",
}
