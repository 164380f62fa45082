"""The newsletter on the site: the form to sign up, and the pages that answer.

A service behind the web server takes what the form sends; it knows the form by a published file
alone. Without a service (settings) there is no form, and texts say so: passages.py. Templates find
the form as `signup_form`, or None.
"""

from typing import Any

from pelican import signals

from plugins.forms.form import sign_up_form
from plugins.forms.generator import FORM, FormsGenerator
from plugins.forms.passages import ELSE, END, IF, settled, stray
from plugins.forms.settings import FormSettings
from plugins.manuscript.build import build_of


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_prepare)
    signals.generator_init.connect(_offer_form)
    signals.get_generators.connect(_generators)


def _prepare(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """All heads are read, and no text is converted yet: settle the passages, make the form."""
    settings: FormSettings = pelican.settings["FORMS"]
    build = build_of(pelican.settings)
    texts = build.archive.manuscripts
    shown = [one for one in texts.values() if build.preview or one.is_public(build.moment)]
    pelican.settings[FORM] = sign_up_form(settings, shown)
    holds = {"newsletter": bool(settings.service)}
    for name, text in texts.items():
        texts[name] = settled(text, holds, build.faults)
    for mark in (IF, ELSE, END):
        build.inlines[mark] = stray


def _offer_form(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
    generator.env.globals["signup_form"] = generator.settings[FORM]


def _generators(pelican: Any) -> type[FormsGenerator]:  # noqa: ANN401 - Pelican has no types
    del pelican
    return FormsGenerator
