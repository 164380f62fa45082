"""The secrets: there, long enough, and not typed by a tired person."""

from collections.abc import Iterator, Mapping

from plugins.newsletter.errors import SettingsUnusable
from plugins.newsletter.keys import VARIABLE, keys_from
from plugins.newsletter.operation.doctor.finding import Finding, fault, good
from plugins.newsletter.settings import NewsletterSettings, Smtp

NAME = "Schlüssel"
PASSWORD = "SMTP_PASSWORD"  # noqa: S105  # the name of the variable
_FEWEST_CHARACTERS = 8


def check_secrets(
    settings: NewsletterSettings, environment: Mapping[str, str]
) -> Iterator[Finding]:
    """Yield what is to be said of the variables that hold secrets."""
    try:
        keys = keys_from(environment)
    except SettingsUnusable as error:
        yield fault(NAME, str(error), "In die Umgebungsdatei schreiben (docs/betrieb.md).")
    else:
        if len(set(keys.secret)) < _FEWEST_CHARACTERS:
            yield fault(
                NAME,
                f"{VARIABLE} lässt sich erraten.",
                "Mit „openssl rand -hex 32“ neu erzeugen; den alten Wert in "
                f"{VARIABLE}_OLD behalten, damit alte Links weiter gelten.",
            )
        else:
            yield good(NAME, f"{VARIABLE} ist da und lang genug.")
    transport = settings.transport
    if isinstance(transport, Smtp) and transport.user and not environment.get(PASSWORD):
        yield fault(
            NAME, f"{PASSWORD} fehlt.", "In die Umgebungsdatei schreiben (docs/betrieb.md)."
        )
