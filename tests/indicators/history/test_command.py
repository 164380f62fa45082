"""`inv data.history` at the terminal: one German sentence, and an exit code."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
SETTINGS = """
from plugins.indicators.settings import IndicatorSettings
PATH, TIMEZONE, INDICATORS = "content", "Europe/Berlin", IndicatorSettings()
"""


def test_the_command_writes_the_log_or_says_why_not(house, run_git):
    shutil.copy(ROOT / "tasks.py", house.root)
    for plugin in ("desk", "manuscript", "indicators"):
        shutil.copytree(ROOT / "plugins" / plugin, house.root / "plugins" / plugin)
    (house.root / "pelicanconf.py").write_text(SETTINGS, "utf-8")

    def inv():
        command = [sys.executable, "-m", "invoke", "data.history"]
        return subprocess.run(
            command, cwd=house.root, capture_output=True, text=True, timeout=120, check=False
        )

    done = inv()
    assert (done.returncode, done.stderr) == (0, "")
    assert "steht jetzt: 1. März 2025." in done.stdout
    assert house.log[0].first == (1, 3)
    shutil.rmtree(house.root / ".git")
    done = inv()
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Dieser Ordner ist kein git-Repository, also ohne Geschichte.\n"
