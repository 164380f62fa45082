"""What somebody orders: which topics, how often; and topics as the tables keep them."""

import json
from dataclasses import dataclass

from plugins.newsletter.store.states import Frequency
from plugins.newsletter.store.subscriptions import rows_of


@dataclass(frozen=True)
class Choice:
    """`topics` is None for all. Raises WrongUse without a topic, or with one that has no name."""

    topics: frozenset[str] | None
    frequency: Frequency

    def __post_init__(self) -> None:
        rows_of(self.topics)


def to_text(topics: frozenset[str] | None) -> str:
    """Return topics as a JSON list in order, "" for all."""
    return "" if topics is None else json.dumps(sorted(topics), ensure_ascii=False)


def from_text(text: str) -> frozenset[str] | None:
    """Return the topics that `to_text` wrote."""
    return frozenset(json.loads(text)) if text else None
