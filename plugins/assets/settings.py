"""The county's colours, each for day and for night."""

import re
from dataclasses import dataclass, fields

_HEX = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True)
class Pair:
    """A colour on light ground and the one that stands for it in the dark."""

    light: str
    dark: str


@dataclass(frozen=True, kw_only=True)
class Colours:
    """What of the look belongs to the county; all else is the theme's. Written `#rrggbb`, in small letters.

    `brand` is text and marks, `brand_area` a ground with `on_brand` upon it, `link` links and the ring of
    focus, `series_1` the first line of a figure. `class_1` to `class_4` are a map's classes from weak to
    strong, the strongest the darkest by day and the lightest in the dark; `class_0` is the opposite, a gain.
    Raises ValueError on what is no such colour.
    """

    brand: Pair
    brand_area: Pair
    on_brand: Pair
    link: Pair
    series_1: Pair
    class_0: Pair
    class_1: Pair
    class_2: Pair
    class_3: Pair
    class_4: Pair

    def __post_init__(self) -> None:
        for field in fields(self):
            pair = getattr(self, field.name)
            for light in ("light", "dark"):
                if not _HEX.fullmatch(value := getattr(pair, light)):
                    raise ValueError(f"{field.name}.{light} must be like #0f5460, not {value!r}")

    @property
    def tokens(self) -> dict[str, Pair]:
        """The colours by their names in style sheets: `brand-area`."""
        return {field.name.replace("_", "-"): getattr(self, field.name) for field in fields(self)}


@dataclass(frozen=True, kw_only=True)
class AssetSettings:
    """Settings of the assets, set once in `pelicanconf.py`."""

    colours: Colours
