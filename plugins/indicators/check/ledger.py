"""Results of earlier checks, found again by the content of everything that went into them."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from plugins.indicators.check.finding import Finding, from_plain, to_plain

_CODE = Path(__file__).parent.parent


@dataclass(frozen=True)
class Result:
    """What the check of one indicator found: rows and times of its file, and findings."""

    rows: int
    times: tuple[str, ...]
    findings: list[Finding] = field(default_factory=list)


class Ledger:
    """The results in one JSON file; without a file nothing is remembered."""

    def __init__(self, file: Path | None) -> None:
        """Open the results of the last check; what cannot be read is as good as nothing."""
        self._file = file
        self._known: dict[str, Any] = {}
        self._digests: dict[Path, bytes] = {}
        self._now: dict[str, Any] = {}
        try:
            known = json.loads(file.read_bytes()) if file else {}
        except (OSError, ValueError):
            known = {}
        if isinstance(known, dict):
            self._known = known

    def key(self, context: str, *files: Path) -> str:
        """Return the key of a result out of a text and the content of files."""
        digest = hashlib.sha256(context.encode())
        for file in files:
            if file not in self._digests:
                self._digests[file] = hashlib.sha256(file.read_bytes()).digest()
            digest.update(self._digests[file])
        return digest.hexdigest()

    def find(self, key: str) -> Result | None:
        """Return the result that an earlier check kept under a key."""
        plain = self._known.get(key)
        if plain is None:
            return None
        self._now[key] = plain
        return Result(plain["rows"], tuple(plain["times"]), list(from_plain(plain["findings"])))

    def keep(self, key: str, result: Result) -> None:
        """Remember a result."""
        findings = to_plain(result.findings)
        self._now[key] = {"rows": result.rows, "times": result.times, "findings": findings}

    def close(self) -> None:
        """Write the results of this check, and only these."""
        if self._file and self._now.keys() != self._known.keys():
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new = self._file.with_suffix(".new")
            new.write_text(json.dumps(self._now, ensure_ascii=False), encoding="utf-8")
            new.replace(self._file)


def version() -> str:
    """Return the version of the check: the hash of the code that reads and judges the data."""
    digest = hashlib.sha256()
    for room in ("check", "data"):
        for module in sorted((_CODE / room).glob("*.py")):
            digest.update(module.read_bytes())
    return digest.hexdigest()
