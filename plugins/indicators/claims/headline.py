"""The title of a figure held against its values: «steigt» over a falling line is pointed out."""

import re
from collections.abc import Iterator

from plugins.indicators.block.entries import read_entries
from plugins.indicators.block.request import FIELDS
from plugins.indicators.claims.evidence import contradiction
from plugins.indicators.claims.lexicon import CLAIMING
from plugins.indicators.claims.names import Names
from plugins.indicators.claims.statements import statements
from plugins.indicators.claims.vocabulary import vocabulary
from plugins.indicators.kinds.scene import Scene
from plugins.manuscript.directives import Block
from plugins.manuscript.faults import Fault
from plugins.manuscript.suggestions import fold

_WORD = re.compile(r"[^\W\d_]+")


def check_headline(block: Block, scene: Scene, names: Names) -> Iterator[Fault]:
    """Yield a hint for every statement in the typed title that the values shown contradict.

    Only titles of figures with one indicator are read, and no questions.
    """
    title = scene.title
    if len(scene.indicators) != 1 or "?" in title:
        return
    if CLAIMING.isdisjoint(map(fold, _WORD.findall(title))):
        return
    (indicator,) = scene.indicators
    shown = names.among({each.area.key for each in scene.series})
    words = vocabulary(indicator)
    for each in statements(title, shown, words, additive=indicator.additive):
        against = contradiction(each, scene.series)
        # Only now is the place of the title of interest; a title that was made up has none.
        if against and (entry := read_entries(block, FIELDS)[0].get("titel")):
            yield entry.fault(
                f"Der Titel sagt „{each.word}“, gezeigt wird anderes: {against}.",
                "Sehen Sie nach, ob der Titel noch stimmt.",
                each.word,
                each.start,
            )
