"""`inv data.history`: brings the log up to the last commit.

The log begins with the first day, told as one edition; each later entry compares the data at the
end of a day with those before. What the log has told stays as it is, whatever becomes of the
history (rebased, squashed, begun anew from an archive), as long as one state of it is known there.
"""

import os
from datetime import tzinfo
from itertools import chain
from pathlib import Path

from plugins.indicators.history.difference import difference
from plugins.indicators.history.errors import (
    HistoryStrange,
    HistoryTooShort,
    LogUnreadable,
    NoHistory,
)
from plugins.indicators.history.log import LOG, Entry, Log, read_log, write_log
from plugins.indicators.history.repository import Day, Repository
from plugins.indicators.history.summary import first_edition, keep_reasons, summarise, unexplained
from plugins.indicators.history.version import Version, fingerprint
from plugins.manuscript.dates import exact_as_known


def record(root: Path, folder: str, zone: tzinfo) -> str:
    """Bring the log in `folder` (from `root`) up to the last commit; return the German report.

    `zone` says when a day ends. Raises HistoryError; then the file is as it was.
    """
    file, path = root / folder / LOG, f"{folder}/{LOG}"
    text = file.read_text(encoding="utf-8-sig") if file.is_file() else ""
    old, faults = read_log(text, path) if text else ((), [])
    if faults:
        raise LogUnreadable(f"{faults[0]}")
    repository = Repository(root, folder)
    days = repository.days(zone)
    if not days:
        raise NoHistory(
            f"In {folder} ist noch nichts eingecheckt, also gibt es nichts zu vergleichen."
        )
    kept, made = _entries(repository, days, old, path)
    made, lost = keep_reasons(made, old[: len(old) - len(kept)])
    new = write_log((*made, *kept))
    if new != text:
        part = file.with_suffix(".part")
        part.write_text(new, encoding="utf-8")
        os.replace(part, file)  # noqa: PTH105 - replaces in one step on every system
    fresh = [each for each in made if each not in old]
    dirty = len(repository.uncommitted(LOG))
    return "\n".join(_report(path, (*made, *kept), fresh, dirty, lost))


def _entries(
    repository: Repository, days: list[Day], old: Log, path: str
) -> tuple[Log, list[Entry]]:
    """Return the entries of the log that stay, and those to stand before them, the newest first."""
    place, commit = _anchor(repository, days, old)
    if not commit:
        _refuse_if_older(repository, days, old, path)
    kept: Log = old[place:] if commit else ()
    before: Version = (repository.version(commit) if commit else None) or {}
    made: list[Entry] = []
    after_anchor = not commit
    for day in reversed(days):
        for each in reversed(day.commits):
            after_anchor = after_anchor or each == commit
        if not after_anchor:
            continue
        after = _end_of(repository, day)
        if after is None or after == before:
            continue
        name = day.date.isoformat()
        begins = not (kept or made)
        made.append(
            first_edition(name, after)
            if begins
            else summarise(name, difference(before, after), after)
        )
        before = after
    return kept, made[::-1]


def _anchor(repository: Repository, days: list[Day], old: Log) -> tuple[int, str]:
    """Return the newest entry whose state the history knows, and its commit; else no commit.

    Ends of days go first: within the last day of the log there may be more to tell by now.
    """
    places = {entry.mark: place for place, entry in reversed([*enumerate(old)])}
    ends = [day.commits[0] for day in days]
    covered = bool(old and days) and days[-1].date.isoformat() <= old[-1].day
    others = [] if covered else [*chain.from_iterable(day.commits[1:] for day in days)]
    for commit in (*ends, *others) if old else ():
        version = repository.version(commit)
        if version is not None and (mark := fingerprint(version)) in places:
            return places[mark], commit
    return 0, ""


def _refuse_if_older(repository: Repository, days: list[Day], old: Log, path: str) -> None:
    """Raise if the history begins after what the log tells."""
    if repository.is_shallow:
        raise HistoryTooShort(
            "Dieser Klon reicht nicht weit genug zurück. Holen Sie die ganze Geschichte mit "
            "„git fetch --unshallow“ und rufen Sie „inv data.history“ noch einmal auf."
        )
    if old and days[-1].date.isoformat() > old[-1].day:
        first = exact_as_known(days[-1].date.isoformat())
        mark = fingerprint(_end_of(repository, days[-1]) or {})
        raise HistoryStrange(
            f"Das Protokoll {path} ist älter als diese Geschichte, und keiner seiner Einträge passt "
            "zu einem Stand darin. Es bleibt, wie es ist. Beschreibt der oberste Eintrag den Stand vom "
            f"{first}, tragen Sie bei ihm „{mark}“ als „pruefsumme“ ein."
        )


def _end_of(repository: Repository, day: Day) -> Version | None:
    """Return the last readable data of a day."""
    versions = (repository.version(commit) for commit in day.commits)
    return next((each for each in versions if each is not None), None)


def _report(path: str, new: Log, fresh: list[Entry], dirty: int, lost: list[str]) -> list[str]:
    days = ", ".join(exact_as_known(each.day) for each in reversed(fresh))
    lines = [
        f"Im Protokoll {path} steht jetzt: {days}. Checken Sie die Datei ein."
        if fresh
        else f"Das Protokoll {path} ist auf dem neuesten Stand."
    ]
    if bare := unexplained(new):
        lines.append(f"Warum wurde berichtigt? Schreiben Sie den Grund dazu: {'; '.join(bare)}.")
    if dirty:
        what = "1 Datei" if dirty == 1 else f"{dirty} Dateien"
        are = "ist" if dirty == 1 else "sind"
        where = path.removesuffix(f"/{LOG}")
        lines.append(
            f"{what} in {where} {are} geändert, aber noch nicht eingecheckt; das steht noch nicht darin."
        )
    lines += [f"Für diesen Grund gibt es keinen Eintrag mehr: {reason}" for reason in lost]
    return lines
