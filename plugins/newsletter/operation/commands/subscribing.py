"""`subscribers.status`, `add`, `remove`, `erase`, `purge`: what the operator does for people who write or call."""

import sys

from plugins.newsletter.address import Address, read_address
from plugins.newsletter.consent import applications, erasure, retention, suppression, wordings
from plugins.newsletter.consent.applications import BY_HAND, Application
from plugins.newsletter.consent.terms import FREQUENCIES
from plugins.newsletter.consent.turn import turn
from plugins.newsletter.errors import DecisionNeeded, NewsletterError, WrongUse
from plugins.newsletter.operation import membership
from plugins.newsletter.operation.commands.call import Call
from plugins.newsletter.operation.wording import counted
from plugins.newsletter.service.published import Form, Published

_NOT_CLEAN = DecisionNeeded(
    "In den Dateien der Datenbank kann noch etwas davon stehen, weil gerade verschickt wird oder ein anderes "
    "Programm darin liest; „inv subscribers.purge“ holt es nach, der Anmeldedienst von selbst jede Stunde."
)


def status(call: Call) -> list[NewsletterError]:
    """Print how many are subscribed, what waits, and what the last weeks brought."""
    with call.workplace() as place, place.store.read() as connection:
        for line in membership.lines(connection, place.clock()):
            call.say(line)
    return []


def add(call: Call) -> list[NewsletterError]:
    """Have somebody asked by mail, as the form does; an address that was refused is asked again."""
    address = read_typed(call)
    with call.workplace() as place:
        form = Published(place.settings, place.root).form()
        wish = Application(
            address=address.address,
            topics=_topics(call.arguments.themen, form),
            frequency=FREQUENCIES[call.arguments.haeufigkeit],
            wording=form.version,
            form=BY_HAND,
            asked_at=place.clock(),
        )
        with turn(place.store) as connection:
            wordings.note(connection, form.version, form.wording, place.clock())
            lifted = suppression.lift(connection, place.keys, address)
            applications.apply(connection, [wish])
    if lifted:
        call.say("Die Adresse war gesperrt; die Sperre ist aufgehoben.")
    call.say(
        "Der Anmeldedienst sendet die Bestätigungsmail, höchstens eine am Tag; angemeldet ist die Adresse, "
        "sobald jemand den Link darin bestätigt."
    )
    return []


def remove(call: Call) -> list[NewsletterError]:
    """End a subscription, and take back what asks for one."""
    address = read_typed(call)
    with call.workplace() as place:
        number = place.register.number_of(address)
        if number is not None:
            place.register.remove(number, place.clock())
        with turn(place.store) as connection:
            erasure.forget(connection, None, address)
    call.say("Die Adresse ist abgemeldet; sie bekommt keine Mail mehr.")
    return []


def erase(call: Call) -> list[NewsletterError]:
    """Delete all that is stored about an address, also in the files of the database."""
    address = read_typed(call)
    with call.workplace() as place:
        nobody = 0  # no number; then there may still be sign-ups and mails that nobody confirmed
        number = place.register.number_of(address) or nobody
        place.register.erase(number, place.clock(), address)
        if call.arguments.sperren:
            with turn(place.store) as connection:
                suppression.add(connection, place.keys, address, "request", place.clock())
        clean = retention.tidy(place.store)
    call.say(
        "Zu dieser Adresse ist nichts Lesbares mehr gespeichert; ihre Prüfsumme bleibt im Nachweis, bis dessen "
        "Frist endet."
    )
    if call.arguments.sperren:
        call.say("Sie ist gesperrt und bekommt auch keine Bestätigungsmail mehr.")
    call.say("In Sicherungen und im Protokoll des Mailservers steht sie, bis diese ablaufen.")
    return [] if clean else [_NOT_CLEAN]


def purge(call: Call) -> list[NewsletterError]:
    """Delete what has been kept for long enough."""
    with call.workplace() as place:
        done = retention.purge(place.store, place.settings, place.clock())
    parts = (
        (done.unconfirmed, "unbestätigte Anmeldung", "unbestätigte Anmeldungen"),
        (done.answered, "abgelaufener Link", "abgelaufene Links"),
        (done.refusals, "Antwort von Mailservern", "Antworten von Mailservern"),
        (done.evidence, "Nachweis", "Nachweise"),
    )
    said = [counted(count, one, many) for count, one, many in parts if count]
    call.say(f"Gelöscht: {', '.join(said)}." if said else "Es ist nichts zu löschen.")
    if not done.clean:
        call.say(str(_NOT_CLEAN))
    return []


def read_typed(call: Call) -> Address:
    """Return the address of the command line, else of standard input: what is typed there no log keeps."""
    typed = getattr(call.arguments, "adresse", None)
    if typed is None:
        if sys.stdin.isatty():
            sys.stderr.write("E-Mail-Adresse: ")
            sys.stderr.flush()
        typed = sys.stdin.readline()
    return read_address(typed)


def _topics(typed: str, form: Form) -> frozenset[str] | None:
    if not typed:
        return None
    topics = frozenset(part.strip() for part in typed.split(","))
    if unknown := topics - form.topics.keys():
        raise WrongUse(
            f"Diese Themen gibt es nicht: {', '.join(sorted(unknown))}; möglich sind: {', '.join(form.topics)}."
        )
    return topics
