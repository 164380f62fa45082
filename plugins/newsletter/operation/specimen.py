"""A mail to look at: composed like every other, addressed to one address, recorded nowhere."""

from collections.abc import Sequence
from pathlib import Path

from plugins.newsletter.address import Address
from plugins.newsletter.keys import Keys
from plugins.newsletter.mail.article import Article
from plugins.newsletter.mail.envelope import Mail
from plugins.newsletter.mail.personal import address_mail, read_parts
from plugins.newsletter.mail.variant import compose
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.source.entry import Entry
from plugins.newsletter.store.states import Frequency

# Its links lead nowhere: no subscriber, delivery or issue has the number 0.
NOBODY = 0
SAMPLE = Article(
    id=NOBODY,
    title="Ein Beitrag zur Probe",
    link="",
    summary="So sieht ein Beitrag im Newsletter aus.",
    html="<p>So sieht ein Beitrag im Newsletter aus.</p>",
    topics=(),
    published_at=None,
    author="",
    lead="",
    pictures={},
)


def article_of(entry: Entry) -> Article:
    """Return an entry of the feed as an article."""
    return Article(
        id=NOBODY,
        title=entry.title,
        link=entry.link,
        summary=entry.summary,
        html=entry.html,
        topics=tuple(entry.topic_labels.get(topic, topic) for topic in entry.topics),
        published_at=entry.published_at,
        author=entry.author,
        lead=entry.lead,
        lead_alt=entry.lead_alt,
        pictures=entry.pictures,
    )


def specimen(
    kind: Frequency,
    articles: Sequence[Article],
    address: Address,
    settings: NewsletterSettings,
    *,
    root: Path,
    keys: Keys,
    now: int,
) -> Mail:
    """Return a mail of these articles.

    Each second has a Message-ID of its own, so that a second specimen is not taken for the first.
    """
    return address_mail(
        read_parts(compose(kind, articles, settings, root).content),
        delivery=NOBODY,
        issue=NOBODY,
        subscriber=NOBODY,
        kind=kind,
        address=address,
        settings=settings,
        keys=keys,
        instance=f"specimen {now}",
        now=now,
    )
