"""What a site can set about its pictures."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ImageSettings:
    """`cache` is below the project root.

    `widths` are the pixels that pictures in texts come in, `lead_widths` those above a text; `sizes`
    and `lead_sizes` tell browsers how wide the theme shows each (HTML's `sizes`).
    """

    cache: str = ".cache/bilder"
    widths: tuple[int, ...] = (480, 640, 900, 1200)
    lead_widths: tuple[int, ...] = (480, 640, 900, 1200, 1728)
    sizes: str = "(min-width: 42em) 38rem, (min-width: 25em) 92vw, calc(100vw - 2rem)"
    lead_sizes: str = (
        "(min-width: 75em) 54rem, (min-width: 62em) calc(90vw - 13.6rem), "
        "(min-width: 25em) 92vw, calc(100vw - 2rem)"
    )
