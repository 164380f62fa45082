"""The check of a whole package: one indicator at a time, unchanged ones from memory."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from plugins.indicators.check.descriptor import Descriptor
from plugins.indicators.check.ends import judge_ends
from plugins.indicators.check.finding import Finding
from plugins.indicators.check.jumps import judge_jumps
from plugins.indicators.check.ledger import Ledger, Result, version
from plugins.indicators.check.metadata import judge_breaks, judge_dimensions, judge_metadata
from plugins.indicators.check.rates import judge_rates
from plugins.indicators.check.secrecy import judge_secrecy
from plugins.indicators.check.subject import Subject
from plugins.indicators.check.sums import judge_sums
from plugins.indicators.check.values import judge_values
from plugins.indicators.data.package import FILE, Package, read_package
from plugins.indicators.data.shelf import Shelf, read_text
from plugins.indicators.history.staleness import judge_log
from plugins.indicators.settings import IndicatorSettings
from plugins.manuscript.faults import Fault
from plugins.manuscript.vocabulary import field_keys

Rule = Callable[[Subject], Iterator[Finding]]
MEMORY = ".cache/daten/pruefung.json"
RULES: tuple[Rule, ...] = (judge_values, judge_sums, judge_rates, judge_jumps, judge_ends)


@dataclass(frozen=True)
class Inspection:
    """What the check found; `unchecked` are indicators whose licence nobody has confirmed yet."""

    findings: tuple[Finding, ...] = ()
    indicators: int = 0
    rows: int = 0
    areas: int = 0
    unchecked: tuple[str, ...] = ()

    @property
    def errors(self) -> list[Fault]:
        """Return what ends a build."""
        return [each.fault for each in self.findings if each.is_error]

    @property
    def hints(self) -> list[Fault]:
        """Return what somebody should look at."""
        return [each.fault for each in self.findings if not each.is_error]


def inspect_site(root: Path) -> Inspection:
    """Check the data of the site in `root`, remembering results below its `.cache/`."""
    content = root / "content"
    return inspect(content / IndicatorSettings().folder, root, field_keys(content), root / MEMORY)


def inspect(
    folder: Path, root: Path, fields: Collection[str], memory: Path | None = None
) -> Inspection:
    """Check the package in `folder`; faults name files relative to `root`.

    `fields` are the keys an indicator may name; `memory` is the file that keeps results between
    checks. A site without data has nothing to find.
    """
    heard: list[Fault] = []
    package, faults = read_package(folder, root, heard.extend)
    package.boundaries  # noqa: B018 - read now, so that `heard` knows the faults of their file
    findings = {Finding(fault, is_error=True) for fault in (*faults, *heard)}
    shelf = package.observations
    if not isinstance(shelf, Shelf):
        return Inspection(tuple(sorted(findings)))
    path = (folder / FILE).relative_to(root).as_posix()
    descriptor = Descriptor(read_text(folder / FILE, path)[0], path, package.indicators)
    ledger, context, rows = Ledger(memory), f"{version()}{package.areas!r}", 0
    for key, indicator in package.indicators.items():
        rate = indicator.rate
        others = [rate.numerator, rate.denominator] if rate else []
        files = [shelf.files[each] for each in (key, *others) if each in shelf]
        mark = ledger.key(f"{context}{indicator!r}", *files)
        result = ledger.find(mark)
        if result is None:
            result = _examine(key, package, shelf, root, heard)
            ledger.keep(mark, result)
        rows += result.rows
        findings.update(result.findings)
        findings.update(judge_metadata(indicator, package.indicators, fields, descriptor))
        findings.update(judge_breaks(indicator, result.times, descriptor))
    findings.update(judge_dimensions(package.indicators.values(), descriptor))
    if not any(finding.is_error for finding in findings):
        findings.update(judge_secrecy(package, partial(_subject, package, shelf, root)))
    findings.update(_strangers(folder, root, path))
    broken, stale = judge_log(folder, root)
    findings.update(Finding(fault, is_error=True) for fault in broken)
    findings.update(map(Finding, stale))
    ledger.close()
    unchecked = [key for key, each in package.indicators.items() if not each.licence_checked]
    return Inspection(
        tuple(sorted(findings)),
        len(package.indicators),
        rows,
        len(package.areas.by_key),
        tuple(unchecked),
    )


def _examine(key: str, package: Package, shelf: Shelf, root: Path, heard: list[Fault]) -> Result:
    """Read the file of one indicator and apply every rule; nothing of it stays in memory."""
    heard.clear()
    subject = _subject(package, shelf, root, key)
    findings = [Finding(fault, is_error=True) for fault in heard]
    if not findings:
        findings += [finding for rule in RULES for finding in rule(subject)]
    observations = subject.observations
    return Result(len(observations), observations.times(), findings)


def _subject(package: Package, shelf: Shelf, root: Path, key: str) -> Subject:
    return Subject(
        package.indicators[key],
        shelf.open(key),
        package.areas,
        shelf.files[key],
        shelf.files[key].relative_to(root).as_posix(),
        lambda other: shelf.open(other) if other in shelf else None,
    )


def _strangers(folder: Path, root: Path, path: str) -> Iterator[Finding]:
    """Yield a hint for each table that the package does not name."""
    text = read_text(folder / FILE, path)[0]
    for file in sorted(folder.glob("*.csv")):
        if f'"{file.name}"' not in text:
            name = file.relative_to(root).as_posix()
            message = f"Diese Tabelle steht nicht in {FILE} und wird nicht benutzt."
            yield Finding(Fault(name, 0, 0, message))
