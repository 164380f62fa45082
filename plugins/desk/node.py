"""Programs of package.json, installed from the lock when they are missing or the lock has changed."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from plugins.desk.errors import DeskError

OLDEST = (18, 19)


class NodeMissing(DeskError):  # noqa: N818  # says what happened, not that something did
    """There is no Node.js that is new enough, or its packages cannot be installed."""


def program(root: Path, name: str) -> Path:
    """Return the program of that name in node_modules/, installed if need be."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        raise NodeMissing(f"Node.js und npm fehlen (Debian: nodejs npm), und damit {name}.")
    said = subprocess.run((node, "--version"), capture_output=True, text=True, check=False).stdout  # noqa: S603  # fixed command
    if tuple(map(int, re.findall(r"\d+", said)[:2])) < OLDEST:
        raise NodeMissing(
            f"{name} braucht Node.js {OLDEST[0]}.{OLDEST[1]} oder neuer; hier ist {said.strip()}."
        )
    lock, stamp = root / "package-lock.json", root / "node_modules" / ".package-lock.json"
    if not stamp.is_file() or stamp.stat().st_mtime < lock.stat().st_mtime:
        command = (npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
        if subprocess.run(command, cwd=root, check=False).returncode:  # noqa: S603  # fixed command
            raise NodeMissing(f"„npm ci“ ist gescheitert, und damit fehlt {name}.")
        os.utime(stamp)
    return root / "node_modules" / ".bin" / name
