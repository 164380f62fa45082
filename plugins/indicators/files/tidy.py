"""The CSV for programs: one observation per row, exact values, as in the data package."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from plugins.indicators.data.series import Series

COLUMNS = ("indikator", "gebiet", "name", "zeit", "wert", "status")


def tidy_csv(series: Iterable[Series]) -> str:
    """Return the observations as CSV (RFC 4180, but with line feeds only)."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(COLUMNS)
    table.writerows(tidy_rows(series))
    return text.getvalue()


def tidy_rows(series: Iterable[Series]) -> Iterator[Sequence[str]]:
    """Yield one row per observation, in the order of the figure."""
    for each in series:
        for point in each.points:
            value = exact(point.value)
            yield (
                each.indicator.key, each.area.key, each.area.name, point.time, value, point.status
            )  # fmt: skip


def exact(value: Decimal | None) -> str:
    """Return a value with every digit of the data and no exponent; empty where there is none."""
    return "" if value is None else f"{value:f}"
