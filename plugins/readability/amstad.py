"""How easily a German text is read: Flesch's scale in Amstad's version for German.

180 - words per sentence - 58.5 x syllables per word (Toni Amstad: Wie verständlich sind unsere
Zeitungen? Diss., Zürich 1978). Around 100 is very easy, 60 to 70 ordinary, below 30 very hard.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.readability.syllables import count_syllables

# A hyphened word is one, as in Duden and in every other program; so is a number with its signs.
_WORD = re.compile(r"\w+(?:[-’'.,:/@·]\w+)*")


@dataclass(frozen=True)
class Measure:
    """What a text is made of, and the points it gets."""

    sentences: int
    words: int
    syllables: int

    @property
    def sentence_length(self) -> float:
        """Words in a sentence."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def word_length(self) -> float:
        """Syllables in a word."""
        return self.syllables / self.words if self.words else 0.0

    @property
    def points(self) -> float:
        """The points on Amstad's scale, the more the easier."""
        return 180 - self.sentence_length - 58.5 * self.word_length


def measure(sentences: Sequence[str]) -> Measure:
    """Measure sentences; one without a word does not count."""
    found = [words for words in (_WORD.findall(text) for text in sentences) if words]
    return Measure(
        len(found),
        sum(len(words) for words in found),
        sum(count_syllables(word) for words in found for word in words),
    )
