"""What a reader does with the page of an area: print it, and see it at a glance without a script."""

import re

import pytest

PAGE = re.compile(rb"/Type\s*/Page[^s]")
LEVELS = ("gemeinde", "sozialregion", "landkreis")


@pytest.fixture(scope="module")
def addresses(real_site):
    """Return the pages of areas, by weight: the shortest, the middle and the longest of each kind are there."""
    pages = sorted(
        (real_site.output / "gebiete").glob("*/index.html"), key=lambda page: page.stat().st_size
    )
    return [f"/gebiete/{page.parent.name}/" for page in pages]


def test_an_area_prints_on_two_sheets_of_a4(visit, addresses):
    """The lightest, the heaviest, and some between them; all sixty were printed by hand."""
    for address in (*addresses[:: len(addresses) // 6], addresses[-1]):
        page = visit(address)
        page.emulate_media(media="print")
        sheets = page.pdf(format="A4", prefer_css_page_size=True)
        assert len(PAGE.findall(sheets)) == 2, address


def test_without_a_script_nothing_of_an_area_is_missing(visit, addresses):
    with_script, without = (
        visit(addresses[-1], java_script_enabled=enabled) for enabled in (True, False)
    )
    for part in ("h2", ".strips li", ".area-charts figure", ".profile tr"):
        assert with_script.locator(part).count() == without.locator(part).count()
