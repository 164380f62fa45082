"""What a person decides: issues, or the whole sender, paused, resumed, cancelled."""

from plugins.newsletter.delivery.reconcile import decide
from plugins.newsletter.errors import NewsletterError, WrongUse
from plugins.newsletter.operation.commands.call import Call
from plugins.newsletter.operation.wording import counted
from plugins.newsletter.planning import issues
from plugins.newsletter.store.database import recall, remember
from plugins.newsletter.store.lock import sole_sender

STANDSTILL = "paused"
_BY_HAND = "von Hand angehalten."


def pause(call: Call) -> list[NewsletterError]:
    """Pause an issue, or the whole sender."""
    number = call.arguments.nummer
    with call.workplace() as place, place.store.begin(durable=True) as connection:
        if number is None:
            changed = not recall(connection, STANDSTILL)
            if changed:
                remember(connection, STANDSTILL, _BY_HAND)
            what = "Der ganze Versand steht still"
        else:
            changed = issues.pause(connection, number, place.clock())
            what = f"Ausgabe {number} ist angehalten"
    call.say(f"{what}." if changed else f"{what}; das war schon so.")
    return []


def resume(call: Call) -> list[NewsletterError]:
    """Resume an issue, or the whole sender; or settle mails whose answer was lost."""
    number, uncertain = call.arguments.nummer, call.arguments.ungewisse
    with call.workplace() as place:
        if uncertain is not None:
            if number is None:
                raise WrongUse("Zu --ungewisse gehört die Nummer der Ausgabe.")
            with sole_sender(place.store):
                arrived = uncertain == "angekommen"
                count = decide(place.store, number, place.settings, place.clock(), arrived=arrived)
            if not count:
                raise WrongUse(
                    f"Ausgabe {number} hat keine ungewissen Mails; „inv newsletter.status“ zeigt, welche sie hat."
                )
            settled = counted(count, "Mail gilt", "Mails gelten")
            again = counted(count, "Mail geht", "Mails gehen")
            call.say(
                f"{settled} als angekommen."
                if arrived
                else f"{again} mit dem nächsten Lauf noch einmal hinaus."
            )
            return []
        with place.store.begin(durable=True) as connection:
            if number is None:
                changed = bool(recall(connection, STANDSTILL))
                remember(connection, STANDSTILL, "")
                what = "Der Versand läuft"
            else:
                changed = issues.resume(connection, number, place.clock())
                what = f"Ausgabe {number} geht mit dem nächsten Lauf weiter"
    call.say(f"{what}." if changed else f"{what}; das war schon so.")
    return []


def cancel(call: Call) -> list[NewsletterError]:
    """Cancel an issue."""
    number = call.arguments.nummer
    with call.workplace() as place, place.store.begin(durable=True) as connection:
        changed = issues.cancel(connection, number, place.clock())
        account = issues.accounts(connection, number)
    kept = counted(account.excluded, "Mail geht", "Mails gehen")
    call.say(
        f"Ausgabe {number} ist abgebrochen; {kept} nicht mehr hinaus."
        if changed
        else f"Ausgabe {number} war schon abgebrochen."
    )
    return []
