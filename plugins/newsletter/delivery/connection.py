"""From nothing to a mail server ready for MAIL: reached, encrypted, signed in.

What goes wrong here goes wrong for every mail, so it ends the run with a sentence for the operator.
"""

import base64
import smtplib
import socket
import ssl

from plugins.newsletter.delivery.dialogue import Dialogue
from plugins.newsletter.errors import NewsletterError, RelayUnusable, SettingsUnusable
from plugins.newsletter.settings import Smtp

_CLOCK = (9, 10)  # OpenSSL's X509_V_ERR_CERT_NOT_YET_VALID, X509_V_ERR_CERT_HAS_EXPIRED
_WELL = 2  # first digit of a reply that says yes


def trust(transport: Smtp) -> ssl.SSLContext | None:
    """Return how the server's certificate is verified, None without encryption."""
    if transport.security == "none":
        return None
    try:
        return ssl.create_default_context(cafile=transport.ca_file or None)
    except OSError as error:  # SSLError is one
        raise SettingsUnusable(
            f"Die Zertifikate in „{transport.ca_file}“ sind nicht zu lesen; berichtigen Sie ca_file in den Einstellungen."
        ) from error


def connect(
    transport: Smtp, password: str, name: str | None, context: ssl.SSLContext | None
) -> Dialogue:
    """Return a connection ready for MAIL. Raises RelayUnusable or SettingsUnusable.

    `name` is how this machine calls itself in EHLO; None: its full name is looked up.
    """
    place = f"Der Mailserver {transport.host}, Port {transport.port},"
    connection = None
    try:
        sock = socket.create_connection((transport.host, transport.port), transport.timeout)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection = Dialogue(sock, name, transport.timeout)
        _prepare(connection, transport, context, place)
        if transport.user:
            _sign_in(connection, transport.user, password, place)
    except (OSError, NewsletterError) as error:  # SMTPException is an OSError
        if connection is not None:
            connection.close()
        if isinstance(error, NewsletterError):
            raise
        raise _sentence(error, place) from error
    return connection


def _prepare(
    connection: Dialogue, transport: Smtp, context: ssl.SSLContext | None, place: str
) -> None:
    if context and transport.security == "tls":
        connection.encrypt(context, transport.host)
    _must_be_well(connection.getreply()[0], f"{place} nimmt keine Verbindung an")
    _must_be_well(connection.ehlo()[0], f"{place} weist EHLO zurück")
    if context and transport.security == "starttls":
        if not connection.has_extn("starttls"):
            raise RelayUnusable(
                f"{place} bietet keine Verschlüsselung (STARTTLS) an; gesendet wurde nichts."
            )
        _must_be_well(connection.docmd("STARTTLS")[0], f"{place} weist STARTTLS zurück")
        connection.encrypt(context, transport.host)
        _must_be_well(connection.ehlo()[0], f"{place} weist EHLO nach STARTTLS zurück")


def _sign_in(connection: Dialogue, user: str, password: str, place: str) -> None:
    offered = connection.esmtp_features.get("auth", "").upper().split()
    try:
        if "PLAIN" not in offered:
            if not (user + password).isascii():
                raise smtplib.SMTPNotSupportedError
            connection.login(user, password)
            return
        # smtplib can only ASCII, and would go on to other ways after a wrong password; RFC 4616.
        secret = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
        code, text = connection.docmd("AUTH", f"PLAIN {secret}")
        if code // 100 != _WELL:
            raise smtplib.SMTPAuthenticationError(code, text)  # noqa: TRY301  # told below
    except smtplib.SMTPAuthenticationError as error:
        if error.smtp_code // 100 == 4:  # noqa: PLR2004  # first digit of "not now"
            raise RelayUnusable(
                f"{place} kann die Anmeldung gerade nicht prüfen (Code {error.smtp_code}); der nächste Lauf versucht es wieder."
            ) from None
        raise SettingsUnusable(
            f"{place} lehnt die Anmeldung ab (Code {error.smtp_code}); prüfen Sie den Benutzernamen und die Umgebungsvariable SMTP_PASSWORD."
        ) from None
    except smtplib.SMTPServerDisconnected:
        raise
    except smtplib.SMTPException:
        raise SettingsUnusable(
            f"{place} bietet keine Anmeldung an, die hier möglich ist; prüfen Sie user, port und security in den Einstellungen."
        ) from None


def _must_be_well(code: int, what: str) -> None:
    if code // 100 != _WELL:
        said = f"Code {code}" if code > 0 else "Antwort unverständlich"
        raise RelayUnusable(f"{what} ({said}); der nächste Lauf versucht es wieder.")


def _sentence(error: OSError, place: str) -> NewsletterError:
    """Return what to tell the operator of a connection that did not come about."""
    if isinstance(error, ssl.SSLCertVerificationError):
        if error.verify_code in _CLOCK:
            return RelayUnusable(
                f"{place} zeigt ein Zertifikat, das jetzt nicht gilt; prüfen Sie dessen Laufzeit und die Uhr dieses Rechners."
            )
        return SettingsUnusable(
            f"{place} zeigt ein Zertifikat, dem nicht zu trauen ist; prüfen Sie host und ca_file in den Einstellungen."
        )
    if isinstance(error, ssl.SSLError):
        return RelayUnusable(
            f"{place} kann keine verschlüsselte Verbindung aufbauen; prüfen Sie port und security in den Einstellungen."
        )
    if isinstance(error, socket.gaierror):
        return RelayUnusable(
            f"{place} ist unter diesem Namen nicht zu finden; prüfen Sie host in den Einstellungen und die Namensauflösung."
        )
    if isinstance(error, smtplib.SMTPException | TimeoutError):
        return RelayUnusable(
            f"{place} antwortet nicht, wie er soll; der nächste Lauf versucht es wieder."
        )
    return RelayUnusable(
        f"{place} ist nicht zu erreichen; prüfen Sie, ob er läuft, der nächste Lauf versucht es wieder."
    )
