"""Start a developers' tool of this environment, without a shell."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path


def run(root: Path, name: str, *arguments: str) -> int:
    """Run a module (`pytest`) or a script (`benchmarks/build.py`) in `root`; return its exit code."""
    if not name.endswith(".py") and find_spec(name) is None:
        sys.stderr.write(f"{name} fehlt noch. Rufen Sie einmal «make test» auf, dann ist es da.\n")
        return 2
    program = (name,) if name.endswith(".py") else ("-m", name)
    return subprocess.run((sys.executable, *program, *arguments), cwd=root, check=False).returncode  # noqa: S603  # own fixed commands
