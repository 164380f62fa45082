"""The small map on an area's page: the whole, the lines between its regions, and the area filled."""

from plugins.indicators.atlas.place import direction, frame, mapped
from plugins.indicators.data.areas import Area
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.outline import outline
from plugins.indicators.markup import escape
from plugins.indicators.profile.grammar import named

# The longer side, in units: so few that lines lose their small corners, and the page their bytes.
_SIDE = 120


def locate(area: Area, package: Package) -> str:
    """Return the SVG that shows where an area lies, with that in words; empty without its shape."""
    areas, boundaries = package.areas, package.boundaries
    whole, drawn = areas.whole, mapped(package)
    inside = [key for key, _ in drawn if key == area.key or area in areas.above(areas.by_key[key])]
    if whole is None or not inside:
        return ""
    label = f"Karte: {whole.name}"
    if area != whole:
        label += f", darin {named(area, areas).the}"
    # What has no shape of its own may have a direction as its name, and a planner's south is not the map's.
    if area.key in inside:
        around = frame(boundaries, tuple(key for key, _ in drawn))
        label += f" {direction(boundaries, inside, around)}"
    lines = outline(boundaries, drawn, _SIDE)
    here = "".join(lines.paths[key] for key in inside) if area != whole else lines.contour
    return (
        f'<svg class="locator" viewBox="-2 -2 {lines.width + 4} {lines.height + 4}" role="img"'
        f' aria-label="{escape(label)}"><path class="land" d="{lines.contour}"/>'
        f'<path class="here" d="{here}"/><path class="borders" d="{lines.borders}"/></svg>'
    )
