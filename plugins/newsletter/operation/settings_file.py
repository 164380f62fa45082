"""The settings: NEWSLETTER out of pelicanconf.py, or out of the file that the environment names."""

import runpy
import traceback
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from plugins.newsletter.errors import SettingsUnusable
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.database import VARIABLE as DATABASE

VARIABLE = "NEWSLETTER_SETTINGS"
USUAL = "pelicanconf.py"
_NAME = "NEWSLETTER"
# What running a file of settings can raise: a slip of the pen, or a wrong value.
_SLIPS = (
    ArithmeticError,
    AttributeError,
    ImportError,
    LookupError,
    NameError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
)


def load_settings(root: Path, environment: Mapping[str, str]) -> NewsletterSettings:
    """Return the settings of the project in `root`. Raises SettingsUnusable."""
    file = root / environment.get(VARIABLE, USUAL)
    if not file.is_file():
        raise SettingsUnusable(
            f"Die Einstellungen „{file.name}“ fehlen im Ordner {file.parent}; starten Sie den Befehl im "
            f"Ordner des Projekts, oder nennen Sie die Datei in {VARIABLE}."
        )
    try:
        found = runpy.run_path(str(file)).get(_NAME)
    except SystemExit as error:
        raise SettingsUnusable(_one_line(str(error))) from error
    except _SLIPS as error:
        raise SettingsUnusable(
            f"Die Einstellungen in „{file.name}“ sind unbrauchbar{_place(file, error)}: {error}."
        ) from error
    if not isinstance(found, NewsletterSettings):
        raise SettingsUnusable(f"In „{file.name}“ fehlt {_NAME} = NewsletterSettings(…).")
    address = environment.get(DATABASE)
    return replace(found, database=address) if address else found


def _place(file: Path, error: Exception) -> str:
    """Return ` (Zeile 12)`: the last line of the settings themselves that was being run."""
    if isinstance(error, SyntaxError):
        return f" (Zeile {error.lineno})"
    lines = [
        frame.lineno
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == str(file)
    ]
    return f" (Zeile {lines[-1]})" if lines else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
