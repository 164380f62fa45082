"""Pelican generator for the pages that answer a reader of the newsletter, and for the form's file."""

from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.forms.form import SignUpForm

FORM = "FORMS_SIGN_UP"  # the form of this build, among Pelican's settings; None without a service

# Template (theme/templates/newsletter/…) and folder below the form's page. The service and the web
# server lead to these addresses, so they never change.
ANSWERS = {
    "sign_up": "anmelden",
    "mailbox": "postfach",
    "confirm": "bestaetigen",
    "confirmed": "angemeldet",
    "leave": "abmelden",
    "left": "abgemeldet",
    "invalid": "link-ungueltig",
    "moved": "adresse-geaendert",
    "erased": "geloescht",
    "preferences": "einstellungen",
    "refused": "abgelehnt",
    "unavailable": "stoerung",
}


class FormsGenerator(Generator):
    """Writes nothing where there is no service."""

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Write a page for each answer, and what the service must know of the form."""
        form: SignUpForm | None = self.settings[FORM]
        if form is None:
            return
        for template, folder in ANSWERS.items():
            url = f"{form.page}{folder}/".lstrip("/")
            writer.write_file(
                f"{url}index.html",
                self.get_template(f"newsletter/{template}"),
                self.context,
                url=url,
            )
        file = Path(self.output_path, form.file.lstrip("/"))
        file.write_text(form.published(), encoding="utf-8")
