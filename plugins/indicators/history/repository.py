"""The history of a folder, asked of git; nothing is ever written to the repository."""

import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from functools import cached_property
from pathlib import Path

from plugins.indicators.history.errors import NoHistory
from plugins.indicators.history.version import Version, read_version


@dataclass(frozen=True)
class Day:
    """The commits of one day that touched the folder, the last one first."""

    date: date
    commits: tuple[str, ...]


@dataclass
class Repository:
    """The repository around `root`; `folder` is the path from there to the data, with `/`."""

    root: Path
    folder: str
    _files: dict[str, bytes] = field(default_factory=dict)
    _versions: dict[str, Version | None] = field(default_factory=dict)

    def days(self, zone: tzinfo) -> list[Day]:
        """Return the days on which the folder changed, the newest first.

        Only the first parents are asked: a branch counts on the day it came in. A commit that is
        dated before the one it builds on counts on the day of that one. Raises NoHistory.
        """
        if not self._run("rev-parse", "--verify", "--quiet", "HEAD", quiet=True):
            raise NoHistory("Hier ist noch nichts eingecheckt, also gibt es noch keine Geschichte.")
        asked = (
            "rev-list",
            "--first-parent",
            "--reverse",
            "--timestamp",
            "HEAD",
            "--",
            self.folder,
        )
        days: dict[date, list[str]] = {}
        latest, today = date.min, datetime.now(zone).date()
        for line in self._run(*asked).decode().splitlines():
            seconds, commit = line.split()
            moment = datetime.fromtimestamp(int(seconds), tz=UTC)
            latest = max(latest, min(moment.astimezone(zone).date(), today))
            days.setdefault(latest, []).insert(0, commit)
        return [Day(day, tuple(commits)) for day, commits in reversed(days.items())]

    def version(self, commit: str) -> Version | None:
        """Return the data of a commit; None if they could not be read even then."""
        if commit not in self._versions:
            blobs = self._blobs(commit)
            self._fetch([blob for blob in blobs.values() if blob not in self._files])
            files = {name: self._files[blob] for name, blob in blobs.items()}
            self._versions[commit] = read_version(files.get)
        return self._versions[commit]

    @cached_property
    def is_shallow(self) -> bool:
        """Tell whether older commits exist elsewhere only."""
        return self._run("rev-parse", "--is-shallow-repository").strip() == b"true"

    def uncommitted(self, but: str) -> list[str]:
        """Return the files of the folder that differ from the last commit, `but` one."""
        asked = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all")
        said = os.fsdecode(self._run(*asked, "--", self.folder)).split("\0")
        return [each[3:] for each in said if each and Path(each[3:]).name != but]

    def _blobs(self, commit: str) -> dict[str, str]:
        """Return the files of the folder in a commit, each with the id of its content."""
        said = os.fsdecode(self._run("ls-tree", "-z", commit, f"{self.folder}/")).split("\0")
        rows = [each.partition("\t") for each in said if each]
        return {Path(path).name: facts.split()[2] for facts, _, path in rows if " blob " in facts}

    def _fetch(self, blobs: Sequence[str]) -> None:
        """Read contents, all at once: a program started for each would take a hundred times as long."""
        said = self._run("cat-file", "--batch", said="\n".join((*blobs, "")).encode())
        place = 0
        for blob in blobs:
            end = said.index(b"\n", place)
            size = int(said[place:end].split()[2])
            self._files[blob] = said[end + 1 : end + 1 + size]
            place = end + size + 2

    def _run(self, *arguments: str, said: bytes = b"", quiet: bool = False) -> bytes:
        """Return what git says. Raises NoHistory with the reason if it cannot."""
        # No lock for a mere look, and reasons in a language that can be looked up.
        environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
        try:
            done = subprocess.run(  # noqa: S603 - fixed commands, without a shell
                ("git", *arguments),  # noqa: S607 - where git lies is the machine's business
                cwd=self.root,
                env=environment,
                input=said,
                capture_output=True,
                check=False,
            )
        except FileNotFoundError:
            message = "Das Programm git fehlt. Ohne git gibt es keine Geschichte zu lesen."
            raise NoHistory(message) from None
        if not done.returncode:
            return done.stdout
        reason = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        if quiet and not reason:
            return b""
        if "not a git repository" in reason:
            message = "Dieser Ordner ist kein git-Repository, also ohne Geschichte."
            raise NoHistory(message)
        if "dubious ownership" in reason:
            raise NoHistory(_FOREIGN.format(self.root.as_posix()))
        raise NoHistory(f"git kann die Geschichte nicht lesen: {reason}")


_FOREIGN = (
    "Dieser Ordner gehört einem anderen Benutzerkonto, darum liest git seine Geschichte nicht. "
    'Vertrauen Sie ihm, erlauben Sie es einmal: git config --global --add safe.directory "{}"'
)
