"""Every two colours that meet as text or as a meaningful line, held against what WCAG asks.

The theme's own are looked at too: a county that writes its own theme gets the same answers.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from plugins.assets.contrast import GRAPHIC, TEXT, contrast, tones
from plugins.assets.settings import Colours, Pair
from plugins.assets.tokens import resolve
from plugins.manuscript.faults import Fault

_GROUNDS = ("paper", "sand")
_SERIES = ("series-1", "series-2", "series-3", "series-4")
_MARKS = ("stroke", "class-0", "class-3", "class-4")  # bars, shares and borders of maps
USES = (
    *((name, ground, TEXT) for name in ("ink", "quiet", "link", "brand") for ground in _GROUNDS),
    *((name, ground, TEXT) for name in _SERIES for ground in _GROUNDS),
    ("on-brand", "brand-area", TEXT),
    ("on-deed", "deed", TEXT),
    *(("outline", ground, GRAPHIC) for ground in _GROUNDS),
    *((name, "paper", GRAPHIC) for name in _MARKS),
)
_MODES = {"light": "hell", "dark": "dunkel"}
_PURPOSES = {TEXT: "für Schrift", GRAPHIC: "für Linien und Flächen, die etwas bedeuten"}


@dataclass(frozen=True)
class _Colour:
    """A colour with its name; the county's can be set, the theme's is a custom property."""

    name: str
    value: str
    mode: str
    is_county: bool

    def __str__(self) -> str:
        if self.is_county:
            return f"colours.{self.name.replace('-', '_')}.{self.mode} ({self.value})"
        return f"--{self.name} ({_MODES[self.mode]}: {self.value})"


def check_colours(colours: Colours, tokens: Mapping[str, Pair], theme: str) -> Iterator[Fault]:
    """Yield a fault for each two colours that are too alike; `theme` is the file of the theme's own.

    Raises ValueError when a property is missing or is no colour the build can measure.
    """
    own = colours.tokens
    for mode in _MODES:
        pairs: dict[tuple[_Colour, _Colour], float] = {}
        for names in USES:
            front, ground = (
                _Colour(name, _measurable(name, value), mode, name in own)
                for name, value in (resolve(name, mode, dict(tokens)) for name in names[:2])
            )
            pairs[front, ground] = names[2]
        for (front, ground), need in pairs.items():
            if contrast(front.value, ground.value) < need:
                yield _fault(front, ground, pairs, theme)


def _fault(
    front: _Colour, ground: _Colour, pairs: Mapping[tuple[_Colour, _Colour], float], theme: str
) -> Fault:
    """Return what is wrong and which tones of the county's colour (else of the theme's) would do."""
    need = pairs[front, ground]
    measured = f"{int(contrast(front.value, ground.value) * 100) / 100:.2f}"
    to_change = [colour for colour in (front, ground) if colour.is_county]
    advice = " ".join(_advice(colour, pairs) for colour in to_change or [front])
    return Fault(
        "pelicanconf.py" if to_change else theme,
        0,
        0,
        f"{front} hebt sich von {ground} zu wenig ab: Kontrast {measured.replace('.', ',')} : 1, "
        f"nötig {f'{need:g}'.replace('.', ',')} : 1 ({_PURPOSES[need]}).",
        advice,
    )


def _advice(colour: _Colour, pairs: Mapping[tuple[_Colour, _Colour], float]) -> str:
    """Say which tones of a colour go with all it meets, the others being as they are."""
    demands = [
        (other.value, need)
        for two, need in pairs.items()
        for one, other in (two, two[::-1])
        if one == colour
    ]
    darker, lighter = tones(colour.value, demands)
    found = [f"dunkler {darker}" * bool(darker), f"heller {lighter}" * bool(lighter)]
    if not any(found):
        return f"Kein Ton von {colour.value} genügt überall: Wählen Sie eine andere Farbe."
    return f"Von {colour.value} genügt als nächster Ton {' oder '.join(filter(None, found))}."


def _measurable(name: str, value: str) -> str:
    if not value.startswith("#") or len(value) != len("#rrggbb"):
        raise ValueError(f"--{name} must be written #rrggbb, not {value}: its contrast is measured")
    return value
