"""Contrast of two colours by WCAG 2.2, and the tones of a colour that have enough of it.

Definitions: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance and #dfn-contrast-ratio.
"""

import colorsys
from collections.abc import Iterable, Sequence

TEXT = 4.5  # success criterion 1.4.3
GRAPHIC = 3.0  # success criterion 1.4.11
_STEPS = 255


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`, 0 for black and 1 for white."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - see above
        for part in _parts(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21; their order does not matter."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def tones(colour: str, demands: Sequence[tuple[str, float]]) -> tuple[str, str]:
    """Return the nearest darker and lighter tone of the same hue with enough contrast; "" where none has.

    A demand is another colour and the contrast that is needed to it.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    start = round(lightness * _STEPS)

    def first(steps: Iterable[int]) -> str:
        candidates = (_code(colorsys.hls_to_rgb(hue, step / _STEPS, saturation)) for step in steps)
        return next(
            (tone for tone in candidates if all(contrast(tone, o) >= need for o, need in demands)),
            "",
        )

    return first(range(start, -1, -1)), first(range(start, _STEPS + 1))


def _parts(colour: str) -> tuple[float, float, float]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255


def _code(parts: Iterable[float]) -> str:
    return "#" + bytes(round(part * 255) for part in parts).hex()
