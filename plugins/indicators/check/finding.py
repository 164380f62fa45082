"""A finding of the check: an error ends a build, a hint asks somebody to look."""

from collections.abc import Iterator
from dataclasses import astuple, dataclass
from typing import Any

from plugins.manuscript.faults import Fault


@dataclass(frozen=True, order=True)
class Finding:
    """A fault in the data (`is_error`) or something that may be right and needs a second look."""

    fault: Fault
    is_error: bool = False


def to_plain(findings: list[Finding]) -> list[list[Any]]:
    """Return findings as JSON can keep them."""
    return [[each.is_error, *astuple(each.fault)] for each in findings]


def from_plain(plain: list[list[Any]]) -> Iterator[Finding]:
    """Yield the findings that `to_plain` kept."""
    return (Finding(Fault(*facts), is_error) for is_error, *facts in plain)
