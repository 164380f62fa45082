"""`backup` and `restore`: a copy of the database while it is in use, and the way back."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection

from plugins.newsletter.consent.recovery import end_again
from plugins.newsletter.errors import DecisionNeeded, NewsletterError, StoreUnusable, WrongUse
from plugins.newsletter.keys import keys_from
from plugins.newsletter.operation.commands.call import Call
from plugins.newsletter.operation.settings_file import load_settings
from plugins.newsletter.operation.wording import counted
from plugins.newsletter.store import backup as copies
from plugins.newsletter.store.restored import mark_restored

_KEEP = 30  # copies in a folder
_STANDS_STILL = DecisionNeeded(
    "Der Versand steht still, bis Sie ihn fortsetzen: „inv newsletter.status“ ansehen, dann "
    "„inv newsletter.resume“."
)


def backup(call: Call) -> list[NewsletterError]:
    """Write a copy to a file, or into a folder under today's name; there only the newest are kept."""
    target = Path(call.arguments.ziel)
    with call.workplace() as place:
        if target.is_dir():
            day = datetime.fromtimestamp(place.clock(), UTC)
            folder, target = target, target / f"newsletter-{day:%Y%m%dT%H%M%SZ}.sqlite3"
            copies.backup(place.store, target)
            _thin_out(folder)
        else:
            if target.exists():
                raise WrongUse(
                    f"„{target}“ gibt es schon; nennen Sie eine neue Datei oder einen Ordner."
                )
            if not target.parent.is_dir():
                raise WrongUse(
                    f"Den Ordner „{target.parent}“ gibt es nicht; legen Sie ihn zuerst an."
                )
            copies.backup(place.store, target)
    call.say(f"Die Sicherung liegt in {target}; nur ihr Besitzer kann sie lesen.")
    return []


def restore(call: Call) -> list[NewsletterError]:
    """Put a copy in the place of the database, and end again who has left since; then the sender stands still."""
    given = call.arguments.quelle
    if (given is None) is not call.arguments.eingespielt:
        raise WrongUse("Nennen Sie entweder die Datei der Sicherung oder --eingespielt.")
    settings = load_settings(call.root, call.environment)
    keys, departures = keys_from(call.environment), call.root / settings.departures
    ended: list[int] = []

    def amend(connection: Connection) -> None:
        ended.append(end_again(connection, keys, departures))

    if given is None:
        with call.workplace() as place, place.store.begin(durable=True) as connection:
            mark_restored(connection, place.clock())
            amend(connection)
    else:
        replace = call.arguments.ersetzen
        kept = copies.restore(
            Path(given),
            settings.database,
            call.root,
            now=call.clock(),
            replace=replace,
            amend=amend,
        )
        if kept is not None:
            call.say(f"Die bisherige Datenbank liegt in {kept}.")
        call.say("Die Sicherung ist zurückgeholt.")
    if departures.exists():
        call.say(
            f"Seit der Sicherung abgemeldet und wieder ausgetragen: {counted(sum(ended), 'Person', 'Personen')}."
        )
        return [_STANDS_STILL]
    unknown = DecisionNeeded(
        f"Die Datei der Abmeldungen „{departures}“ fehlt: Wer sich seit der Sicherung abgemeldet hat, ist wieder "
        "angemeldet. Tragen Sie das mit „inv subscribers.remove“ nach, bevor Sie den Versand fortsetzen."
    )
    return [unknown, _STANDS_STILL]


def _thin_out(folder: Path) -> None:
    copies_there = sorted(folder.glob("newsletter-*T*Z.sqlite3"))
    try:
        for old in copies_there[:-_KEEP]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise StoreUnusable(
            f"Eine alte Sicherung in „{folder}“ lässt sich nicht löschen; prüfen Sie die Rechte."
        ) from error
