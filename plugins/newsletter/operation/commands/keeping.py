"""`backup` and `restore`: a copy of the database while it is in use, and the way back."""

from datetime import UTC, datetime
from pathlib import Path

from plugins.newsletter.errors import DecisionNeeded, NewsletterError, StoreUnusable, WrongUse
from plugins.newsletter.operation.commands.call import Call
from plugins.newsletter.operation.settings_file import load_settings
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
    """Put a copy in the place of the database; then the sender stands still."""
    given = call.arguments.quelle
    if (given is None) is not call.arguments.eingespielt:
        raise WrongUse("Nennen Sie entweder die Datei der Sicherung oder --eingespielt.")
    if given is None:
        with call.workplace() as place, place.store.begin(durable=True) as connection:
            mark_restored(connection, place.clock())
        return [_STANDS_STILL]
    settings = load_settings(call.root, call.environment)
    kept = copies.restore(
        Path(given),
        settings.database,
        call.root,
        now=call.clock(),
        replace=call.arguments.ersetzen,
    )
    if kept is not None:
        call.say(f"Die bisherige Datenbank liegt in {kept}.")
    call.say("Die Sicherung ist zurückgeholt.")
    return [_STANDS_STILL]


def _thin_out(folder: Path) -> None:
    copies_there = sorted(folder.glob("newsletter-*T*Z.sqlite3"))
    try:
        for old in copies_there[:-_KEEP]:
            old.unlink(missing_ok=True)
    except OSError as error:
        raise StoreUnusable(
            f"Eine alte Sicherung in „{folder}“ lässt sich nicht löschen; prüfen Sie die Rechte."
        ) from error
