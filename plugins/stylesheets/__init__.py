"""Stylesheets as they are served: those of the theme, without comments and air."""

from pathlib import Path
from typing import Any

from pelican import signals

from plugins.stylesheets.reduction import reduced

__all__ = ["register"]


def register() -> None:
    """Connect to Pelican."""
    signals.finalized.connect(_reduce)


def _reduce(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    folder = Path(pelican.settings["OUTPUT_PATH"], pelican.settings["THEME_STATIC_DIR"])
    for path in folder.rglob("*.css"):
        path.write_text(reduced(path.read_text(encoding="utf-8")), encoding="utf-8")
