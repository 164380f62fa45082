"""The charts of an area's page: blocks as editors write them, with the area put in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from plugins.indicators.block.reading import read_request
from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.chart import compose
from plugins.indicators.page.figure import figure
from plugins.indicators.page.place import Place
from plugins.manuscript.directives import Block

_NO_PICTURE = (0, 0)


@dataclass(frozen=True)
class Chart:
    """A figure as HTML, and the indicators whose pages have its method and its files."""

    html: Markup
    indicators: tuple[Indicator, ...]


def area_charts(blocks: Sequence[str], area: Area, package: Package) -> Iterator[Chart]:
    """Yield the charts that the data of the area allow; a block that does not fit is passed over.

    They have no files of their own: sixty pages would have hundreds, and the indicators' pages have them.
    """
    over = package.areas.above(area)
    # The nearest and the whole: with one in between that has no more than the area itself, both say the same.
    beside = [each for each in over if package.areas.parts_of(each, area.level) != (area,)]
    names = ", ".join(each.key for each in (area, *beside))
    for number, text in enumerate(blocks, 1):
        lines = tuple(text.format(gebiet=area.key, gebiete=names).splitlines())
        request, faults = read_request(Block("diagramm", "", 0, lines), package)
        if request and not faults:
            scene = compose(request, package)
            place = Place(f"d-{number}", "", _NO_PICTURE)
            html = figure(scene, place, heading="h3", files=False, notes=False)
            yield Chart(Markup(html), tuple(each for each in scene.indicators if each.has_page))  # noqa: S704 - it escapes
