"""What `status` prints, and what it warns of: its exit code is the alert for monitoring."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TextIO

from plugins.newsletter.errors import (
    DecisionNeeded,
    FeedUnusable,
    NewsletterError,
    RelayUnusable,
)
from plugins.newsletter.operation.standing import IssueLine, Standing
from plugins.newsletter.operation.waiting import held_lines
from plugins.newsletter.operation.wording import KINDS, ago, counted, moment, number
from plugins.newsletter.settings import Schedule
from plugins.newsletter.store.states import Frequency, IssueState

_NOTICED = 600  # seconds in which the service has looked at every sign-up
_MAILED = 3600  # seconds in which every mail that confirms has left
STATES = {
    IssueState.DRAFT: "Entwurf",
    IssueState.PLANNED: "geplant",
    IssueState.SENDING: "im Versand",
    IssueState.PAUSED: "angehalten",
    IssueState.DONE: "fertig",
    IssueState.CANCELLED: "abgebrochen",
    IssueState.EXPIRED: "verfallen",
}


def show(standing: Standing, schedule: Schedule, stream: TextIO) -> None:
    """Print how the sender stands."""
    for each in standing.issues:
        stream.writelines(f"{line}\n" for line in _issue(each, schedule))
    if not standing.issues:
        stream.write("Es gibt noch keine Ausgabe.\n")
    stream.write("\n")
    stream.writelines(f"{line}\n" for line in _lines(standing, schedule))
    stream.flush()


def alarms(standing: Standing, schedule: Schedule) -> list[NewsletterError]:
    """Return what somebody must hear of: silence first (69), sign-ups that wait (75), then decisions (3)."""
    return [
        *(FeedUnusable(line) for line in _silences(standing, schedule.silence)),
        *(RelayUnusable(line) for line in _sign_ups(standing)),
        *(DecisionNeeded(line) for line in _decisions(standing)),
    ]


def _issue(each: IssueLine, schedule: Schedule) -> Iterator[str]:
    account = each.account
    parts = (
        (account.sent, "gesandt"),
        (account.excluded, "entfallen"),
        (account.failed, "abgelehnt"),
        (account.expired, "verfallen"),
        (account.open, "offen"),
    )
    yield (
        f"{each.id:>4}  {STATES[each.state]}, {KINDS[each.kind]}, "
        f"{moment(each.planned_for, schedule.zone)}: {each.title}"
    )
    balance = " + ".join(f"{number(count)} {word}" for count, word in parts)
    yield f"      {counted(account.frozen, 'Mail', 'Mails')} = {balance}"


def _lines(standing: Standing, schedule: Schedule) -> Iterator[str]:
    yield from held_lines(standing.held)
    if standing.waiting:
        yield f"In der Wartezeit: {counted(standing.waiting, 'Beitrag', 'Beiträge')}."
    people = ", ".join(
        f"{name} {number(standing.subscribers.get(kind, 0))}" for kind, name in KINDS.items()
    )
    total = sum(standing.subscribers.values())
    unconfirmed = f"; {number(standing.pending)} noch unbestätigt" if standing.pending else ""
    yield f"Angemeldet: {number(total)} ({people}){unconfirmed}."
    for kind, name in ((Frequency.WEEKLY, "Wochenausgabe"), (Frequency.MONTHLY, "Monatsausgabe")):
        yield f"Nächste {name}: {moment(standing.slots[kind].moment, schedule.zone)}."
    if standing.feed.read_at is not None:
        yield f"Feed zuletzt gelesen: {ago(standing.now - standing.feed.read_at)}."
    if standing.feed.failure:
        yield f"Feed gestört: {standing.feed.failure}"
    if standing.last_run is not None:
        yield f"Letzter Lauf: {ago(standing.now - standing.last_run)}."


def _silences(standing: Standing, silence: timedelta) -> Iterator[str]:
    limit = int(silence.total_seconds())

    def silent(since: int | None) -> bool:
        return since is not None and standing.now - since > limit

    if standing.last_run is None:
        yield "Der Versand ist noch nie gelaufen: „inv newsletter.send“ beginnt damit, danach der Timer."
    elif silent(standing.last_run):
        yield (
            f"Der letzte Lauf war {ago(standing.now - standing.last_run)}; läuft der Timer? "
            "„systemctl list-timers 'newsletter*'“ zeigt es."
        )
    elif standing.feed.read_at is None:
        yield f"Der Feed war noch nie zu lesen: {standing.feed.failure}"
    elif silent(standing.feed.read_at):
        since = ago(standing.now - standing.feed.read_at)
        yield f"Der Feed schweigt, zuletzt gelesen {since}: {standing.feed.failure}"
    elif silent(standing.stuck_since) and not standing.standstill:
        yield (
            f"Mails stehen an und gehen nicht hinaus, die älteste {ago(standing.now - (standing.stuck_since or 0))} "
            "fällig; „inv newsletter.doctor“ sucht den Grund."
        )


def _sign_ups(standing: Standing) -> Iterator[str]:
    typed, asked, kept = (
        standing.now - (since or standing.now)
        for since in (standing.typed_since, standing.asked_since, standing.kept_since)
    )
    if typed > _NOTICED:
        yield (
            f"Anmeldungen werden nicht bearbeitet, die älteste kam {ago(typed)}; läuft der Anmeldedienst? "
            "„systemctl status newsletter-anmeldung“ zeigt es."
        )
    if asked > _MAILED:
        yield (
            f"Bestätigungsmails gehen nicht hinaus, die älteste ist {ago(asked)} bestellt; "
            "„inv newsletter.doctor“ sucht den Grund."
        )
    if kept:
        yield (
            f"Unbestätigte Anmeldungen werden nicht gelöscht, die älteste kam {ago(kept)}; „inv subscribers.purge“ "
            "holt es nach, und „systemctl list-timers 'newsletter*'“ zeigt, ob der Timer läuft."
        )


def _decisions(standing: Standing) -> Iterator[str]:
    if standing.standstill:
        yield f"Der Versand steht still: {standing.standstill} Weiter mit „inv newsletter.resume“."
    if standing.held:
        some = counted(len(standing.held), "Beitrag ist angehalten", "Beiträge sind angehalten")
        yield f"{some}; „inv newsletter.plan“ gibt frei oder überspringt."
    for number_, count in standing.uncertain.items():
        yield (
            f"Ausgabe {number_}: {counted(count, 'Mail bleibt ungewiss', 'Mails bleiben ungewiss')}. „inv newsletter.resume "
            f"--nummer {number_} --ungewisse erneut“ sendet noch einmal, „--ungewisse angekommen“ rechnet ab."
        )
    for each in standing.issues:
        if each.state is IssueState.PAUSED:
            yield _paused(each)


def _paused(line: IssueLine) -> str:
    why = {"late": "zu spät begonnen", "operator": "von Hand"}.get(line.reason, line.reason)
    return (
        f"Ausgabe {line.id} ist angehalten ({why.removesuffix('.')}): „inv newsletter.resume --nummer {line.id}“ "
        f"setzt sie fort, „inv newsletter.cancel --nummer {line.id}“ bricht sie ab."
    )
