"""An indicator's page: the figures that say most about it, its tables, its files."""

from collections.abc import Iterator
from dataclasses import dataclass

from plugins.indicators.block.reading import read_request
from plugins.indicators.block.request import BARS, LINE, MAP, TILES
from plugins.indicators.catalogue.areatable import MOST_TIMES, area_tables
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.package import Package
from plugins.indicators.data.series import Series, build_series
from plugins.indicators.gallery import Exhibit, Gallery
from plugins.indicators.kinds.chart import compose
from plugins.indicators.kinds.scene import Scene, ValueTable
from plugins.manuscript.dates import exact_as_known
from plugins.manuscript.directives import Block


@dataclass(frozen=True)
class Portrait:
    """An indicator's page. `maps` has one figure or none; each of the `tables` has a heading."""

    indicator: Indicator
    main: Exhibit
    maps: tuple[Exhibit, ...]
    tables: tuple[tuple[str, ValueTable], ...]

    @property
    def is_shortened(self) -> bool:
        """Tell whether the tables leave out times."""
        times = {point.time for series in self.main.series for point in series.points}
        return len(times) > MOST_TIMES

    @property
    def as_of(self) -> str:
        """Return the date of the numbers in words."""
        return exact_as_known(self.indicator.as_of)

    @property
    def breaks(self) -> tuple[tuple[str, str], ...]:
        """Return from when on the numbers are others, in words, and why."""
        return tuple((exact_as_known(each.start), each.reason) for each in self.indicator.breaks)


def hang_portrait(indicator: Indicator, gallery: Gallery) -> Portrait | None:
    """Take the figures of an indicator's page into the gallery; None if nothing can be drawn.

    The files of the main figure have every observation, not only those that it shows.
    """
    package = gallery.package
    scenes = (_scene(package, *words) for words in _openings(indicator, package))
    main = next(filter(None, scenes), None)
    if main is None:
        return None
    address = f"/{gallery.settings.catalogue}/{indicator.key}"
    key = f"d-{indicator.key}"
    exhibit = gallery.hang(main, key, address, series=all_series(indicator, package))
    drawn = _scene(package, f"indikator: {indicator.key}", f"art: {MAP}")
    maps = (gallery.hang(drawn, f"{key}-{MAP}", f"{address}-{MAP}"),) if drawn else ()
    return Portrait(indicator, exhibit, maps, area_tables(indicator, package))


def all_series(indicator: Indicator, package: Package) -> tuple[Series, ...]:
    """Return every row of the indicator's file, and no other, by area and time."""
    observations = package.observations[indicator.key]
    return tuple(
        series
        for area in package.areas.by_key.values()
        if area.key in observations.areas
        for series in build_series(indicator, observations, (area,), observations.times({area.key}))
    )


def _openings(indicator: Indicator, package: Package) -> Iterator[tuple[str, ...]]:
    """Yield blocks for the main figure, the best first; one that does not fit is passed over."""
    areas, observations = package.areas, package.observations[indicator.key]
    whole = areas.whole
    first = f"indikator: {indicator.key}"
    if whole and len(observations.times({whole.key})) > 1:
        yield first, f"art: {LINE}", f"gebiete: {whole.key}"
    upper = [
        area.key
        for area in areas.by_key.values()
        if area.key in observations.areas
        and not area.is_former
        and area.level != areas.levels[-1].key
    ]
    if len(upper) > 1:
        yield first, f"art: {BARS}", f"gebiete: {', '.join(upper)}", "jahre: zuletzt"
    parts = areas.of_level(areas.levels[-1].key) if areas.levels else ()
    known = [area.key for area in parts if area.key in observations.areas]
    if known:
        yield first, f"art: {BARS}", f"gebiete: {', '.join(known)}", "jahre: zuletzt"
    yield first, f"art: {TILES}"
    yield first, f"art: {BARS}"


def _scene(package: Package, *lines: str) -> Scene | None:
    """Return the scene of a block as an editor would write it, None where it has a fault."""
    request, faults = read_request(Block("diagramm", "", 0, lines), package)
    return compose(request, package) if request and not faults else None
