"""An area's page as a whole: what it shows, in order, and the files to take along."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.indicators.data.areas import Area
from plugins.indicators.data.indicator import Indicator, Source
from plugins.indicators.data.package import Package
from plugins.indicators.data.series import Series, build_series
from plugins.indicators.kinds.notes import named_notes
from plugins.indicators.profile.charts import Chart, area_charts
from plugins.indicators.profile.grammar import kind
from plugins.indicators.profile.settings import ProfileSettings
from plugins.indicators.profile.strips import Strip, area_strip
from plugins.indicators.profile.structure import Structure, area_structure
from plugins.indicators.profile.table import ProfileTable, former_table, profile_table
from plugins.manuscript.dates import exact_as_known


@dataclass(frozen=True)
class Profile:
    """The page of an area. `over` are the areas above it, `parts` those of the next level below."""

    area: Area
    address: str
    word: str
    over: tuple[Area, ...]
    parts: tuple[Area, ...]
    table: ProfileTable
    former: ProfileTable | None
    strips: tuple[Strip, ...]
    charts: tuple[Chart, ...]
    structures: tuple[Structure, ...]

    @property
    def slug(self) -> str:
        """Return the last part of the address: what its files are named after."""
        return self.address.strip("/").rpartition("/")[2]

    @property
    def title(self) -> str:
        """Return the heading: the whole by its full name, its parts by the short one."""
        return self.area.short if self.over else self.area.name

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Return all indicators of the table."""
        return tuple(row.fact.indicator for row in self.table.rows)

    @property
    def texts(self) -> Iterator[str]:
        """Yield the texts of all values of the tables: what stands in place of a number needs a legend."""
        for table in filter(None, (self.table, self.former)):
            yield from (fact.text for row in table.rows for fact in row.facts)

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what must be known of the series in the charts, each once, with the series it is about."""
        charted = tuple(dict.fromkeys(each for chart in self.charts for each in chart.indicators))
        notes = ((each.key, note) for each in charted for note in each.notes_on({self.area.level}))
        return tuple(named_notes(notes, charted))

    @property
    def gaps(self) -> tuple[str, ...]:
        """Return why values of the table are missing, where a sign stands for one and its series says so."""
        notes = (
            (row.fact.indicator.key, note)
            for row in self.table.rows
            if any(fact.value is None and fact.status for fact in row.facts)
            for note in row.fact.indicator.notes_if_missing
        )
        return tuple(named_notes(notes, self.indicators))

    @property
    def sources(self) -> tuple[tuple[str, tuple[tuple[Source, str], ...]], ...]:
        """Return the sources by the licences they stand under, each once, with their date in words."""
        groups: dict[str, dict[Source, None]] = {}
        for indicator in self.indicators:
            words = "; ".join(licence.title for licence in indicator.licences)
            groups.setdefault(words, {}).update(dict.fromkeys(indicator.sources))
        return tuple(
            (words, tuple((source, exact_as_known(source.as_of)) for source in sources))
            for words, sources in groups.items()
        )


def area_profile(
    area: Area, address: str, package: Package, settings: ProfileSettings
) -> Profile | None:
    """Return the profile of an area; None if nothing is known of it."""
    table = profile_table(area, package)
    if not table.rows:
        return None
    over = package.areas.above(area)
    blocks = settings.charts if over else settings.of_whole
    strips = (area_strip(key, area, package) for key in settings.strips)
    structures = (area_structure(*each, area, package) for each in settings.structures)
    return Profile(
        area,
        address,
        kind(area, package.areas),
        over,
        _parts(area, package),
        table,
        former_table(area, package),
        tuple(filter(None, strips)),
        tuple(area_charts(blocks, area, package)),
        tuple(filter(None, structures)),
    )


def open_series(area: Area, package: Package) -> Iterator[Series]:
    """Yield every row of an area, of all series with a checked licence: what may be passed on together."""
    for indicator in package.indicators.values():
        observations = package.observations[indicator.key]
        if indicator.licence_checked and area.key in observations.areas:
            yield from build_series(
                indicator, observations, (area,), observations.times({area.key})
            )


def _parts(area: Area, package: Package) -> tuple[Area, ...]:
    """Return the parts on the next level that has any."""
    levels: Sequence[str] = [level.key for level in package.areas.levels]
    below = (
        package.areas.parts_of(area, level) for level in levels[levels.index(area.level) + 1 :]
    )
    return next((parts for parts in below if parts), ())
