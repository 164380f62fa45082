"""What a site can set about its dashboard: which figures, in which words, and where to go from there."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class DashboardSettings:
    """`folder` is below the output; without it, or without a figure, there is no page.

    `figures` are (indicator, words): the words go on where the number ends, «der Menschen sind 65 Jahre oder
    älter». A key that does not exist is passed over, so is a series without a value of the whole. The
    indicators say which dimension a figure belongs to, and which comes first; the first figure of each is on
    the start page too. `aids` are (dimension, one sentence that helps to read its figures), `ways` are
    (label, address) below the figures.
    """

    folder: str = "zahlen"
    figures: tuple[tuple[str, str], ...] = ()
    aids: tuple[tuple[str, str], ...] = ()
    ways: tuple[tuple[str, str], ...] = ()
