"""A notice that is owed → the mail that goes out: its link, the names of its topics, its Message-ID."""

from pathlib import Path

import structlog

from plugins.newsletter.consent.notices import Notice
from plugins.newsletter.errors import SettingsUnusable
from plugins.newsletter.keys import Keys
from plugins.newsletter.mail import links
from plugins.newsletter.mail.envelope import Mail
from plugins.newsletter.mail.notice import Matter, compose_notice, notice_id
from plugins.newsletter.service.published import Published
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.database import Store, recall
from plugins.newsletter.store.people import NoticeKind


class Letters:
    """Writes the mails of one database."""

    def __init__(self, store: Store, keys: Keys, settings: NewsletterSettings, root: Path) -> None:
        self._keys, self._settings, self._root = keys, settings, root
        self._published = Published(settings, root)
        self._names_missed = False
        with store.read() as connection:
            self._instance = recall(connection, "instance")

    def good_until(self, owed: Notice) -> int:
        """Return the moment from which on its link does nothing."""
        return owed.asked_at + int(self._settings.signup.confirm_within.total_seconds())

    def name(self, owed: Notice) -> str:
        """Return its Message-ID, the same on every attempt."""
        return notice_id(self._instance, owed.id, owed.asked_at, self._settings)

    def write(self, owed: Notice, token: str, now: int) -> Mail:
        """Return the mail. Raises SettingsUnusable where a template or an address cannot be used."""
        link, leave = links.confirm_page(self._settings, token), ""
        if owed.kind is NoticeKind.KNOWN and owed.number is not None:
            link = links.settings_page(self._settings, self._keys.sign("settings", owed.number))
            leave = links.leave_page(self._settings, self._keys.sign("leave", owed.number))
        matter = Matter(
            kind=owed.kind,
            topics=self._topics(owed.choice.topics),
            frequency=owed.choice.frequency,
            link=link,
            asked_at=owed.asked_at,
            until=self.good_until(owed),
            leave_link=leave,
        )
        return compose_notice(
            matter,
            owed.address,
            self._settings,
            self._root,
            message_id=self.name(owed),
            now=now,
        )

    def _topics(self, chosen: frozenset[str] | None) -> list[str] | None:
        """Return their names in the order of the form; the key of one that the form does not have."""
        if chosen is None:
            return None
        known = self._known()
        return [known[key] for key in known if key in chosen] + sorted(chosen - known.keys())

    def _known(self) -> dict[str, str]:
        try:
            return dict(self._published.form().topics)
        except SettingsUnusable as error:  # a mail that waits is worse than one without names
            if not self._names_missed:
                self._names_missed = True
                log: structlog.typing.FilteringBoundLogger = structlog.get_logger()
                log.warning("courier.topics", reason=str(error))
            return {}
