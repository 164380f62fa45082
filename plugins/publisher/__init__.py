"""The publisher's particulars in texts (`[[angabe: telefon]]`), and the law as checked content.

What a public site may not lack is a fault there (setting PUBLIC) and a hint in every other build.
"""

from functools import partial
from typing import Any

from pelican import signals

from plugins.manuscript.build import Build, build_of
from plugins.manuscript.faults import Fault, Faults
from plugins.manuscript.manuscript import Manuscript
from plugins.publisher.declaration import INLINE, Declaration, listed, said
from plugins.publisher.gaps import BLOCK, find_gaps
from plugins.publisher.obligations import DECLARATION, DUTIES, NEWSLETTER, PRIVACY, missing
from plugins.publisher.particulars import Publisher, particular, require
from plugins.publisher.record import FILE, RecordError, read_record

__all__ = ["Publisher", "register", "require"]


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_answer)
    signals.all_generators_finalized.connect(_check)


def _answer(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """All heads are read, and no text is converted yet: derive the declaration, answer what texts ask."""
    settings = pelican.settings
    publisher: Publisher = settings["PUBLISHER"]
    build = build_of(settings)
    pages = _pages(build)
    declaration = _declaration(build, settings, pages.get(DECLARATION.address))
    build.inlines["angabe"] = partial(particular, publisher=publisher)
    build.inlines[INLINE] = partial(said, declaration=declaration)
    build.blocks[BLOCK] = partial(listed, declaration=declaration)


def _declaration(build: Build, settings: Any, page: Manuscript | None) -> Declaration:  # noqa: ANN401 - as above
    publisher: Publisher = settings["PUBLISHER"]
    if page is None:
        return Declaration()
    gaps = find_gaps(page.body.split("\n"), page.path, page.body_line, build.faults)
    if gaps is None:
        advice = f"Setzen Sie einen Block {BLOCK} an ihre Stelle; er darf leer sein."
        message = f"Auf der Seite „{DECLARATION.name}“ fehlt die Liste der Lücken."
        _stern(build, settings).add(Fault(page.path, 0, 0, message, advice))
    file = build.content / FILE
    record = None
    try:
        text = file.read_text(encoding="utf-8") if file.is_file() else None
        record = read_record(text, settings["PUBLIC_URL"], build.moment.date())
    except RecordError as error:
        place = build.path_of(file)
        _stern(build, settings).add(Fault(place, 0, 0, error.message, error.advice))
    return Declaration(
        gaps or (),
        record,
        publisher.barrierefreiheit_geprueft_von or "",
        publisher.barrierefreiheit_geprueft_am or "",
    )


def _check(generators: list[Any]) -> None:
    """Look what the legal pages lack. A local build of a site that has none of them says nothing."""
    settings = generators[0].settings
    build = build_of(settings)
    pages = _pages(build)
    if not settings.get("PUBLIC") and not any(duty.address in pages for duty in DUTIES):
        return
    letters = getattr(settings.get("FORMS"), "service", "")
    for duty in DUTIES:
        more = [NEWSLETTER] if duty is PRIVACY and letters else []
        _stern(build, settings).extend(missing(duty, pages.get(duty.address), more))


def _pages(build: Build) -> dict[str, Manuscript]:
    """Return the pages that readers will find, by their addresses."""
    public = (one for one in build.archive if one.folder == "seite" and one.address)
    return {one.address: one for one in public if one.is_public(build.moment)}


def _stern(build: Build, settings: Any) -> Faults:  # noqa: ANN401 - as above
    """Return the list that what is missing belongs to: it stops a public build and no other."""
    return build.faults if settings.get("PUBLIC") else build.hints
