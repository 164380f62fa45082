"""All that a command works with, opened in the order in which it can fail."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from plugins.newsletter.consent.register import Register
from plugins.newsletter.delivery.files import FileMailer
from plugins.newsletter.delivery.outcome import Mailer
from plugins.newsletter.delivery.smtp import SmtpMailer
from plugins.newsletter.errors import SettingsUnusable
from plugins.newsletter.keys import Keys, keys_from
from plugins.newsletter.operation.settings_file import load_settings
from plugins.newsletter.settings import NewsletterSettings, Smtp
from plugins.newsletter.store.database import Store, recall, remember
from plugins.newsletter.store.migrate import open_store

PASSWORD = "SMTP_PASSWORD"  # noqa: S105  # the name of the variable
_NAMES = {"files": "in einen Ordner", "smtp": "an einen Mailserver"}


@dataclass(frozen=True)
class Workplace:
    """A project with its settings and its open database; `clock` in seconds since 1970."""

    root: Path
    settings: NewsletterSettings
    store: Store
    clock: Callable[[], int]
    environment: Mapping[str, str] = field(repr=False)

    @property
    def keys(self) -> Keys:
        """The keys of the environment. Raises SettingsUnusable."""
        return keys_from(self.environment)

    @property
    def register(self) -> Register:
        """The door by which people join and end. Raises SettingsUnusable without keys."""
        return Register(self.store, self.keys, self.settings, self.root)

    def mailer(self) -> Mailer:
        """Return a new transport. Raises SettingsUnusable where the password is missing."""
        return mailer_of(self.settings, self.root, self.environment)

    def claim_transport(self) -> None:
        """Note that this database sends by this transport. Raises SettingsUnusable for another one.

        What went into a folder would count as sent; so a database of rehearsals is never used to send.
        """
        kind = "smtp" if isinstance(self.settings.transport, Smtp) else "files"
        with self.store.begin() as connection:
            known = recall(connection, "transport")
            if not known:
                remember(connection, "transport", kind)
        if known and known != kind:
            raise SettingsUnusable(
                f"Aus dieser Datenbank wurde bisher {_NAMES[known]} gesandt, jetzt soll es {_NAMES[kind]} "
                "gehen; nehmen Sie dafür eine andere (database), sonst gälte Ungesandtes als gesandt."
            )


@contextmanager
def open_workplace(
    root: Path, environment: Mapping[str, str], clock: Callable[[], int]
) -> Iterator[Workplace]:
    """Open the workplace of the project in `root`. Raises SettingsUnusable and StoreUnusable."""
    settings = load_settings(root, environment)
    store = open_store(settings.database, root)
    try:
        yield Workplace(root, settings, store, clock, environment)
    finally:
        store.close()


def mailer_of(settings: NewsletterSettings, root: Path, environment: Mapping[str, str]) -> Mailer:
    """Return the transport of the settings. Raises SettingsUnusable where the password is missing."""
    transport = settings.transport
    if not isinstance(transport, Smtp):
        return FileMailer(root / transport.folder)
    password = environment.get(PASSWORD, "")
    if transport.user and not password:
        raise SettingsUnusable(
            f"Die Umgebungsvariable {PASSWORD} fehlt; der Mailserver verlangt ein Passwort."
        )
    return SmtpMailer(transport, password)
