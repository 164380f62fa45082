"""What has reached the disk, and so outlasts a power failure."""

import os
from pathlib import Path


def sync(path: Path) -> None:
    """Return when a folder is on the disk as it is now: what was made, renamed, deleted in it. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
