"""What a run of sending has done, for its progress bar and its last line."""

from collections import Counter
from dataclasses import dataclass, field

from plugins.newsletter.store.states import DeliveryState


@dataclass
class Tally:
    """What a run has done. `returned`: claimed and given back, nothing tried.

    `paused`: issues that wait for a person now, and why. `rest`: why mails that are due stayed behind:
    "" (none did), `stopped`, `quiet`, or `slow` (no token for more than LONGEST_WAIT).
    """

    counts: Counter[DeliveryState] = field(default_factory=Counter)
    returned: int = 0
    paused: dict[int, str] = field(default_factory=dict)
    rest: str = ""

    @property
    def sent(self) -> int:
        """Mails that the server has accepted."""
        return self.counts[DeliveryState.SENT]
