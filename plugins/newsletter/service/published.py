"""What the built site gives the service: topics, the wording of the consent, the pages of answers.

Files are read again when they change, so that a new build needs no restart. A build writes them while
people sign up: what is missing or half written for a moment leaves the last good reading in force.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Literal, TypeVar
from urllib.parse import unquote, urlsplit

from plugins.newsletter.errors import SettingsUnusable
from plugins.newsletter.mail.links import ascii_address
from plugins.newsletter.settings import NewsletterSettings

Page = Literal["abgelehnt", "abmelden", "bestaetigen", "einstellungen", "stoerung"]
_BEGIN, _END = "<!--einstellungen-->", "<!--/einstellungen-->"
_T = TypeVar("_T")


@dataclass(frozen=True)
class Form:
    """What the form offers: name of each topic by its key, in order, and the consent, word for word."""

    topics: Mapping[str, str]
    version: str
    wording: str


class Published:
    """The part of the built site below the path of the service."""

    def __init__(self, settings: NewsletterSettings, root: Path) -> None:
        self.path = urlsplit(ascii_address(settings.service)).path.rstrip("/")
        self._folder = root / settings.signup.pages / unquote(self.path).lstrip("/")
        self._form = _File(self._folder / "formular.json", _form)
        self._frame = _File(self._page("einstellungen"), _frame)
        self._pages: dict[Page, _File[str]] = {}

    def form(self) -> Form:
        """Return topics and consent. Raises SettingsUnusable where the site never had them."""
        return self._form.read()

    def frame(self) -> tuple[str, str]:
        """Return what stands before and after the form on the page of settings. Raises SettingsUnusable."""
        return self._frame.read()

    def page(self, name: Page) -> str:
        """Return a whole page. Raises SettingsUnusable where the site never had it."""
        if name not in self._pages:
            self._pages[name] = _File(self._page(name), _whole)
        return self._pages[name].read()

    def _page(self, name: Page) -> Path:
        return self._folder / name / "index.html"


class _File(Generic[_T]):
    """One file, its meaning kept until it changes; `meaning` raises ValueError on what has none."""

    def __init__(self, path: Path, meaning: Callable[[str], _T]) -> None:
        self._path = path
        self._meaning = meaning
        self._seen: tuple[int, int, int] | None = None
        self._good: _T | None = None

    def read(self) -> _T:
        with suppress(OSError, ValueError):  # the build is not ready; the next call looks again
            there = self._path.stat()
            stamp = (there.st_mtime_ns, there.st_size, there.st_ino)
            if stamp != self._seen:
                self._good = self._meaning(self._path.read_text(encoding="utf-8"))
                self._seen = stamp
        if self._good is None:
            raise SettingsUnusable(
                f"Dem Anmeldedienst fehlt „{self._path.name}“ im Ordner „{self._path.parent}“, oder es ist "
                "beschädigt; bauen Sie die Website mit der Einstellung „service“, oder berichtigen Sie „signup.pages“."
            )
        return self._good


def _form(text: str) -> Form:
    try:
        data = json.loads(text)
        topics = {str(each["kennung"]): str(each["name"]) for each in data["themen"]}
        consent = data["einwilligung"]
        form = Form(topics, str(consent["fassung"]), str(consent["text"]))
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError from error
    if not form.version.strip() or not form.wording.strip():
        raise ValueError
    return form


def _frame(text: str) -> tuple[str, str]:
    before, begin, rest = _whole(text).partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise ValueError
    return before, after


def _whole(text: str) -> str:
    if not text.rstrip().lower().endswith("</html>"):
        raise ValueError  # the build is writing it
    return text
