"""`plan`: held entries are let through or skipped, issues are planned, nothing is sent."""

from plugins.newsletter.errors import DecisionNeeded, NewsletterError
from plugins.newsletter.operation.commands.call import Call
from plugins.newsletter.operation.report import planning_faults, planning_lines
from plugins.newsletter.operation.round import plan_now
from plugins.newsletter.operation.waiting import held_lines
from plugins.newsletter.operation.wording import counted
from plugins.newsletter.planning import holds

_NONE_HELD = "Es ist kein Beitrag angehalten."


def plan(call: Call) -> list[NewsletterError]:
    """Decide about held entries, read the feed, plan; send nothing."""
    chosen = call.arguments
    with call.workplace() as place:
        with place.store.begin(durable=True) as connection:
            if chosen.ueberspringen is not None:
                count = holds.skip(connection, chosen.ueberspringen or None)
                call.say(f"{_entries(count)} nie gesandt." if count else _NONE_HELD)
            if chosen.freigeben is not None:
                count = holds.release(connection, chosen.freigeben or None, place.clock())
                call.say(f"{_entries(count)} gesandt." if count else _NONE_HELD)
        planned = plan_now(place.root, place.settings, place.store, place.clock())
    lines = [*planning_lines(planned), *held_lines(planned.held)]
    for line in lines or ["Es gibt nichts Neues zu planen."]:
        call.say(line)
    faults = planning_faults(planned)
    if planned.held:
        some = counted(len(planned.held), "Beitrag wartet", "Beiträge warten")
        faults.append(DecisionNeeded(f"{some} auf Ihre Entscheidung."))
    return faults


def _entries(count: int) -> str:
    return counted(count, "Beitrag wird", "Beiträge werden")
