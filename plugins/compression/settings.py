"""Whether a build lays compressed copies beside its files."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class CompressionSettings:
    """`copies`: for the public site; a preview and a site to look at need none."""

    copies: bool = False
