"""Posts of an invented county, and mails made of them."""

import base64
import email
import email.policy
import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import Path

import pytest
from PIL import Image

from plugins.newsletter.address import Address, read_address
from plugins.newsletter.keys import Keys
from plugins.newsletter.mail.article import Article
from plugins.newsletter.mail.envelope import Mail
from plugins.newsletter.mail.notice import Matter, compose_notice
from plugins.newsletter.mail.personal import address_mail, read_parts
from plugins.newsletter.mail.variant import compose
from plugins.newsletter.settings import Files, NewsletterSettings
from plugins.newsletter.source.entry import Picture
from plugins.newsletter.store.people import NoticeKind
from plugins.newsletter.store.states import Frequency

LINK = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
SITE = "https://blog.kreis.example"
CHART = f"{SITE}/diagramme/aeltere.png"
TEXT = f"""
<p>1995 war im Landkreis gut jede sechste Person 65 oder älter, 2022 waren es 29,1\u00a0%.</p>
<h2>Erst ging es schnell, dann langsamer</h2>
<figure><figcaption><strong>Fast drei von zehn</strong><br>Anteil ab 65 Jahren, in Prozent</figcaption>
<p><img src="{CHART}" alt="Liniendiagramm: Anteil ab 65 Jahren" width="750" height="500"></p>
<p>Quelle: <a href="https://daten.example/">Statistisches Landesamt</a></p></figure>
<table><caption>Anteil ab 65 Jahren</caption>
<tr><th>Ort</th><th>2011</th><th>2022</th></tr>
<tr><th>Musterstadt</th><td>21,4\u00a0%</td><td>27,9\u00a0%</td></tr>
<tr><th>Landkreis</th><td>24,0\u00a0%</td><td>29,1\u00a0%</td></tr></table>
<ul><li><strong>Wie viele</strong> es sind, zeigt die Reihe nicht.</li><li>Mehr im
<a href="{SITE}/2024/12/rueckblick/">Rückblick</a>.</li></ul>
<blockquote><p>Die Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenversicherung zahlt.</p></blockquote>
"""


def make_picture(width: int = 750, height: int = 500, colour: str = "white") -> Picture:
    kept = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(kept, "PNG")
    content = kept.getvalue()
    return Picture(hashlib.sha256(content).hexdigest(), "image/png", width, height, content)


def make_article(number: int = 1, **changed: object) -> Article:
    fields: dict[str, object] = {
        "id": number,
        "title": "Fast drei von zehn Menschen sind 65 oder älter",
        "link": f"{SITE}/2026/09/aeltere-{number}/",
        "summary": "Der Anteil steigt weiter, zuletzt aber kaum noch. Was die Zahl nicht zeigt.",
        "html": TEXT,
        "topics": ("ALTER schätzen", "Datenbeitrag"),
        "published_at": 1_789_900_000,  # 20 September 2026
        "author": "",
        "lead": CHART,
        "pictures": {CHART: make_picture()},
    }
    return Article(**fields | changed)


@dataclass(frozen=True)
class Read:
    """A mail as Python's own parser reads it."""

    mail: Mail
    message: EmailMessage
    text: str
    html: str

    @property
    def as_page(self) -> str:
        """The HTML with its pictures inside: what a mail program shows."""
        page = self.html
        for part in self.message.walk():
            if part["Content-ID"]:
                coded = base64.b64encode(part.get_content()).decode()
                source = f"data:{part.get_content_type()};base64,{coded}"
                page = page.replace("cid:" + part["Content-ID"].strip("<>"), source)
        return page


def read(mail: Mail) -> Read:
    message = email.message_from_bytes(mail.content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not [defect for part in message.walk() for defect in part.defects]
    page, text = message.get_body(("html",)), message.get_body(("plain",))
    assert page is not None
    assert text is not None
    said = [part.get_content().replace("\r\n", "\n") for part in (text, page)]
    return Read(mail, message, *said)


@pytest.fixture
def picture() -> Callable[..., Picture]:
    return make_picture


@pytest.fixture
def article() -> Callable[..., Article]:
    return make_article


@pytest.fixture
def bare(settings) -> NewsletterSettings:
    """Settings of a sender that has neither a service nor mailboxes yet."""
    return replace(settings, transport=Files(), service="", leaving="", bounces="")


@pytest.fixture
def eva() -> Address:
    return read_address("eva@anbieter.example")


@pytest.fixture
def addressed(settings, keys, eva) -> Callable[..., Mail]:
    """Return a maker of one subscriber's mail out of frozen bytes."""

    def make(content: bytes, **changed: object) -> Mail:
        arguments: dict[str, object] = {
            "delivery": 7,
            "issue": 3,
            "subscriber": 9,
            "kind": Frequency.INSTANT,
            "address": eva,
            "settings": settings,
            "keys": keys,
            "instance": "0f1e2d",
            "now": 1_790_000_000,
        }
        return address_mail(read_parts(content), **arguments | changed)

    return make


@pytest.fixture
def mailed(
    settings: NewsletterSettings, keys: Keys, eva: Address, addressed
) -> Callable[..., Read]:
    """Return a maker of mails: `mailed(article, …, kind=…)` composes, addresses and reads one."""

    def make(
        *articles: Article,
        kind: Frequency = Frequency.INSTANT,
        settings: NewsletterSettings = settings,
        address: Address = eva,
        root: Path = Path("/nowhere"),
    ) -> Read:
        frozen = compose(kind, articles, settings, root)
        return read(addressed(frozen.content, kind=kind, settings=settings, address=address))

    return make


@pytest.fixture
def noticed(settings: NewsletterSettings, eva: Address) -> Callable[..., Read]:
    """Return a maker of mails outside every issue: `noticed(NoticeKind.KNOWN, topics=None)`."""

    def make(
        kind: NoticeKind = NoticeKind.SUBSCRIBE,
        *,
        settings: NewsletterSettings = settings,
        address: Address = eva,
        root: Path = Path("/nowhere"),
        **changed: object,
    ) -> Read:
        known = kind is NoticeKind.KNOWN
        page = "einstellungen" if known else "bestaetigen"
        fields: dict[str, object] = {
            "topics": ["Ältere Menschen", "Wohnen"],
            "frequency": Frequency.WEEKLY,
            "link": f"{settings.service}/{page}/?t={LINK}",
            "asked_at": 1_790_000_000,
            "until": 1_790_000_000 + 7 * 86_400,
            "leave_link": f"{settings.service}/abmelden/?t={LINK}" if known else "",
        }
        return read(
            compose_notice(
                Matter(kind, **fields | changed), address, settings, root,
                message_id="<abc2d@kreis.example>", now=1_790_000_060,
            )
        )  # fmt: skip

    return make
