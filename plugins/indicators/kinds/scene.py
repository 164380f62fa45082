"""One scene, all outputs: everything a figure shows, resolved once, before anything is drawn.

Page, picture, table, description and downloads are written from the scene alone, so no two of them
can disagree.
"""

from dataclasses import dataclass

from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.series import Series


@dataclass(frozen=True)
class Plot:
    """What a kind of chart draws; see `plots`."""


@dataclass(frozen=True)
class ValueTable:
    """The values of a chart as text, row by row; the first cell of a row is its head.

    `row_keys` and `column_keys` are the keys of the areas that rows or columns stand for.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_keys: tuple[str, ...] = ()
    column_keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reference:
    """A piece of the source line, with an address where there is one."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class Drawn:
    """What a kind makes of a request.

    `announcement` says what kind of chart of what it is, for those who do not see it; the
    `description` that follows, in paragraphs, is for all. `table` is None where the plot itself is
    the table of its values. `aside` stands behind the subtitle, `notes` among the notes; `title`
    and `subtitle` are set where one measure and its span do not name what is shown.
    """

    plot: Plot
    announcement: str
    description: tuple[str, ...]
    table: ValueTable | None = None
    aside: str = ""
    notes: tuple[str, ...] = ()
    title: str = ""
    subtitle: str = ""


@dataclass(frozen=True)
class Scene:
    """A whole figure. `general` are the notes on a series as a whole: a picture leaves them out.

    `series` are the exact values it shows, in the order of the request.
    """

    kind: str
    indicators: tuple[Indicator, ...]
    series: tuple[Series, ...]
    title: str
    subtitle: str
    drawn: Drawn
    description: tuple[str, ...]
    notes: tuple[str, ...] = ()
    general: frozenset[str] = frozenset()
    source: tuple[Reference, ...] = ()

    @property
    def name(self) -> str:
        """Return the key of the first indicator: what a file with this figure is named after."""
        return self.indicators[0].key
