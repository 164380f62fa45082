"""The rule for small numbers of an own series: the words below `geheimhaltung` in its metadata."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

# Below it a secret cell could stand for one number only.
_LEAST = 3


@dataclass(frozen=True)
class Secrecy:
    """The rule for small numbers of an own count: those from 1 below `least` are kept secret.

    Zeros are kept secret as well unless `shows_zero`; `reason` says why, in a sentence for all.
    """

    least: int
    shows_zero: bool
    reason: str

    @property
    def floor(self) -> int:
        """The least number that a secret cell can stand for."""
        return 1 if self.shows_zero else 0

    @property
    def width(self) -> int:
        """How many numbers a secret cell must be able to stand for."""
        return self.least - self.floor

    def hides(self, value: Decimal | int) -> bool:
        """Tell whether a count is too small to be published."""
        return self.floor <= value < self.least


def find_unfit(resource: Mapping[str, Any]) -> Iterator[str]:
    """Yield what keeps the rule of a resource from being applied."""
    rule = resource.get("geheimhaltung")
    if not isinstance(rule, dict):
        return
    least = rule.get("mindestens")
    if not isinstance(least, int) or isinstance(least, bool) or least < _LEAST:
        yield f"braucht „geheimhaltung“ unter „mindestens“ eine ganze Zahl ab {_LEAST}."
    if not isinstance(rule.get("null_zeigen"), bool):
        yield "fehlt in „geheimhaltung“ das Wort „null_zeigen“ mit true oder false."
    if not isinstance(rule.get("grund"), str) or not rule["grund"]:
        yield "fehlt in „geheimhaltung“ das Wort „grund“."
    if not resource.get("additiv") or resource.get("nachkommastellen"):
        yield "passt „geheimhaltung“ nicht: Die gibt es nur bei Anzahlen."


def read_secrecy(rule: Mapping[str, Any] | None) -> Secrecy | None:
    """Return the rule of a resource that lacks nothing; None: it is never suppressed."""
    return Secrecy(rule["mindestens"], rule["null_zeigen"], rule["grund"]) if rule else None
