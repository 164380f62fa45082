"""The sign-up form: what it offers, and the published file by which the service knows it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from plugins.forms.settings import FormSettings
from plugins.manuscript.manuscript import Manuscript


@dataclass(frozen=True)
class Topic:
    """A topic to choose: the category in the feed, and its name for readers."""

    key: str
    name: str


@dataclass(frozen=True)
class SignUpForm:
    """The form as templates see it. All addresses are from the site's root."""

    path: str
    topics: tuple[Topic, ...]
    version: str
    text: str
    privacy: str

    @property
    def page(self) -> str:
        """The page of its own that holds the form."""
        return f"{self.path}/"

    @property
    def action(self) -> str:
        """Where the form is sent."""
        return f"{self.path}/anmelden/"

    @property
    def file(self) -> str:
        """The published file that tells the service what the form offers."""
        return f"{self.path}/formular.json"

    def published(self) -> str:
        """Return the content of that file: topics in their order, and the wording of the consent."""
        said = {
            "themen": [{"kennung": topic.key, "name": topic.name} for topic in self.topics],
            "einwilligung": {"fassung": self.version, "text": self.text},
        }
        return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def sign_up_form(settings: FormSettings, texts: Iterable[Manuscript]) -> SignUpForm | None:
    """Return the form whose topics are the fields among `texts`; None where there is no service.

    Raises MissingFormPageError where no text is the page that holds it.
    """
    if not settings.service:
        return None
    known = list(texts)
    form = SignUpForm(
        settings.path, topics_of(known), settings.version, settings.text, settings.privacy
    )
    if not any(one.address == form.page for one in known):
        raise MissingFormPageError(form.page)
    return form


def topics_of(texts: Iterable[Manuscript]) -> tuple[Topic, ...]:
    """Return the fields among `texts` in their order."""
    fields = [one.metadata for one in texts if one.folder == "feld" and one.usable]
    return tuple(
        Topic(one.slug, one.short) for one in sorted(fields, key=lambda one: (one.rank, one.slug))
    )


class MissingFormPageError(SystemExit):
    """There is a service, but no page for its form; the text is the German reason."""

    def __init__(self, page: str) -> None:
        name = page.strip("/")
        super().__init__(
            f"Das Formular für den Newsletter soll auf der Seite {page} stehen, aber die gibt es nicht. "
            f"Legen Sie content/seiten/{name}.md an und veröffentlichen Sie sie, oder ändern Sie in den "
            "Einstellungen die Adresse des Dienstes (service)."
        )
