"""The map of all areas, each a link to its page: SVG without a fill of its own, the look is in the style sheet.

For pointers only. Everything on it stands in the list beside it, in a better order than the map could
have, so the list is the way for keyboards and screen readers: links of the map are out of their order, and
the drawing is hidden from them. A name is in the drawing and shows when its area is pointed at: it lies
above its neighbours, for these have no fill that could cover it.
"""

from collections.abc import Mapping

from plugins.indicators.atlas.place import centre, frame, mapped
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.outline import SIDE, outline
from plugins.indicators.markup import escape

# Nearer to an edge than this share of the width a name begins or ends at its area.
_EDGE = 0.25


def linked_map(package: Package, addresses: Mapping[str, str]) -> str:
    """Return the SVG of all areas that have shapes; empty without any."""
    drawn = mapped(package)
    if not drawn:
        return ""
    lines = outline(package.boundaries, drawn)
    links = "".join(
        f'<a href="{addresses[key]}" tabindex="-1"><path d="{lines.paths[key]}"/>'
        f"{_text([key], package.areas.by_key[key].short, package)}</a>"
        if key in addresses
        else f'<path d="{lines.paths[key]}"/>'
        for key, _ in drawn
    )
    regions = dict.fromkeys(region for _, region in drawn)
    names = "".join(
        _text([key for key, parent in drawn if parent == region], _short(region, package), package)
        for region in regions
        if len(regions) > 1 and region in package.areas.by_key
    )
    return (
        f'<svg viewBox="-2 -2 {lines.width + 4} {lines.height + 4}" aria-hidden="true">'
        f'<path class="land" d="{lines.contour}"/>{links}'
        f'<path class="borders" d="{lines.borders}"/>{names}</svg>'
    )


def _short(region: str, package: Package) -> str:
    """Return a region's name without what each of them is called: «Nord»."""
    area = package.areas.by_key[region]
    return area.short.removeprefix(package.areas.level(area.level).singular).strip()


def _text(keys: list[str], name: str, package: Package) -> str:
    """Return a name where the areas have their centre."""
    box = frame(package.boundaries, tuple(key for key, _ in mapped(package)))
    x, y = centre(package.boundaries, keys)
    scale = SIDE / max(box.width, box.height)
    across, down = (x - box.left) * scale, (y - box.top) * scale
    share = (x - box.left) / box.width
    side = ' class="first"' if share < _EDGE else ' class="last"' if share > 1 - _EDGE else ""
    return f'<text{side} x="{across:.0f}" y="{down:.0f}">{escape(name)}</text>'
