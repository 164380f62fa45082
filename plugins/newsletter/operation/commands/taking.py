"""`bounces`: takes in returned mail, from the folder or mailbox of the settings, or one from a pipe.

From a pipe (`--eine`, standard input) the mail server must learn one thing alone: whether it may forget the
mail (0) or has to keep it (75, EX_TEMPFAIL of sysexits.h: Postfix tries again). Where a Maildir is
set, the mail is first put there, and so it is safe whatever happens to the database; what is not
understood stays there for a person. Without one, a mail that is not understood is left to the mail server, which
returns it to its sender when its patience ends, as it does with mail to a mailbox nobody has.
"""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from plugins.newsletter.errors import (
    NewsletterError,
    RelayUnusable,
    SettingsUnusable,
    WrongUse,
)
from plugins.newsletter.intake import imap, maildir, mbox
from plugins.newsletter.intake.message import READ
from plugins.newsletter.intake.take import Clerk, Taken
from plugins.newsletter.operation.commands.call import Call
from plugins.newsletter.operation.log import log
from plugins.newsletter.operation.settings_file import load_settings
from plugins.newsletter.operation.wording import counted
from plugins.newsletter.operation.workplace import Workplace

PASSWORD = "INTAKE_PASSWORD"  # noqa: S105  # the name of the variable
_WORDS = {
    Taken.LEFT: ("Abmeldung", "Abmeldungen"),
    Taken.COMPLAINED: ("Beschwerde, ohne Antwort abgemeldet", "Beschwerden, ohne Antwort abgemeldet"),
    Taken.BOUNCED: ("Postfach gesperrt, weil es nichts annimmt", "Postfächer gesperrt, weil sie nichts annehmen"),
    Taken.SOFT: ("Mail für diesmal abgewiesen", "Mails für diesmal abgewiesen"),
    Taken.NOTHING: ("automatische Mail ohne Folgen", "automatische Mails ohne Folgen"),
}  # fmt: skip


def bounces(call: Call) -> list[NewsletterError]:
    """Take in what has come back since the last time, or one mail from standard input."""
    if call.arguments.eine:
        return _one(call)
    if call.arguments.empfaenger:
        raise WrongUse(
            "--empfaenger gehört zu --eine: zu einer einzelnen Mail auf der Standardeingabe."
        )
    with call.workplace() as place:
        counts, waiting = _take(place, _mailbox(call, place))
    _note(counts)
    for line in _lines(counts, waiting):
        call.say(line)
    return []


def _mailbox(call: Call, place: Workplace) -> Callable[[Callable[[bytes], bool]], int]:
    """Return what gives each new mail of the mailbox to a function."""
    named = call.arguments.ordner or ""
    intake = place.settings.intake
    if intake.imap and not named:
        password = call.environment.get(PASSWORD, "")
        if not password:
            raise SettingsUnusable(
                f"Die Umgebungsvariable {PASSWORD} fehlt; das Postfach verlangt ein Passwort."
            )
        return partial(imap.each_new, intake.imap, password)
    if not named and not intake.folder:
        raise SettingsUnusable(
            "Wo zurückkommende Post liegt, ist nicht eingestellt; setzen Sie intake=Intake(folder=…) oder nennen "
            "Sie --ordner."
        )
    folder = call.root / (named or intake.folder)
    if maildir.is_maildir(folder):
        return partial(maildir.each_new, folder)
    if folder.is_file():
        return partial(mbox.each_new, folder)
    raise SettingsUnusable(
        f"„{folder}“ ist kein Postfach: weder ein Maildir (ein Ordner mit cur, new und tmp) noch eine mbox-Datei."
    )


def _one(call: Call) -> list[NewsletterError]:
    """Take one mail from standard input; every error means that the mail server keeps it."""
    mail, recipient = sys.stdin.buffer, call.arguments.empfaenger or ""
    try:
        named = call.arguments.ordner or load_settings(call.root, call.environment).intake.folder
        folder = call.root / named if named else None
        if folder and maildir.is_maildir(folder):
            maildir.file_mail(folder, mail, recipient, call.clock())
        else:
            return _by_itself(call, mail, recipient)
    except NewsletterError as error:
        raise RelayUnusable(str(error)) from error
    try:
        with call.workplace() as place:
            counts, _ = _take(place, partial(maildir.each_new, folder))
    except NewsletterError as error:  # the mail is safe; the next one, or the timer, takes it up
        log().warning("intake.later", reason=str(error))
    else:
        _note(counts)
    return []


def _by_itself(call: Call, mail: BinaryIO, recipient: str) -> list[NewsletterError]:
    raw = mail.read(READ)
    while mail.read(READ):
        pass  # a mail server that cannot write to the end takes it for a failure
    with call.workplace() as place:
        taken = _clerk(place).take(raw, place.clock(), recipient)
    _note(Counter([taken]))
    if taken is Taken.UNCLEAR:
        raise RelayUnusable(
            "Die Mail ist für einen Menschen; es ist aber kein Maildir eingestellt, in das sie könnte "
            "(intake=Intake(folder=…))."
        )
    return []


def _take(
    place: Workplace, each: Callable[[Callable[[bytes], bool]], int]
) -> tuple[Counter[Taken], int]:
    """Take each mail; return what became of them, and how many wait for a person by now."""
    counts: Counter[Taken] = Counter()
    clerk = _clerk(place)

    def done_with(raw: bytes) -> bool:
        taken = clerk.take(raw, place.clock())
        counts[taken] += 1
        return taken is not Taken.UNCLEAR

    return counts, each(done_with)


def _clerk(place: Workplace) -> Clerk:
    return Clerk(place.store, place.register, place.settings, place.keys)


def _note(counts: Counter[Taken]) -> None:
    log().info("intake", **{str(taken): count for taken, count in counts.items()})


def _lines(counts: Counter[Taken], waiting: int) -> Iterator[str]:
    if not counts:
        yield "Seit dem letzten Mal ist nichts zurückgekommen."
    for taken, (one, many) in _WORDS.items():
        if counts[taken]:
            yield f"{counted(counts[taken], one, many)}."
    if waiting:
        wait = counted(waiting, "Mail wartet", "Mails warten")
        yield f"{wait} ungelesen im Postfach: Das Programm versteht sie nicht, bitte sehen Sie nach."
