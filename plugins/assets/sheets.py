"""A stylesheet and the parts it imports, as one.

Only lines `@import "parts/name.css";` are followed, one level deep: what the theme's authors wrote apart to
see it apart. An address in a part counts from the served file, `css/`, not from the part.
"""

import re
from pathlib import Path

_IMPORT = re.compile(r'^@import "(parts/[a-z-]+\.css)";$', re.MULTILINE)


def bundle(sheet: Path) -> str:
    """Return the text of `sheet` with every part in its place; a missing part raises FileNotFoundError."""

    def part(found: re.Match[str]) -> str:
        return (sheet.parent / found[1]).read_text(encoding="utf-8").rstrip()

    return _IMPORT.sub(part, sheet.read_text(encoding="utf-8"))
