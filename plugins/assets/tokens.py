"""Colours as custom properties: the county's written into a sheet, the theme's read out of it."""

import re

from plugins.assets.settings import Colours, Pair

_DARK = "@media screen and (prefers-color-scheme:dark)"
_ROOT = re.compile(r"(?:(@media[^{}]*)\{)?:root\{([^{}]*)\}")
_TOKEN = re.compile(r"--([a-z0-9-]+):([^;{}]+)")
_ALIAS = re.compile(r"var\(--([a-z0-9-]+)\)")


def county_tokens(colours: Colours) -> str:
    """Return the county's colours as the end of a sheet, in its layer `token` (`@namespace` must stand first)."""

    def root(light: str) -> str:
        found = ((name, getattr(pair, light)) for name, pair in colours.tokens.items())
        return ":root{" + ";".join(f"--{name}:{value}" for name, value in found) + "}"

    return f"@layer token{{{root('light')}{_DARK}{{{root('dark')}}}}}"


def read_tokens(css: str) -> dict[str, Pair]:
    """Return the custom properties of `:root` in a reduced sheet; those of print and others are left out.

    In the dark a property has its light value unless `:root`, first in the block of the dark, says otherwise.
    """
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for media, block in _ROOT.findall(css):
        if media in {"", _DARK}:
            (dark if media else light).update(_TOKEN.findall(block))
    return {name: Pair(value, dark.get(name, value)) for name, value in light.items()}


def resolve(name: str, mode: str, tokens: dict[str, Pair]) -> tuple[str, str]:
    """Return where a colour comes from (`deed` may be another name of `brand-area`) and its value."""
    value = getattr(tokens[name], mode)
    alias = _ALIAS.fullmatch(value)
    return resolve(alias[1], mode, tokens) if alias else (name, value)
