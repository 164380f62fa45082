"""What is asked of texts, in points of the scale of Flesch and Amstad."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ReadabilitySettings:
    """Below `easy` a text in Leichte Sprache is at fault; below `hint` its author gets a hint.

    `goal` and `least` are the house's own aims for the mean and for each page; they stop nothing.
    Pages in `legal` (by their slug) owe their words to the law and are counted apart.
    """

    easy: int = 80
    hint: int = 40
    goal: int = 60
    least: int = 50
    legal: tuple[str, ...] = ("impressum", "datenschutz", "barrierefreiheit")
