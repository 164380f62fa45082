"""A manuscript → what its areas are found by: its head, its prose, its figures and numbers."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from plugins.indicators.claims.prose import prose
from plugins.indicators.data.areas import Areas
from plugins.indicators.data.errors import WordError
from plugins.indicators.gallery import Gallery
from plugins.indicators.profile.mentions import TextAbout
from plugins.indicators.profile.placenames import today_of
from plugins.manuscript.directives import INLINE
from plugins.manuscript.faults import Fault
from plugins.manuscript.header import about
from plugins.manuscript.manuscript import Manuscript


def texts_about(manuscripts: Iterable[Manuscript], gallery: Gallery) -> Iterator[TextAbout]:
    """Yield what each text says, shows and names, once the texts have been read and their figures drawn."""
    exhibits = gallery.exhibits.values()
    for text in manuscripts:
        lines = [line for number, line in prose(text, lambda _: True) if number >= text.body_line]
        shown = [each.scene for each in exhibits if each.path == text.path]
        yield TextAbout(
            path=text.path,
            title=text.metadata.title,
            summary=INLINE.sub(" ", text.metadata.summary),
            headings=(
                *(line.strip("# ") for line in lines if line.startswith("#")),
                *(scene.title for scene in shown),
            ),
            paragraphs=tuple(
                "\n".join(part) for is_text, part in groupby(lines, _is_text) if is_text
            ),
            named=named_areas(text, gallery.package.areas)[0],
            values=frozenset(gallery.spoken.get(text.path, ())),
            figures=tuple(frozenset(series.area.key for series in scene.series) for scene in shown),
        )


def _is_text(line: str) -> bool:
    return bool(line.strip()) and not line.startswith("#")


def named_areas(text: Manuscript, areas: Areas) -> tuple[tuple[str, ...], list[Fault]]:
    """Return the keys of today's areas that the head names in `gebiete`, and a fault for each other name.

    A former name leads to today's area; a group («alle Gemeinden») is no area.
    """
    keys: list[str] = []
    faults: list[Fault] = []
    for name in text.metadata.areas:
        try:
            keys.append(_one(name.text, areas))
        except WordError as error:
            faults.append(about(name, text.source, error.message, error.advice))
    return tuple(dict.fromkeys(keys)), faults


def _one(words: str, areas: Areas) -> str:
    found = areas.select(words, areas.by_key)
    if len(found) > 1:
        raise WordError(f"„{words}“ sind mehrere Gebiete.", "Nennen Sie hier jedes einzeln.")
    today = today_of(found[0], areas)
    if today is None:
        raise WordError(f"{found[0].short} gibt es nicht mehr.", "Nennen Sie ein Gebiet von heute.")
    return today.key
