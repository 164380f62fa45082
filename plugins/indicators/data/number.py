"""German numbers: 301.176 · −6,4 · 10,5 %."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
MISSING = f"k.{NBSP}A."
_SWAP = str.maketrans(",.", ".,")


def rounded(value: Decimal, decimals: int) -> Decimal:
    """Round half away from zero, as official statistics do."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def german(value: Decimal, decimals: int, *, sign: bool = False) -> str:
    """Write a number the German way, rounded half away from zero; `sign` also marks gains with +.

    Zero has no sign, nor has anything that is rounded to zero: never «−0,0».
    """
    shown = rounded(value, decimals)
    digits = f"{abs(shown):,f}".translate(_SWAP)
    if shown < 0:
        return MINUS + digits
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

    def short(self, value: Decimal, *, sign: bool = False) -> str:
        """Write a value for a table, a label, a sentence that names the unit itself."""
        number = german(value, self.decimals, sign=sign)
        return f"{number}{NBSP}{self.name}" if self.is_symbol and self.name else number

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

    def rounded(self, value: Decimal) -> Decimal:
        """Return a value as it is shown."""
        return rounded(value, self.decimals)
