"""The SVG to take home: it needs no style sheet, no font file and no network, and says what it is."""

import re
from html import escape

from plugins.indicators.kinds.scene import Scene

_OPENING = re.compile(r"<svg\b[^>]*>")
# The fonts of the picture are on no reader's machine for certain; these run about as wide.
_FAMILIES = {
    'font-family="Inter"': 'font-family="Inter, Helvetica, Arial, sans-serif"',
    'font-family="Faustina"': 'font-family="Faustina, Georgia, serif"',
}


def svg_file(svg: str, scene: Scene) -> str:
    """Return the picture of a scene with its title and its description in it."""
    for family, families in _FAMILIES.items():
        svg = svg.replace(family, families)
    words = " ".join([scene.subtitle, *scene.description])
    texts = f'<title id="t">{escape(scene.title)}</title><desc id="d">{escape(words)}</desc>'
    opening = _OPENING.match(svg)
    if not opening:
        raise ValueError("a picture begins with its <svg>")
    head = f'{opening[0][:-1]} role="img" aria-labelledby="t d">'
    return f"{head}{texts}{svg[opening.end() :]}\n"
