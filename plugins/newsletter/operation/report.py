"""What a round did, in German sentences, and which exit code it means."""

from collections.abc import Iterator

from plugins.newsletter.errors import (
    DecisionNeeded,
    FeedUnusable,
    Interrupted,
    NewsletterError,
    RelayUnusable,
    SettingsUnusable,
)
from plugins.newsletter.operation.round import Round
from plugins.newsletter.operation.waiting import held_lines
from plugins.newsletter.operation.wording import counted, number
from plugins.newsletter.planning.plan import Planned
from plugins.newsletter.store.states import DeliveryState

_DECIDE = "„inv newsletter.status“ zeigt, worum es geht."
# The most serious of several faults gives the exit code.
_GRAVITY = (SettingsUnusable, RelayUnusable, FeedUnusable, DecisionNeeded, Interrupted)
_STATES = {
    DeliveryState.SENT: "gesandt",
    DeliveryState.DEFERRED: "aufgeschoben",
    DeliveryState.FAILED: "endgültig abgelehnt",
    DeliveryState.EXPIRED: "verfallen",
    DeliveryState.EXCLUDED: "abgemeldet",
    DeliveryState.UNCERTAIN: "ungewiss",
}
_RESTS = {
    "quiet": "Es ist Ruhezeit; der Rest geht danach hinaus.",
    "slow": "Das Tempo ist begrenzt; der Rest geht mit den nächsten Läufen hinaus.",
    "stopped": "Beendet; der nächste Lauf macht weiter.",
}


def planning_lines(planned: Planned) -> Iterator[str]:
    """Yield what a planning did."""
    arrivals = planned.arrivals
    if arrivals.first:
        seen = len(arrivals.seen)
        go = "geht" if seen == 1 else "gehen"
        there = f"{counted(seen, 'Beitrag steht', 'Beiträge stehen')} schon im Feed und {go} an niemanden"
        yield (
            f"Erster Lauf: {there if seen else 'Der Feed ist noch leer'}; gesandt wird, was von jetzt an "
            "erscheint."
        )
    for count, one, many in (
        (len(arrivals.waiting), "Beitrag ist neu und wartet", "Beiträge sind neu und warten"),
        (len(arrivals.corrected), "Beitrag ist berichtigt", "Beiträge sind berichtigt"),
        (len(arrivals.withdrawn), "Beitrag ist zurückgezogen", "Beiträge sind zurückgezogen"),
        (len(planned.issues), "Ausgabe ist geplant", "Ausgaben sind geplant"),
    ):
        if count:
            yield f"{counted(count, one, many)}."
    yield from arrivals.notes


def planning_faults(planned: Planned) -> list[NewsletterError]:
    """Return what went wrong in a planning, and stays so until somebody does something."""
    sentences = (*filter(None, (planned.clock,)), *planned.rendered.failures)
    return [DecisionNeeded(each) for each in sentences]


def round_lines(done: Round) -> Iterator[str]:
    """Yield what a round did."""
    left = done.recovered.pending + done.recovered.uncertain
    if left:
        yield f"Vom letzten, abgebrochenen Lauf waren {counted(left, 'Mail', 'Mails')} offen."
    yield from planning_lines(done.planned)
    yield from held_lines(done.held)
    counts = [
        f"{number(done.tally.counts[state])} {word}"
        for state, word in _STATES.items()
        if done.tally.counts[state]
    ]
    if counts:
        yield f"Mails: {', '.join(counts)}."
    yield from _issue_lines(done)
    if done.standstill:
        yield f"Der Versand steht still: {done.standstill} Weiter mit „inv newsletter.resume“."
    elif done.tally.rest:
        yield _RESTS[done.tally.rest]
    elif not counts:
        yield "Es ist nichts zu senden."


def _issue_lines(done: Round) -> Iterator[str]:
    for each in done.planned.rendered.paused:
        yield f"Ausgabe {each} ist nach dem Zurückholen der Sicherung zweifelhaft und angehalten."
    for each in done.begun.late:
        yield f"Ausgabe {each} ist zu spät und wartet auf eine Entscheidung."
    for each in done.begun.expired:
        yield f"Ausgabe {each} ist verfallen, weil niemand sie fortgesetzt hat."
    for each, reason in done.tally.paused.items():
        yield f"Ausgabe {each} ist angehalten: {reason}"
    for each in done.settled.done:
        yield f"Ausgabe {each} ist fertig; jede Mail ist abgerechnet."


def faults_of(done: Round, *, interrupted: bool = False) -> list[NewsletterError]:
    """Return what the operator must hear of, the most serious first; failed mails last (code 1)."""
    faults = [*done.faults, *planning_faults(done.planned)]
    faults += [DecisionNeeded(each) for each in done.settled.faults]
    waiting = (
        *(done.held, done.planned.rendered.paused, done.begun.late, done.begun.expired),
        *(done.tally.paused, done.reconciled.held),
    )
    if any(waiting):
        faults.append(DecisionNeeded(f"Es ist etwas zu entscheiden; {_DECIDE}"))
    if interrupted:
        faults.append(
            Interrupted("Abgebrochen; der nächste Lauf macht weiter, wo dieser aufhörte.")
        )
    failed = done.tally.counts[DeliveryState.FAILED] + done.tally.counts[DeliveryState.EXPIRED]
    faults.sort(key=lambda error: _GRAVITY.index(type(error)))
    if failed:
        faults.append(
            NewsletterError(
                f"{counted(failed, 'Mail ist', 'Mails sind')} endgültig nicht angekommen."
            )
        )
    return faults
