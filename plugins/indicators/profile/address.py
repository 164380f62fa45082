"""The permanent addresses of areas' pages: `/gebiete/ahausen/`."""

from collections.abc import Mapping

from plugins.indicators.data.areas import Areas
from plugins.manuscript.slugs import slugify


def area_addresses(areas: Areas, folder: str) -> Mapping[str, str]:
    """Return the address of each area of today by its key, from the root, with a slash behind.

    It hangs on the short name; where two of them make the same address, on short name and key. A merged
    area has none: its successor's page stands for it.
    """
    today = [area for area in areas.by_key.values() if not area.is_former]
    slugs = [slugify(area.short) for area in today]
    return {
        area.key: f"/{folder}/{slug if slugs.count(slug) == 1 else slugify(f'{slug}-{area.key}')}/"
        for area, slug in zip(today, slugs, strict=True)
    }
