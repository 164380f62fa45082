"""Names that change with what a file holds, so that browsers may keep it for good."""

import re
from collections.abc import Collection
from hashlib import sha256
from pathlib import Path, PurePosixPath

_DIGITS = 8
_HASHED = re.compile(rf".+\.[0-9a-f]{{{_DIGITS}}}\.[a-z0-9]+")


def hashed(name: str, content: bytes) -> str:
    """Return `css/site.css` as `css/site.1a2b3c4d.css`."""
    path = PurePosixPath(name)
    digest = sha256(content).hexdigest()[:_DIGITS]
    return path.with_name(f"{path.stem}.{digest}{path.suffix}").as_posix()


def sweep(folder: Path, written: Collection[str]) -> None:
    """Remove from `folder` what a former build wrote under such a name; `written` are the names of this one."""
    for path in list(folder.glob("*")):
        if _HASHED.fullmatch(path.name) and path.name not in written:
            path.unlink()
