"""What an editor can ask for: the fields of the ```diagramm block, and a request understood.

| field | meaning | default |
|---|---|---|
| `indikator` | key or title | – |
| `art` | a kind of chart | from the data's shape |
| `gebiete` | names, keys, groups | the whole, or all areas there are |
| `jahre` | see `times` | all, for bars the latest |
| `titel` | the finding | neutral, from indicator and areas |
| `hervorheben` | areas among `gebiete` | none |
| `beschreibung` | text | generated |
| `sortierung` | `wert` or `name`, bars only | `wert` |
"""

from dataclasses import dataclass

from plugins.indicators.areas import Area
from plugins.indicators.indicator import Indicator

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
LINE, BARS = "linie", "balken"
KINDS = (LINE, BARS)
SORTINGS = ("wert", "name")
MOST_LINES = 4


@dataclass(frozen=True)
class Request:
    """A chart that can be drawn: everything is looked up."""

    indicator: Indicator
    kind: str
    areas: tuple[Area, ...]
    times: tuple[str, ...]
    title: str = ""
    highlighted: tuple[Area, ...] = ()
    description: str = ""
    sorting: str = "wert"
