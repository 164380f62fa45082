"""The mail server: can it be reached, does its certificate hold, does it let us in."""

import ssl
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from plugins.newsletter.delivery.connection import connect, trust
from plugins.newsletter.delivery.dialogue import Dialogue
from plugins.newsletter.errors import RelayUnusable, SettingsUnusable
from plugins.newsletter.operation.doctor.finding import Finding, fault, good, hint
from plugins.newsletter.settings import Smtp

NAME = "Mailserver"
TLS = "TLS"
EXPIRES_SOON = timedelta(days=14)
_PATIENCE = 15.0  # seconds; somebody is waiting


def check_relay(transport: Smtp, password: str, now: int) -> Iterator[Finding]:
    """Yield what is to be said of the mail server, by the way that mails take; nothing is sent."""
    hurried = replace(transport, timeout=min(transport.timeout, _PATIENCE))
    try:
        connection = connect(hurried, password, None, trust(transport))
    except (RelayUnusable, SettingsUnusable) as error:
        yield fault(NAME, str(error), "")
        return
    try:
        signed_in = ", Benutzer und Passwort stimmen" if transport.user else ""
        yield good(NAME, f"{transport.host}:{transport.port} ist bereit{signed_in}.")
        yield from _certificate(connection, now)
    finally:
        connection.close()


def _certificate(connection: Dialogue, now: int) -> Iterator[Finding]:
    if not isinstance(connection.sock, ssl.SSLSocket):
        return
    until = ssl.cert_time_to_seconds(str((connection.sock.getpeercert() or {})["notAfter"]))
    day = datetime.fromtimestamp(until, UTC).strftime("%d.%m.%Y")
    if until - now < EXPIRES_SOON.total_seconds():
        yield hint(TLS, f"Das Zertifikat des Mailservers läuft am {day} ab.", "Jetzt erneuern.")
    else:
        yield good(TLS, f"{connection.sock.version()}; das Zertifikat gilt bis {day}.")
