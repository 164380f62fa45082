"""How large a download is, in words."""

from decimal import Decimal

from plugins.indicators.data.number import NBSP, german

_STEP = 1000  # SI, as browsers and systems count files today
_ROUND = 10


def weight(count: int) -> str:
    """Return a number of bytes as `3 KB` or `1,2 MB`; never zero."""
    kilo = Decimal(count) / _STEP
    if kilo < _STEP:
        return f"{german(max(kilo, Decimal(1)), 0)}{NBSP}KB"
    mega = kilo / _STEP
    return f"{german(mega, 1 if mega < _ROUND else 0)}{NBSP}MB"
