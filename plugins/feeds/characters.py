"""Characters that XML cannot carry."""

import re

# XML 1.0, production 2 (Char), from the other side; and the C1 controls, which nobody means.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def printable(text: str) -> str:
    """Return `text` without control characters and half characters; tab and line break stay."""
    return _UNPRINTABLE.sub("", text)
