"""The figures of the whole by dimension: number, words, time, source, trend and a small line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from plugins.indicators.dashboard.settings import DashboardSettings
from plugins.indicators.dashboard.sparkline import Sparkline, sparkline
from plugins.indicators.dashboard.trend import trend
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.package import Package
from plugins.indicators.files.citation import publishers
from plugins.indicators.profile.facts import Fact, fact_at


@dataclass(frozen=True)
class Figure:
    """`words` go on where the number ends; `address` is that of its indicator, empty if it has no page."""

    fact: Fact
    words: str
    trend: str
    sparkline: Sparkline | None
    address: str

    @property
    def publishers(self) -> str:
        """Return who counted, each once."""
        return ", ".join(publishers([self.fact.indicator]))


@dataclass(frozen=True)
class Dimension:
    """A dimension of the report with its figures; `aid` is a sentence that helps to read them, or empty."""

    name: str
    aid: str
    figures: tuple[Figure, ...]


def dimensions(settings: DashboardSettings, package: Package, folder: str) -> tuple[Dimension, ...]:
    """Return the figures by dimension, both in the order of the package and the settings; `folder` has the indicators' pages."""
    found: dict[str, list[Figure]] = {
        indicator.dimension: [] for indicator in package.indicators.values()
    }
    for figure in _figures(settings.figures, package, folder):
        found[figure.fact.indicator.dimension].append(figure)
    aids: Mapping[str, str] = dict(settings.aids)
    return tuple(
        Dimension(name, aids.get(name, ""), tuple(figures))
        for name, figures in found.items()
        if figures
    )


def _figures(asked: Sequence[tuple[str, str]], package: Package, folder: str) -> Iterator[Figure]:
    for key, words in asked:
        indicator = package.indicators.get(key)
        if indicator and (fact := _latest_known(indicator, package)):
            address = f"/{folder}/{key}/" if indicator.has_page else ""
            yield Figure(fact, words, trend(fact, package), sparkline(fact, package), address)


def _latest_known(indicator: Indicator, package: Package) -> Fact | None:
    """Return the latest value of the whole: no other area stands beside it, so its own time may be older."""
    whole = package.areas.whole
    if whole is None:
        return None
    times = reversed(package.observations[indicator.key].times({whole.key}))
    facts = (fact_at(indicator, whole, time, package) for time in times)
    return next((fact for fact in facts if fact.value is not None), None)
