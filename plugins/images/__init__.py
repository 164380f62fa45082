"""Pictures as readers need them: AVIF, WebP and JPEG in the right widths, without the camera's notes.

The files in content/bilder/ themselves, which may say where and when they were taken, are never published.
"""

from pathlib import Path
from typing import Any

from pelican import signals

from plugins.images.settings import ImageSettings
from plugins.images.studio import Studio
from plugins.manuscript.build import build_of
from plugins.manuscript.picturefiles import PICTURES

__all__ = ["ImageSettings", "register"]

_STUDIO = "IMAGES_STUDIO"


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_begin)
    signals.static_generator_finalized.connect(_keep_originals)
    signals.all_generators_finalized.connect(_write)


def _begin(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    build = build_of(pelican.settings)
    pelican.settings[_STUDIO] = studio = Studio(build, pelican.settings["IMAGES"])
    build.pictures = studio.show


def _keep_originals(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Leave the originals out of what is copied, whatever STATIC_PATHS says."""
    generator.context["staticfiles"] = [
        file
        for file in generator.context["staticfiles"]
        if not file.get_relative_source_path().startswith(PICTURES)
    ]


def _write(generators: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Write the files when all texts are read; feeds measure them afterwards."""
    settings = generators[0].settings
    settings[_STUDIO].write(Path(settings["OUTPUT_PATH"]))
