"""The values that a request asks for."""

from plugins.indicators.block.request import Request
from plugins.indicators.data.package import Package
from plugins.indicators.data.series import Series, build_series


def asked_series(request: Request, package: Package) -> tuple[Series, ...]:
    """Return the series of all indicators, areas and times of a request."""
    return tuple(
        each
        for indicator in request.indicators
        for each in build_series(
            indicator, package.observations[indicator.key], request.areas, request.times
        )
    )
