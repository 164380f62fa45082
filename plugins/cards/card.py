"""What stands on a social card, and what a page says of it."""

from dataclasses import dataclass

SIZE = 1200, 630
FILE = "vorschaubild.png"


@dataclass(frozen=True)
class Card:
    """The picture that stands for a page where people pass its address on."""

    address: str
    alt: str
    width: int = SIZE[0]
    height: int = SIZE[1]


@dataclass(frozen=True, kw_only=True)
class Motif:
    """The words of a card. `is_filled`: on the county's colour, as a review; else on paper.

    `names` begin with the kind of text; what has no room at the end is left out. Without names it is the
    card of the site itself: `title` its name, `lead` what it is.
    """

    site: str
    outline: str
    title: str
    names: tuple[str, ...] = ()
    date: str = ""
    lead: str = ""
    is_filled: bool = False
