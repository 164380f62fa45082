"""What an editor can ask for: the fields of the ```diagramm block, and a request understood.

| field | meaning | default |
|---|---|---|
| `indikator` | key or title; several for `gestapelt` and `kennzahl` | – |
| `art` | a kind of chart | from the data's shape |
| `gebiete` | names, keys, groups | the whole, or all areas there are |
| `jahre` | see `times` | all, for bars the latest |
| `titel` | the finding | neutral, from indicator and areas |
| `hervorheben` | areas among `gebiete` | none |
| `beschreibung` | text | generated |
| `sortierung` | `wert` or `name`, rows of areas only | `wert` |
"""

from dataclasses import dataclass

from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator

FIELDS = (
    "indikator",
    "art",
    "gebiete",
    "jahre",
    "titel",
    "hervorheben",
    "beschreibung",
    "sortierung",
)
# Fields that say which figure it is; the others may change without moving its address.
NAMING = ("indikator", "art", "gebiete", "jahre")
LINE, BARS, MAP, TILES = "linie", "balken", "karte", "kennzahl"
TABLE, DUMBBELL, MULTIPLES, STACKED = "tabelle", "vergleich", "vielfache", "gestapelt"
KINDS = (LINE, BARS, MAP, TILES, TABLE, DUMBBELL, MULTIPLES, STACKED)
# Kinds that can show several indicators at once.
JOINT = (TILES, STACKED)
SORTINGS = ("wert", "name")
MOST_LINES = 4

Problem = tuple[str, str, str]  # the field it is about, message, advice


@dataclass(frozen=True)
class Request:
    """A chart that can be drawn: everything is looked up.

    `times` is empty where each key figure is the latest of its indicator.
    """

    indicators: tuple[Indicator, ...]
    kind: str
    areas: tuple[Area, ...]
    times: tuple[str, ...]
    title: str = ""
    highlighted: tuple[Area, ...] = ()
    description: str = ""
    sorting: str = "wert"
    words: str = (
        ""  # what was asked for, as it was written: the figure's permanent name hangs on it
    )

    @property
    def indicator(self) -> Indicator:
        """Return the indicator, or the first of several."""
        return self.indicators[0]
