"""`preview` into files, and `test` to one address; nothing is recorded anywhere."""

import secrets
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from plugins.newsletter.address import from_store, read_address
from plugins.newsletter.delivery.files import FileMailer
from plugins.newsletter.delivery.outcome import Result
from plugins.newsletter.errors import FeedUnusable, NewsletterError, RelayUnusable
from plugins.newsletter.keys import Keys
from plugins.newsletter.mail.article import Article
from plugins.newsletter.operation.commands.call import Call
from plugins.newsletter.operation.settings_file import load_settings
from plugins.newsletter.operation.specimen import article_of, specimen
from plugins.newsletter.operation.wording import counted
from plugins.newsletter.operation.workplace import mailer_of
from plugins.newsletter.settings import Files, NewsletterSettings
from plugins.newsletter.source.source import Source, Validators
from plugins.newsletter.store.states import Frequency

MARK = "[Probe]"
PREVIEWS = Path("var/vorschau")


def preview(call: Call) -> list[NewsletterError]:
    """Write the newest posts as single mails and as a weekly digest, without any database."""
    settings = load_settings(call.root, call.environment)
    articles = _newest(call, settings, max(1, call.arguments.anzahl))
    folder = call.root / PREVIEWS
    shutil.rmtree(folder, ignore_errors=True)  # the previews of last time
    mailer = FileMailer(folder)
    keys = Keys(secrets.token_bytes(32))  # the links of a preview lead nowhere
    groups = [
        *((Frequency.INSTANT, [article]) for article in articles),
        (Frequency.WEEKLY, articles),
    ]
    for number, (kind, group) in enumerate(groups, 1):
        mail = specimen(
            kind,
            group,
            from_store("vorschau@newsletter.example"),
            settings,
            root=call.root,
            keys=keys,
            now=call.clock() + number,
        )
        mailer.deliver(mail, lambda: True)
    mailer.close()
    call.say(
        f"{counted(len(groups), 'Mail liegt', 'Mails liegen')} zum Ansehen in {folder}/index.html; "
        "gesandt wurde nichts."
    )
    return []


def test(call: Call) -> list[NewsletterError]:
    """Send the newest post to one address."""
    settings = load_settings(call.root, call.environment)
    address = read_address(call.arguments.adresse)
    (article,) = _newest(call, settings, 1)
    mail = specimen(
        Frequency.INSTANT,
        [replace(article, title=f"{MARK} {article.title}")],
        address,
        settings,
        root=call.root,
        keys=Keys(secrets.token_bytes(32)),
        now=call.clock(),
    )
    mailer = mailer_of(settings, call.root, call.environment)
    try:
        outcome = mailer.deliver(mail, lambda: True)
    finally:
        mailer.close()
    if outcome.result is not Result.ACCEPTED:
        raise RelayUnusable(
            f"Die Probe wurde nicht angenommen (Code {outcome.code}, bei {outcome.phase})."
        )
    if isinstance(settings.transport, Files):
        folder = call.root / settings.transport.folder
        call.say(f"Die Probe liegt in {folder / 'index.html'}; gesandt wurde nichts.")
    else:
        call.say("Die Probe ist unterwegs; ihre Links zum Abmelden führen ins Leere.")
    return []


def _newest(call: Call, settings: NewsletterSettings, count: int) -> Sequence[Article]:
    if "://" not in settings.feed and not (call.root / settings.feed).is_file():
        raise FeedUnusable(
            f"Die Feed-Datei „{settings.feed}“ gibt es nicht; bauen Sie zuerst die Website: „inv build“."
        )
    source = Source(settings, call.root)
    entries = source.read(Validators()).entries or ()
    if not entries:
        raise FeedUnusable("Der Feed hat noch keinen Beitrag.")
    newest = sorted(entries, key=lambda entry: entry.published_at or 0, reverse=True)[:count]
    articles = [article_of(source.with_pictures(entry)) for entry in newest]
    for note in source.notes:
        call.say(note)
    return articles
