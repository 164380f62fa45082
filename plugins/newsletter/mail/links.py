"""Addresses that a mail names: the sender's own mailboxes, and the personal links."""

from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

from plugins.newsletter.address import Address, read_address
from plugins.newsletter.errors import SettingsUnusable, WrongUse
from plugins.newsletter.settings import NewsletterSettings

LEAVE = "leave"
SETTINGS = "settings"
# No & and no quotes: the same bytes serve as text, in an attribute and in a header.
_PLAIN = "/:?=@!$()*+,;-._~%"


@lru_cache(maxsize=16)
def mailbox(text: str) -> Address:
    """Return a mailbox out of the settings; raise SettingsUnusable where it is none."""
    try:
        box = read_address(text)
    except WrongUse:
        box = None
    if box is None or box.smtputf8:  # our own addresses must get through every server
        raise SettingsUnusable(
            f"„{text}“ in den Einstellungen des Newsletters ist keine brauchbare E-Mail-Adresse; "
            "korrigieren Sie die Einstellung NEWSLETTER."
        )
    return box


@lru_cache(maxsize=64)
def ascii_address(address: str) -> str:
    """Return a web address in ASCII: the host as A-label, the rest percent-encoded."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    if not host.isascii():
        host = mailbox(f"x@{host}").domain
    port = f":{parts.port}" if parts.port else ""
    return urlunsplit(
        (
            parts.scheme,
            host + port,
            quote(parts.path, _PLAIN),
            quote(parts.query, _PLAIN + "&"),
            quote(parts.fragment, _PLAIN),
        )
    )


def leave_page(settings: NewsletterSettings, token: str) -> str:
    """Return the https link of RFC 8058 that unsubscribes, "" without a service."""
    return f"{ascii_address(settings.service)}/abmelden/?t={token}" if settings.service else ""


def leave_mail(settings: NewsletterSettings, token: str) -> str:
    """Return the mailto link that unsubscribes (RFC 2369), "" without a mailbox for it."""
    return f"mailto:{_plus(settings.leaving, token)}" if settings.leaving else ""


def settings_page(settings: NewsletterSettings, token: str) -> str:
    """Return the link to a subscriber's topics and frequency, "" without a service."""
    return f"{ascii_address(settings.service)}/einstellungen/?t={token}" if settings.service else ""


def confirm_page(settings: NewsletterSettings, token: str) -> str:
    """Return the link to the page whose button confirms, "" without a service."""
    return f"{ascii_address(settings.service)}/bestaetigen/?t={token}" if settings.service else ""


def return_path(settings: NewsletterSettings, token: str) -> str:
    """Return the envelope sender: the delivery's own (VERP), else the From address."""
    if settings.bounces:
        return _plus(settings.bounces, token)
    return mailbox(settings.sender).address


def _plus(text: str, token: str) -> str:
    box = mailbox(text)
    return f"{box.local}+{token}@{box.domain}"
