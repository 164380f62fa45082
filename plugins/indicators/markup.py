"""Text between tags. Names and words come again and again, in figure after figure."""

import html
from functools import lru_cache


@lru_cache(maxsize=8192)
def escape(text: str) -> str:
    """Return a text as it stands in an element or, within double quotes, in an attribute."""
    return html.escape(text)
