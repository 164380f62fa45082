"""Pelican as a program of its own: settings file in, folder out, exit code back.

Not in this process: Pelican's signals, log level and readers are process-wide and would leak from
one build of the preview into the next.
"""

import subprocess
import sys
from pathlib import Path


def generate(
    root: Path, settings: str, output: Path, lock: int, *, preview: bool = False
) -> subprocess.Popen[bytes]:
    """Start Pelican in `root`; its messages go to the terminal, its closing line nowhere.

    A public build is strict: `--fatal=errors` (without it Pelican ends with 0 after a broken
    plugin), and never `-q`, which would switch that off. The preview goes on after faults.

    Pelican answers Ctrl-C with exit code 0 and half a site. So it gets a process group of its own
    and hears only of us; and it holds `lock` while it lives.
    """
    strictness = ("-e", "PREVIEW=true") if preview else ("--fatal=errors",)
    return subprocess.Popen(  # noqa: S603  # own program, no shell
        [
            *(sys.executable, "-m", "pelican", "-s", settings, "-o", str(output)),
            *("--log-handler=plain", *strictness),
        ],
        cwd=root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
        pass_fds=(lock,),
    )


def finish(process: subprocess.Popen[bytes]) -> int:
    """Wait for the exit code; when this is interrupted, end Pelican before going on."""
    try:
        return process.wait()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
