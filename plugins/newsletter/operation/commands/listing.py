"""`subscribers.export` and `import`: lists of people with the proof of their consent, and answers to one."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from plugins.newsletter.consent import admission, disclosure, spreadsheet
from plugins.newsletter.consent import export as people
from plugins.newsletter.consent.admission import Admitted, Verdict
from plugins.newsletter.errors import NewsletterError, StoreUnusable, WrongUse
from plugins.newsletter.operation.commands.call import Call
from plugins.newsletter.operation.commands.subscribing import read_typed
from plugins.newsletter.operation.wording import counted, number

_SKIPPED = {
    Verdict.DOUBLED: "schon angemeldet",
    Verdict.SUPPRESSED: "gesperrt",
    Verdict.LEFT: "inzwischen abgemeldet",
}


def export(call: Call) -> list[NewsletterError]:
    """Write all who are subscribed to a new file; or all that is stored about one address."""
    target = Path(call.arguments.datei)
    with call.workplace() as place:
        if call.arguments.auskunft:
            found = place.register.number_of(read_typed(call))
            if found is None:
                raise WrongUse("Zu dieser Adresse ist nichts gespeichert.")
            with place.store.read() as connection:
                stored = disclosure.everything(connection, place.keys, found)
            with _new(target, "utf-8") as stream:
                json.dump(stored, stream, ensure_ascii=False, indent=1)
            said = "Alles, was zu dieser Adresse gespeichert ist, steht"
        else:
            with place.store.read() as connection, _new(target, spreadsheet.ENCODING) as stream:
                rows = people.listed(connection, place.settings.schedule.zone)
                count = spreadsheet.write(stream, rows)
            said = f"{counted(count, 'Angemeldete Person steht', 'Angemeldete stehen')}"
    call.say(
        f"{said} in {target}; nur ihr Besitzer kann die Datei lesen. Löschen Sie sie, wenn sie ausgedient hat."
    )
    return []


def import_(call: Call) -> list[NewsletterError]:
    """Take in a list, and tell what was passed over and why."""
    source = Path(call.arguments.datei)
    rehearsal: bool = call.arguments.probe
    try:
        stream = source.open(encoding=spreadsheet.ENCODING, newline="")
    except OSError as error:
        raise WrongUse(
            f"Die Liste „{source}“ lässt sich nicht lesen ({os.strerror(error.errno or 0)})."
        ) from error
    with stream, call.workplace() as place:
        done = admission.admit(
            place.store,
            place.keys,
            spreadsheet.read(stream),
            place.settings.schedule.zone,
            place.clock(),
            rehearsal=rehearsal,
        )
    for line in _account(done, rehearsal=rehearsal):
        call.say(line)
    if not done.refused:
        return []
    return [
        WrongUse(
            f"{counted(done.refused, 'Zeile hat', 'Zeilen haben')} keinen brauchbaren Nachweis oder Inhalt; "
            "berichtigen Sie die Liste und wiederholen Sie den Befehl, Übernommene zählen dann als schon angemeldet."
        )
    ]


def _account(done: Admitted, *, rehearsal: bool) -> Iterator[str]:
    admitted = counted(done.counts[Verdict.ADMITTED], "Person", "Personen")
    yield (
        f"Zu übernehmen: {admitted}; geschrieben wurde nichts."
        if rehearsal
        else f"Übernommen: {admitted}."
    )
    skipped = [f"{number(done.counts[v])} {why}" for v, why in _SKIPPED.items() if done.counts[v]]
    if skipped:
        yield f"Übergangen: {', '.join(skipped)}."
    for line, fault in done.told.items():
        yield f"Zeile {line}: {fault}."
    if done.refused > len(done.told):
        yield f"… und {number(done.refused - len(done.told))} weitere."


@contextmanager
def _new(target: Path, encoding: str) -> Iterator[TextIO]:
    """Write a new file that only its owner may read; it is there whole or not at all."""
    unfinished = target.with_name(f"{target.name}.unfertig")
    try:
        if target.exists():
            raise WrongUse(f"„{target}“ gibt es schon; nennen Sie eine neue Datei.")
        unfinished.unlink(missing_ok=True)
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding=encoding, newline="") as stream:
            yield stream
        unfinished.rename(target)
    except OSError as error:
        raise StoreUnusable(
            f"„{target}“ lässt sich nicht schreiben ({os.strerror(error.errno or 0)})."
        ) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
