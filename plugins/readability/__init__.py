"""How easily the texts are read: measured at build, authors are told, nothing is sent anywhere."""

from typing import Any

from pelican import signals

from plugins.manuscript.build import build_of
from plugins.manuscript.vocabulary import DRAFT, EASY
from plugins.readability.judgement import crowded, judge
from plugins.readability.settings import ReadabilitySettings


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_judge)


def _judge(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Judge every text that this build shows; a draft gets hints, whatever it is written in."""
    settings: ReadabilitySettings = pelican.settings["READABILITY"]
    build = build_of(pelican.settings)
    for one in build.archive:
        if not one.usable or not (build.preview or one.is_public(build.moment)):
            continue
        easy = one.metadata.language == EASY
        found = judge(one, settings)
        if found is not None:
            strict = easy and one.metadata.status != DRAFT
            (build.faults if strict else build.hints).add(found)
        if easy:
            build.hints.extend(crowded(one))
