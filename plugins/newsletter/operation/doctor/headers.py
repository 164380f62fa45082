"""The headers of a composed mail: what Gmail, Yahoo, Microsoft and the RFCs ask of a newsletter."""

import re
from collections.abc import Iterator
from email import policy
from email.headerregistry import AddressHeader
from email.message import EmailMessage
from email.parser import BytesParser

from plugins.newsletter.operation.doctor.finding import Finding, fault, good, hint
from plugins.newsletter.settings import NewsletterSettings

NAME = "Kopfzeilen"
SIZE = "Größe"
MOST_HTML = 50_000  # bytes; Gmail cuts at 102 kB
_MUST = (
    "From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "List-Id", "Auto-Submitted",
)  # fmt: skip
_ADVICE = "Das ist ein Fehler im Programm oder in eigenen Vorlagen (templates); bitte melden."


def check_headers(content: bytes, settings: NewsletterSettings) -> Iterator[Finding]:
    """Yield what is to be said of one complete mail."""
    mail = BytesParser(EmailMessage, policy=policy.default).parsebytes(content)
    faults = [*_faults(mail, settings)]
    for text in faults:
        yield fault(NAME, text, _ADVICE)
    if not faults:
        yield good(NAME, "Die Kopfzeilen einer Mail sind vollständig.")
    yield from _leaving(mail, settings)
    html = mail.get_body(("html",))
    size = len(html.get_content().encode()) if html is not None else 0
    if size > MOST_HTML:
        yield fault(
            SIZE,
            f"Das HTML einer Mail hat {size // 1000} kB; ab 102 kB schneidet Gmail ab.",
            "Den Beitrag kürzen oder die Vorlage vereinfachen.",
        )


def _faults(mail: EmailMessage, settings: NewsletterSettings) -> Iterator[str]:
    for name in _MUST:
        count = len(mail.get_all(name, []))
        if count != 1:
            yield f"Die Kopfzeile {name} {'fehlt' if count == 0 else 'steht mehrfach da'}."
    domain = settings.sender.rpartition("@")[2].lower()
    sender = mail["From"]
    if isinstance(sender, AddressHeader) and [a.domain.lower() for a in sender.addresses] != [
        domain
    ]:
        yield f"Die Kopfzeile From nennt nicht die Domain {domain}."
    if mail["Message-ID"] and not str(mail["Message-ID"]).strip().lower().endswith(f"@{domain}>"):
        yield f"Die Message-ID liegt nicht in der Domain {domain}."
    if mail["List-Id"] and f"<{settings.list_id}>" not in str(mail["List-Id"]):
        yield f"Die List-Id ist nicht <{settings.list_id}>."
    if mail["Auto-Submitted"] and str(mail["Auto-Submitted"]) == "no":
        yield "Auto-Submitted sagt „no“."
    kinds = [part.get_content_type() for part in mail.walk()]
    if "text/plain" not in kinds or "text/html" not in kinds:
        yield "Text oder HTML fehlt."


def _leaving(mail: EmailMessage, settings: NewsletterSettings) -> Iterator[Finding]:
    ways = re.findall(r"<([a-z]+):", str(mail["List-Unsubscribe"] or ""))
    missing = [
        name for name, scheme in (("service", "https"), ("leaving", "mailto"))
        if not getattr(settings, name) and scheme not in ways
    ]  # fmt: skip
    if missing:
        yield hint(
            NAME,
            f"Ohne {' und '.join(missing)} fehlt in den Mails ein Weg, sich abzumelden.",
            "Vor dem ersten echten Versand setzen (docs/betrieb.md).",
        )
    elif ways != ["https", "mailto"]:
        yield fault(NAME, "List-Unsubscribe nennt nicht zuerst https und dann mailto.", _ADVICE)
    elif str(mail["List-Unsubscribe-Post"] or "") != "List-Unsubscribe=One-Click":
        yield fault(NAME, "List-Unsubscribe-Post fehlt (RFC 8058).", _ADVICE)
