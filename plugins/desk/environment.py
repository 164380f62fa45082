"""The environment: `.venv` with exactly the packages of the lock files, set up once.

Started by the Makefile before anything is installed: only the standard library.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

LOCKS = {
    "site": "requirements.txt",
    "dev": "requirements-dev.txt",
    "peers": "requirements-peers.txt",  # what benchmarks compare with
}


class SetupError(Exception):
    """The environment cannot be made; the text says in German and English what to do."""


def main(kind: str) -> int:
    """Set up `site`, `dev` or `peers`; return 0 when ready, 2 when the person has to do something first."""
    try:
        prepare(Path(__file__).resolve().parents[2], kind)
    except SetupError as error:
        print(error, file=sys.stderr)  # noqa: T201  # to the person at the terminal
        return 2
    except KeyboardInterrupt:
        print("\nAbgebrochen. Derselbe Befehl setzt die Einrichtung fort.", file=sys.stderr)  # noqa: T201  # as above
        return 130
    return 0


def prepare(root: Path, kind: str) -> None:
    """Make `.venv` hold the packages of one lock; do nothing when it already does.

    The stamp names the hash of each lock that was installed and the folder it was made in: a
    virtual environment holds absolute paths and does not survive being moved.
    """
    folder = root / ".venv"
    python = folder / "bin/python"
    stamp = folder / "installed.json"
    installed = _read(stamp)
    if not python.exists() or installed.get("folder") != str(root):
        _make(folder)
        # Written at once: without it a set-up that was broken off begins anew.
        installed = {"folder": str(root)}
        stamp.write_text(json.dumps(installed) + "\n", encoding="utf-8")
    wanted = {
        name: hashlib.sha256((root / lock).read_bytes()).hexdigest() for name, lock in LOCKS.items()
    }
    if installed.get(kind) == wanted[kind]:
        return
    _say(f"Pakete aus {LOCKS[kind]} werden installiert (einmalig, das dauert etwas) …")
    pip = (str(python), "-m", "pip", "-qq", "--disable-pip-version-check", "--no-input")
    _run(*pip, "install", "--require-hashes", "-r", str(root / LOCKS[kind]))
    # What is in the site's lock is in the other locks too.
    ready = {**installed, "site": wanted["site"], kind: wanted[kind]}
    stamp.write_text(json.dumps({**ready, "folder": str(root)}, indent=1) + "\n", encoding="utf-8")


def _make(folder: Path) -> None:
    # Where this program runs in the environment it replaces, the Python behind it makes the new one.
    python = str(Path(sys.executable).resolve())
    ensurepip = (python, "-c", "import ensurepip")
    if subprocess.run(ensurepip, capture_output=True, check=False).returncode:  # noqa: S603  # as below
        raise SetupError(
            "Python fehlt das Modul venv: Bitte „sudo apt install python3-venv“ aufrufen.\n"
            "Python lacks its venv module: please call “sudo apt install python3-venv”."
        )
    _say("Umgebung .venv wird angelegt …")
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder, ignore_errors=True)
    else:
        folder.unlink(missing_ok=True)
    _run(python, "-m", "venv", str(folder))


def _read(stamp: Path) -> dict[str, str]:
    try:
        return dict(json.loads(stamp.read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}  # none yet, or cut off by a power failure: install again


def _run(*command: str) -> None:
    if subprocess.run(command, check=False).returncode:  # noqa: S603  # own fixed commands
        raise SetupError(
            "Die Umgebung konnte nicht eingerichtet werden; der Grund steht darüber.\n"
            "Besteht eine Verbindung zum Internet? Hilft nichts: make clean, dann noch einmal.\n"
            "The environment could not be set up; the reason stands above. If all else fails: make clean."
        )


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
