"""What several bad outcomes in a row say: about the mail server, about us, or about one issue."""

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum, auto

from plugins.newsletter.delivery.outcome import Outcome, Result
from plugins.newsletter.delivery.retry import CLOSING, lost, refuses_the_house
from plugins.newsletter.errors import RelayUnusable

HOUSE_REFUSED = 3
BROKEN_OFF = 5


class Advice(Enum):
    """What to do after an outcome."""

    GO_ON = auto()
    SLOW_DOWN = auto()  # the server closed with 421
    REST = auto()  # the server hangs up on the mails of this issue: not in this run any more
    PAUSE = auto()  # the server refuses the mails of this issue for good: a person decides


@dataclass
class Watch:
    """Counts in a row; `failures` refusals for good pause an issue."""

    failures: int
    house_refused: int = 0
    refused: Counter[int] = field(default_factory=Counter)
    broken_off: Counter[int] = field(default_factory=Counter)

    def heed(self, issue: int, outcome: Outcome) -> Advice:
        """Take note of one outcome. Raises RelayUnusable where the server refuses us as senders."""
        self.house_refused = self.house_refused + 1 if refuses_the_house(outcome) else 0
        if self.house_refused >= HOUSE_REFUSED:
            raise RelayUnusable(
                f"Der Mailserver weist unseren Absender zurück (Code {outcome.code}); prüfen Sie "
                "sender und bounces in den Einstellungen. Die Mails gehen später noch einmal hinaus."
            )
        if lost(outcome) or outcome.result is Result.UNCERTAIN:
            self.broken_off[issue] += 1
        else:
            del self.broken_off[issue]
        if outcome.result is Result.ACCEPTED:
            del self.refused[issue]
        elif outcome.result is Result.REFUSED:
            self.refused[issue] += 1
        if self.refused[issue] >= self.failures:
            return Advice.PAUSE
        if self.broken_off[issue] >= BROKEN_OFF:
            return Advice.REST
        return Advice.SLOW_DOWN if outcome.code == CLOSING else Advice.GO_ON
