"""All checks, in the order in which one would repair things."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from plugins.newsletter.address import read_address
from plugins.newsletter.errors import NewsletterError, SettingsUnusable, WrongUse
from plugins.newsletter.keys import Keys
from plugins.newsletter.operation.doctor.clock import check_clock
from plugins.newsletter.operation.doctor.dkim import check_dkim
from plugins.newsletter.operation.doctor.dmarc import check_dmarc
from plugins.newsletter.operation.doctor.feed import check_feed
from plugins.newsletter.operation.doctor.finding import Finding, fault
from plugins.newsletter.operation.doctor.headers import check_headers
from plugins.newsletter.operation.doctor.hosts import check_hosts
from plugins.newsletter.operation.doctor.relay import check_relay
from plugins.newsletter.operation.doctor.resolver import Resolver
from plugins.newsletter.operation.doctor.secrets import PASSWORD, check_secrets
from plugins.newsletter.operation.doctor.service import check_service
from plugins.newsletter.operation.doctor.spf import check_spf
from plugins.newsletter.operation.doctor.storage import check_database, check_receipts, check_room
from plugins.newsletter.operation.doctor.web import Web
from plugins.newsletter.operation.specimen import SAMPLE, specimen
from plugins.newsletter.settings import NewsletterSettings, Smtp
from plugins.newsletter.source.source import Source, Validators
from plugins.newsletter.store.database import recall
from plugins.newsletter.store.integrity import problems
from plugins.newsletter.store.migrate import open_store
from plugins.newsletter.store.states import Frequency

_KEYS = Keys(b"the doctor signs nothing that lasts")


@dataclass(frozen=True)
class Patient:
    """What is examined, and the world around it; `now` in seconds since 1970."""

    root: Path
    settings: NewsletterSettings
    environment: Mapping[str, str] = field(repr=False)
    resolver: Resolver
    web: Web
    now: int
    selectors: Sequence[str] = ()


def examine(patient: Patient) -> Iterator[Finding]:
    """Yield every finding. One check that fails keeps no other from being made."""
    settings = patient.settings
    transport = settings.transport
    by_smtp = isinstance(transport, Smtp)
    yield from check_secrets(settings, patient.environment)
    last_run = None
    try:
        store = open_store(settings.database, patient.root)
    except NewsletterError as error:
        yield fault("Datenbank", str(error), "Pfad, Rechte und Platz prüfen (docs/betrieb.md).")
    else:
        with store.read() as connection:
            yield from check_database(problems(connection))
            last_run = int(recall(connection, "last_run", "0")) or None
        if store.file is not None:
            yield from check_room(store.file.parent)
        store.close()
    yield from check_receipts(settings.receipts, settings.without_receipts, by_smtp=by_smtp)
    yield from check_feed(
        lambda: Source(settings, patient.root).read(Validators("", "")), patient.now
    )
    yield from check_clock(settings.feed, last_run, patient.web, patient.now)
    yield from _mail(patient)
    if isinstance(transport, Smtp):
        yield from check_relay(transport, patient.environment.get(PASSWORD, ""), patient.now)
        yield from _names(patient)
        yield from check_service(settings.service, patient.web)


def _mail(patient: Patient) -> Iterator[Finding]:
    settings = patient.settings
    try:
        mail = specimen(
            Frequency.INSTANT,
            [SAMPLE],
            read_address(settings.sender),
            settings,
            root=patient.root,
            keys=_KEYS,
            now=patient.now,
        )
    except (SettingsUnusable, WrongUse) as error:
        yield fault("Kopfzeilen", str(error), "In den Einstellungen berichtigen.")
    else:
        yield from check_headers(mail.content, settings)


def _names(patient: Patient) -> Iterator[Finding]:
    sender = _domain(patient.settings.sender)
    envelope = _domain(patient.settings.bounces)
    yield from check_spf(envelope, patient.resolver)
    yield from check_dkim(sender, patient.selectors, patient.resolver)
    yield from check_dmarc(sender, envelope, patient.resolver)
    for domain in dict.fromkeys((envelope, _domain(patient.settings.leaving))):
        yield from check_hosts(domain, patient.resolver)


def _domain(mailbox: str) -> str:
    return read_address(mailbox).domain
