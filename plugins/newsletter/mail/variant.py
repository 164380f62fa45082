r"""Articles → one frozen mail: everything but the personal bytes, rendered once for all who get it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from plugins.newsletter.mail.album import Album
from plugins.newsletter.mail.article import Article
from plugins.newsletter.mail.message import content_id, freeze
from plugins.newsletter.mail.posts import common_month, short_post, whole_post
from plugins.newsletter.mail.quoting import quoted_with_gaps
from plugins.newsletter.mail.render import Issue, Templates
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.states import Frequency

LARGEST = 50_000  # bytes of HTML as sent, in quoted-printable; Gmail hides what is beyond 102 kB
_ROOMS = (40_000, 30_000, 20_000, 10_000, 5_000, 0)
_DETAILS = ("full", "brief", "titles")


@dataclass(frozen=True)
class Frozen:
    r"""A mail without its personal bytes; `content` has `\0name\0` where they go (personal.py)."""

    subject: str
    content: bytes = field(repr=False)


def compose(
    kind: Frequency, articles: Sequence[Article], settings: NewsletterSettings, root: Path
) -> Frozen:
    """Return the mail of these articles, in their order; one of them at kind `instant` stands whole.

    `root` is the folder of the project, against which `settings.templates` stands. The same
    arguments give the same bytes. Raises SettingsUnusable where a template or an address in the settings
    cannot be used, ValueError without articles.
    """
    if not articles:
        raise ValueError("a mail needs an article")
    templates = Templates(settings, root)
    for issue in _ever_smaller(kind, articles, settings, templates):
        mail = templates.render(issue)
        if len(quoted_with_gaps(mail.html)) <= LARGEST:
            break
    return Frozen(mail.subject, freeze(mail, settings))


def _ever_smaller(
    kind: Frequency,
    articles: Sequence[Article],
    settings: NewsletterSettings,
    templates: Templates,
) -> Iterator[Issue]:
    words, zone = templates.words(), settings.schedule.zone
    whole = kind is Frequency.INSTANT and len(articles) == 1
    for room, detail in (
        [(room, "full") for room in _ROOMS] if whole else [(0, d) for d in _DETAILS]
    ):
        album = Album(lambda picture: content_id(picture, settings))
        posts = [
            whole_post(article, album, words, zone, room)
            if whole
            else short_post(article, album, words, zone, detail)
            for article in articles
        ]
        month = common_month(articles, words, zone)
        yield Issue(kind, posts, month, detail, tuple(album.taken.values()))
