"""Articles → what the templates show of each: title, kicker, summary, body, one picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bs4 import BeautifulSoup
from jinja2.environment import TemplateModule
from markupsafe import Markup

from plugins.newsletter.mail.album import Album, Shown, Wording, shown
from plugins.newsletter.mail.article import Article
from plugins.newsletter.mail.body import mail_body
from plugins.newsletter.mail.characters import one_line, shortened
from plugins.newsletter.mail.plaintext import plain_text

_TITLE = 200  # characters; the subject is shorter still
_SUMMARY = 600
_BRIEF = 200
_SAME = 50  # characters at the start that tell a summary from the first paragraph

_NOTHING = Markup("")
_WORDS = ("picture", "links", "see_picture", "months", "day", "untitled")


@dataclass(frozen=True)
class Words:
    """The words of `words.j2`."""

    wording: Wording
    months: Sequence[str]
    day: str
    untitled: str

    @classmethod
    def of(cls, module: TemplateModule) -> "Words":
        """Read them; raises AttributeError where one is missing."""
        said = {name: getattr(module, name) for name in _WORDS}
        wording = Wording(said["picture"], said["links"], said["see_picture"])
        return cls(wording, said["months"], said["day"], said["untitled"])


@dataclass(frozen=True)
class Post:
    """One post in a mail. `lead_in`: the summary, where the body does not begin with it."""

    title: str
    link: str
    kicker: Sequence[str]
    summary: str
    picture: Shown | None
    lead_in: str = ""
    html: Markup = _NOTHING
    text: str = ""
    cut: bool = False


def whole_post(article: Article, album: Album, words: Words, zone: ZoneInfo, room: int) -> Post:
    """Return a post with its body, cut to `room` bytes. Its pictures are taken into the album."""
    lead = article.pictures.get(article.lead)
    in_body = f'src="{article.lead}"' in article.html or _shows(article, article.lead)
    picture = shown(lead, one_line(article.lead_alt), album) if lead and not in_body else None
    body = mail_body(article, album=album, wording=words.wording, room=room)
    summary = _summary(article)
    begins = one_line(body.tree.get_text(" "))
    return Post(
        title=_title(article, words),
        link=_link(article),
        kicker=_kicker(article, words, zone),
        summary=summary or shortened(begins, _BRIEF),
        picture=picture,
        lead_in="" if _begins_with(begins, summary) else summary,
        html=Markup(str(body.tree).strip()),  # noqa: S704  # made of known tags by body.py alone
        text=plain_text(body.tree, words.wording),
        cut=body.cut,
    )


def short_post(article: Article, album: Album, words: Words, zone: ZoneInfo, detail: str) -> Post:
    """Return a post of a digest: at `full` detail with a picture, at `titles` without a summary."""
    summary = _summary(article) or shortened(_text(article.html), _BRIEF)
    return Post(
        title=_title(article, words),
        link=_link(article),
        kicker=_kicker(article, words, zone),
        summary=summary if detail == "full" else shortened(summary, _BRIEF),
        picture=_first_picture(article, album) if detail == "full" else None,
    )


def common_month(articles: Sequence[Article], words: Words, zone: ZoneInfo) -> str:
    """Return the name of the month in which all articles appeared, "" where there is none."""
    days = [datetime.fromtimestamp(a.published_at, zone) for a in articles if a.published_at]
    months = {(day.year, day.month) for day in days}
    return words.months[days[0].month - 1] if len(months) == 1 else ""


def _title(article: Article, words: Words) -> str:
    title = one_line(article.title) or shortened(_summary(article), _BRIEF // 2)
    return shortened(title, _TITLE) or words.untitled


def _summary(article: Article) -> str:
    return shortened(one_line(article.summary), _SUMMARY)


def _text(html: str) -> str:
    return one_line(BeautifulSoup(html, "html.parser").get_text(" "))


def _begins_with(text: str, summary: str) -> bool:
    """Tell whether a summary is only the beginning of the text, as many blogs make it."""
    start = "".join(summary.casefold().split()).rstrip(".…[]")[:_SAME]
    return "".join(text.casefold().split()).startswith(start)


def _link(article: Article) -> str:
    link = one_line(article.link)
    return link if link.startswith(("https://", "http://")) else ""


def _kicker(article: Article, words: Words, zone: ZoneInfo) -> Sequence[str]:
    parts = [_label(one_line(topic)) for topic in article.topics]
    if article.published_at:
        day = datetime.fromtimestamp(article.published_at, zone)
        name = words.months[day.month - 1]
        parts.append(words.day.format(day=day.day, month=name, year=day.year))
    return [part for part in parts if part]


def _label(topic: str) -> str:
    return topic.capitalize() if topic.islower() and " " not in topic else topic  # a key, a label


def _shows(article: Article, address: str) -> bool:
    tree = BeautifulSoup(article.html, "html.parser")
    return any(image.get("src") == address for image in tree.find_all("img"))


def _first_picture(article: Article, album: Album) -> Shown | None:
    images = BeautifulSoup(article.html, "html.parser").find_all("img")
    alts = {str(image.get("src", "")): one_line(str(image.get("alt", ""))) for image in images}
    for address in (article.lead, *alts):
        picture = article.pictures.get(address)
        if picture:
            alt = alts.get(address) or (
                one_line(article.lead_alt) if address == article.lead else ""
            )
            return shown(picture, alt, album)
    return None
