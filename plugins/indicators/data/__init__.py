"""The data: areas, indicators, observations, as they stand in the package."""
