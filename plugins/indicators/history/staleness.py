"""Does the log know the data as they are? Asked by the check; needs no git."""

from pathlib import Path

from plugins.indicators.history.log import LOG, read_log
from plugins.indicators.history.version import fingerprint, read_version
from plugins.manuscript.faults import Fault


def read_file(folder: Path, root: Path) -> tuple[str, str]:
    """Return the text of the log, empty if there is none, and its path from `root`."""
    file = folder / LOG
    text = file.read_text(encoding="utf-8-sig") if file.is_file() else ""
    return text, file.relative_to(root).as_posix()


def judge_log(folder: Path, root: Path) -> tuple[list[Fault], list[Fault]]:
    """Return the faults of the log's file, and the hint that data are newer than it.

    A site that keeps no log has neither.
    """
    text, path = read_file(folder, root)
    if not text:
        return [], []
    log, faults = read_log(text, path)
    version = read_version(lambda name: _bytes(folder / name))
    if faults or version is None or (log and log[0].mark == fingerprint(version)):
        return faults, []
    message = "Die Daten sind neuer als dieses Protokoll der Änderungen."
    return [], [
        Fault(
            path, 0, 0, message, "Checken Sie die Daten ein und rufen Sie „inv data.history“ auf."
        )
    ]


def _bytes(file: Path) -> bytes | None:
    return file.read_bytes() if file.is_file() else None
