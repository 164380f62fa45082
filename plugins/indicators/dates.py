"""Dates as exact as a source gives them: `2024`, `2024-03`, `2024-03-06`."""

from plugins.indicators.times import spoken


def long_date(date: str) -> str:
    """Return a date for readers: «2024», «März 2024», «6. März 2024»."""
    month, _, day = date.rpartition("-") if date.count("-") > 1 else (date, "", "")
    return f"{int(day)}. {spoken(month)}" if day else spoken(month)
