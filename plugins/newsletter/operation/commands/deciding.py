"""What a person decides: entries let through or skipped, issues paused, resumed, cancelled."""

from plugins.newsletter.delivery.reconcile import decide
from plugins.newsletter.errors import DecisionNeeded, NewsletterError, WrongUse
from plugins.newsletter.operation.commands.call import Call
from plugins.newsletter.operation.report import held_lines, planning_lines
from plugins.newsletter.operation.round import plan_now
from plugins.newsletter.operation.wording import counted
from plugins.newsletter.planning import holds, issues
from plugins.newsletter.store.database import recall, remember
from plugins.newsletter.store.lock import sole_sender

STANDSTILL = "paused"
_BY_HAND = "von Hand angehalten."


def plan(call: Call) -> list[NewsletterError]:
    """Decide about held entries, read the feed, plan; send nothing."""
    chosen = call.arguments
    with call.workplace() as place:
        with place.store.begin(durable=True) as connection:
            if chosen.ueberspringen is not None:
                count = holds.skip(connection, chosen.ueberspringen or None)
                call.say(f"{_entries(count)} nie gesandt.")
            if chosen.freigeben is not None:
                count = holds.release(connection, chosen.freigeben or None, place.clock())
                call.say(f"{_entries(count)} gesandt.")
        planned = plan_now(place.root, place.settings, place.store, place.clock())
    lines = [*planning_lines(planned), *held_lines(planned.held)]
    for line in lines or ["Es gibt nichts Neues zu planen."]:
        call.say(line)
    faults: list[NewsletterError] = [DecisionNeeded(each) for each in planned.rendered.failures]
    if planned.held:
        faults.append(DecisionNeeded("Es ist etwas zu entscheiden."))
    return faults


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
                count = decide(place.store, number, place.clock(), arrived=arrived)
            word = "gelten als angekommen" if arrived else "gehen noch einmal hinaus"
            call.say(f"Ungewisse Mails, die jetzt {word}: {count}.")
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


def _entries(count: int) -> str:
    return counted(count, "Beitrag wird", "Beiträge werden")
