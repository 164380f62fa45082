"""The county's colours go into a sheet as custom properties, and come out of it as they were set."""

from pelicanconf import COLOURS
from plugins.assets.reduction import reduced
from plugins.assets.settings import Pair
from plugins.assets.tokens import county_tokens, read_tokens, resolve

THEME = reduced("""
@layer token {
  :root { --paper: #ffffff; --deed: var(--brand-area); --space: clamp(1rem, 2vw, 3rem); }
  @media screen and (prefers-color-scheme: dark) { :root { --paper: #101010; --deed: var(--brand); } }
}
@layer print { @media print { :root { --paper: #eeeeee; } } }
.letter { --deed: #123456; }
""")


def test_what_is_set_is_what_is_served():
    tokens = read_tokens(THEME + county_tokens(COLOURS))
    assert COLOURS.tokens.items() <= tokens.items()
    assert tokens["brand-area"] == COLOURS.brand_area


def test_print_and_parts_of_a_page_do_not_count():
    assert read_tokens(THEME)["paper"] == Pair("#ffffff", "#101010")


def test_what_the_dark_does_not_change_stays():
    assert read_tokens(THEME)["space"].dark == "clamp(1rem,2vw,3rem)"


def test_another_name_of_a_colour_leads_to_it():
    tokens = read_tokens(THEME + county_tokens(COLOURS))
    assert resolve("deed", "light", tokens) == ("brand-area", COLOURS.brand_area.light)
    assert resolve("deed", "dark", tokens) == ("brand", COLOURS.brand.dark)
