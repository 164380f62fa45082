"""German numbers: 301.176 · −6,4 · 10,5 %."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, cached_property, lru_cache

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
MISSING = f"k.{NBSP}A."
# From here on one more or less is at most one per cent.
LEAST_WHOLE = 100
_SWAP = str.maketrans(",.-", f".,{MINUS}")


@cache
def _last(decimals: int) -> Decimal:
    """Return one of the last digit shown: `0.01` for two decimals."""
    return Decimal(1).scaleb(-decimals)


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half away from zero, as official statistics do."""
    return value.quantize(_last(decimals), ROUND_HALF_UP)


# The same value stands in figure after figure, and on the pages of areas and indicators.
@lru_cache(maxsize=8192)
def german(value: Decimal, decimals: int, *, sign: bool = False) -> str:
    """Write a number the German way, rounded half away from zero; `sign` also marks gains with +.

    Zero has no sign, nor has anything that is rounded to zero: never «−0,0».
    """
    shown = rounded(value, decimals)
    digits = f"{shown:,f}".translate(_SWAP)
    if not shown:
        return digits.removeprefix(MINUS)
    return f"+{digits}" if sign and shown > 0 else digits


@dataclass(frozen=True)
class Unit:
    """What an indicator counts: a symbol (`%`) or a word (`Personen`, one `Person`)."""

    name: str
    singular: str
    decimals: int

    @property
    def is_percent(self) -> bool:
        """Tell whether a difference is in percentage points."""
        return self.name == "%"

    @property
    def is_symbol(self) -> bool:
        """Tell whether the unit belongs to every number, not only to numbers in sentences."""
        return not self.name[:1].isalpha()

    @cached_property
    def _symbol(self) -> str:
        return f"{NBSP}{self.name}" if self.is_symbol and self.name else ""

    def short(self, value: Decimal, *, sign: bool = False) -> str:
        """Write a value for a table, a label, a sentence that names the unit itself."""
        return german(value, self.decimals, sign=sign) + self._symbol

    def long(self, value: Decimal) -> str:
        """Write a value with its unit for a sentence."""
        if self.is_symbol:
            return self.short(value)
        number = german(value, self.decimals)
        return f"{number} {self.singular if number == '1' else self.name}"

    def difference(self, value: Decimal) -> str:
        """Write the size of a difference between two values, without its sign."""
        if self.is_percent:
            return f"{german(abs(value), self.decimals)} Prozentpunkte"
        return self.long(abs(value))

    def gives_percent(self, first: Decimal) -> bool:
        """Tell whether a change from this value can be told in per cent.

        Of small counts a percentage sounds more exact than they are, of rounded decimals a reader
        could not work it out, and percentages change by percentage points.
        """
        return not self.decimals and not self.is_percent and first >= LEAST_WHOLE

    def rounded(self, value: Decimal) -> Decimal:
        """Return a value as it is shown."""
        return rounded(value, self.decimals)
