"""Where the figures are published."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Site:
    """The name of the site, and its public origin without a slash at the end."""

    name: str
    origin: str = ""
