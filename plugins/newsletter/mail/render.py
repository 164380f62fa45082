"""Posts → what a mail says: subject, text and HTML out of the templates.

Every word that a reader sees stands in the templates; a file of the same name in the folder of the
setting `templates` replaces the plugin's own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError, select_autoescape

from plugins.newsletter.errors import SettingsUnusable
from plugins.newsletter.mail import links
from plugins.newsletter.mail.characters import marker, one_line, shortened
from plugins.newsletter.mail.message import Rendered
from plugins.newsletter.mail.plaintext import WIDTH, underlined, wrap_text
from plugins.newsletter.mail.posts import Post, Words
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.source.entry import Picture
from plugins.newsletter.store.states import Frequency

OWN = Path(__file__).parent / "templates"
# style.css goes into the tags, since some programs drop <style>; screen.css (dark mode, wide
# screens) works only there and is kept. Nothing is ever loaded.
_KEEP = ' data-css-inline="keep"'
_LINES = ("subject", "heading", "preview", "reason")
_INLINER = css_inline.CSSInliner(load_remote_stylesheets=False)


@dataclass(frozen=True)
class Issue:
    """What one mail is made of; `detail` is `full`, `brief` or `titles`."""

    kind: Frequency
    posts: Sequence[Post]
    month: str
    detail: str
    pictures: Sequence[Picture]


class Templates:
    """The templates of one house; raises SettingsUnusable where one of them cannot be used."""

    def __init__(self, settings: NewsletterSettings, root: Path) -> None:
        self.settings = settings
        self.environment = _environment(root / settings.templates)

    def words(self) -> Words:
        """Return the words that the code needs."""
        try:
            return Words.of(self.environment.get_template("words.j2").module)
        except (TemplateError, AttributeError) as error:
            raise _unusable("words.j2", error) from error

    def render(self, issue: Issue) -> Rendered:
        """Return subject, text and HTML; markers stand where personal links go."""
        has_service = bool(self.settings.service)
        values = self._values() | {
            "kind": str(issue.kind),
            "posts": issue.posts,
            "month": issue.month,
            "detail": issue.detail,
            "settings_link": marker(links.SETTINGS) if has_service else "",
            "leave_link": marker(links.LEAVE) if has_service or self.settings.leaving else "",
        }
        for line in _LINES:
            values[line] = one_line(self._fill(f"{line}.txt", values))
        page = "instant" if issue.kind is Frequency.INSTANT and len(issue.posts) == 1 else "digest"
        return self._written(page, values, issue.pictures)

    def render_notice(self, values: Mapping[str, object]) -> Rendered:
        """Return subject, text and HTML of a mail whose words all stand in `notice_words.j2`."""
        known = {**self._values(), **values}
        try:
            said = self.environment.get_template("notice_words.j2").make_module(known)
            lines = {line: one_line(str(getattr(said, line))) for line in _LINES}
        except (TemplateError, AttributeError) as error:
            raise _unusable("notice_words.j2", error) from error
        return self._written("notice", {**known, **lines, "say": said}, ())

    def _written(
        self, page: str, values: Mapping[str, object], pictures: Sequence[Picture]
    ) -> Rendered:
        text = self._fill(f"{page}.txt", values)
        html = _INLINER.inline(self._fill(f"{page}.html", values)).replace(_KEEP, "")
        return Rendered(str(values["subject"]), _tidy(text), html + "\n", pictures)

    def _values(self) -> dict[str, object]:
        return {
            "title": one_line(self.settings.title),
            "site": self.settings.site,
            "language": self.settings.language,
            "imprint": [one_line(line) for line in self.settings.imprint],
            "imprint_link": self.settings.imprint_link,
            "privacy_link": self.settings.privacy_link,
        }

    def _fill(self, name: str, values: Mapping[str, object]) -> str:
        try:
            return self.environment.get_template(name).render(values)
        except TemplateError as error:
            raise _unusable(name, error) from error


@lru_cache(maxsize=4)
def _environment(folder: Path) -> Environment:
    """Return the templates of a folder before our own; kept, since compiling them takes longest."""
    environment = Environment(
        loader=FileSystemLoader([folder, OWN]),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"fill": _fill, "underline": underlined, "shorten": shortened}
    return environment


def _fill(text: str, first: str = "") -> str:
    return ("\n" + " " * len(first)).join(wrap_text(text, WIDTH - len(first)))


def _tidy(text: str) -> str:
    """At most one empty line between two blocks, none at the ends, no blank before a line break."""
    lines = [line.rstrip() for line in text.strip().split("\n")]
    return (
        "\n".join(
            line for number, line in enumerate(lines) if line or (number and lines[number - 1])
        )
        + "\n"
    )


def _unusable(name: str, error: Exception) -> SettingsUnusable:
    return SettingsUnusable(
        f"Die Vorlage „{name}“ der E-Mails lässt sich nicht verwenden ({error}); korrigieren Sie sie "
        "im Ordner der Einstellung „templates“."
    )
