"""JSON, the notation of the package and of the boundaries, read with its fault."""

import json
from typing import Any

from plugins.manuscript.faults import Fault


def read_json(text: str, path: str, advice: str) -> tuple[Any, list[Fault]]:
    """Return what a text says, or the fault where it ends to be JSON; `path` names the file."""
    try:
        return json.loads(text), []
    except json.JSONDecodeError as error:
        line = [*text.splitlines(), ""][error.lineno - 1]
        message = "Ab hier ist das kein gültiges JSON."
        return None, [Fault(path, error.lineno, error.colno, message, advice, line)]
