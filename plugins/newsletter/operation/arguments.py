"""What can be typed after `python -m plugins.newsletter`."""

import argparse
import re
from collections.abc import Sequence
from typing import NoReturn

from plugins.newsletter.errors import WrongUse
from plugins.newsletter.operation.log import LEVELS
from plugins.newsletter.operation.people_arguments import add_people

EVERY = "alle"
# What argparse says, in the wordings of Python 3.11 to 3.14, and what is told instead.
_GERMAN = tuple(
    (re.compile(pattern, re.DOTALL), german)
    for pattern, german in (
        (r"the following arguments are required: (.+)", r"Es fehlt: \1"),
        (r"one of the arguments (\S+) .*", r"Es fehlt: \1"),
        (r"argument (\S+): not allowed with argument .*", r"\1 steht zweimal da"),
        (r"unrecognized arguments: (.+)", r"Damit ist nichts anzufangen: \1"),
        (r"argument (\S+): expected .*argument.*", r"Zu \1 fehlt die Angabe"),
        (r"argument Befehl: invalid choice: '(.*?)' .*", r"Einen Befehl „\1“ gibt es nicht"),
        (
            r"argument (\S+): invalid choice: '(.*?)' .*?\(choose from (.*?)\)",
            r"„\2“ passt nicht zu \1, möglich ist: \3",
        ),
        (r"argument (\S+): invalid \S+ value: '(.*)'", r"„\2“ passt nicht zu \1"),
        (r"argument (\S+): („.*)", r"\2"),
    )
)


class _Parser(argparse.ArgumentParser):
    """A parser that speaks German and raises instead of ending the program."""

    def error(self, message: str) -> NoReturn:
        said = f"Das ist so nicht zu verstehen ({message})"
        for pattern, german in _GERMAN:
            if found := pattern.fullmatch(message):
                said = found.expand(german).replace("'", "")
                break
        raise WrongUse(f"{said}. „python -m {self.prog} --help“ zeigt, was geht.")

    def format_help(self) -> str:
        text = super().format_help().replace("usage:", "Aufruf:", 1)
        for english, german in (
            ("positional arguments:", "Angaben:"),
            ("options:", "Optionen:"),
            ("show this help message and exit", "zeigt diese Hilfe"),
        ):
            text = text.replace(english, german)
        return text


def read_arguments(words: Sequence[str]) -> argparse.Namespace:
    """Return the command and its options. Raises WrongUse; `--help` ends the program."""
    arguments = _parser().parse_args(words)
    if getattr(arguments, "genannt", None) is not None:
        arguments.nummer = arguments.genannt
    return arguments


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="plugins.newsletter", description="Vom Feed zu allen, genau einmal.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="Befehl")

    def command(name: str, help_: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help_, description=help_)
        _log_options(made)
        return made

    _preview(command("preview", "schreibt Mails zum Ansehen in einen Ordner; nichts wird gesandt"))
    _plan(command("plan", "liest den Feed und plant Ausgaben; entscheidet über Angehaltenes"))
    command("send", "plant und sendet, was fällig ist, und endet")
    _run(command("run", "wie send, alle paar Minuten wieder, bis es beendet wird"))
    command("status", "zeigt Ausgaben, Angehaltenes, Termine und ob alles läuft")
    for name, help_ in (
        ("pause", "hält eine Ausgabe an, ohne Nummer den ganzen Versand"),
        ("resume", "setzt eine Ausgabe fort, ohne Nummer den ganzen Versand"),
        ("cancel", "bricht eine Ausgabe ab; was noch nicht hinaus ist, geht nicht mehr hinaus"),
    ):
        made = command(name, help_)
        _numbered(made, needed=name == "cancel")
        if name == "resume":
            made.add_argument(
                "--ungewisse",
                choices=("erneut", "angekommen"),
                help="stattdessen: was mit Mails geschieht, deren Antwort verloren ging",
            )
    _test(command("test", "sendet den neuesten Beitrag an eine Adresse, mit [Probe] im Betreff"))
    _doctor(command("doctor", "prüft Einstellungen, DNS, Mailserver, Feed, Uhr und Datenbank"))
    command("demo", "zeigt alles an erfundenen Daten, in einem eigenen Ordner")
    backup = command("backup", "sichert die Datenbank in eine Datei")
    backup.add_argument("ziel", metavar="ZIEL", help="neue Datei, oder ein Ordner")
    restore = command("restore", "holt eine Sicherung zurück; der Versand steht danach still")
    restore.add_argument(
        "quelle", metavar="SICHERUNG", nargs="?", help="Datei, die „backup“ geschrieben hat"
    )
    restore.add_argument(
        "--eingespielt",
        action="store_true",
        help="statt einer Datei: Die Datenbank ist mit pg_restore schon eingespielt",
    )
    restore.add_argument(
        "--ersetzen", action="store_true", help="an die Stelle der Datenbank, die schon da ist"
    )
    add_people(command)
    return parser


def _log_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--protokoll",
        choices=LEVELS,
        default="warnung",
        help="wie viel auf der Fehlerausgabe protokolliert wird",
    )
    parser.add_argument(
        "--protokoll-json",
        action="store_true",
        help="das Protokoll als eine Zeile JSON je Ereignis",
    )


def _preview(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--anzahl", type=int, default=3, help="so viele Beiträge, sonst 3")


def _plan(parser: argparse.ArgumentParser) -> None:
    for name, help_ in (
        ("--freigeben", "angehaltene Beiträge senden: Nummern mit Komma, oder „alle“"),
        ("--ueberspringen", "angehaltene Beiträge nie senden: Nummern mit Komma, oder „alle“"),
    ):
        parser.add_argument(name, type=_entries, metavar="NR", default=None, help=help_)


def _entries(text: str) -> list[int]:
    """Return the numbers of entries, none for all."""
    if text == EVERY:
        return []
    return [_number(part) for part in text.split(",")]


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"„{text}“ ist keine Nummer") from None


def _run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--alle",
        type=float,
        default=5,
        metavar="MINUTEN",
        help="Abstand der Läufe, sonst 5 Minuten",
    )


def _numbered(parser: argparse.ArgumentParser, *, needed: bool) -> None:
    # `inv` wants the option, and so the messages name it; a number alone is quicker to type.
    either = parser.add_mutually_exclusive_group(required=needed)
    help_ = "Nummer der Ausgabe, wie status sie zeigt"
    either.add_argument("nummer", type=_number, metavar="NUMMER", nargs="?", help=help_)
    either.add_argument("--nummer", type=_number, metavar="NUMMER", dest="genannt", help="dasselbe")


def _test(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("adresse", metavar="ADRESSE", help="wohin die Probe geht")


def _doctor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--dns-datei", metavar="DATEI", help="Zonendatei, statt die Nameserver zu fragen"
    )
    parser.add_argument(
        "--dkim-selektor",
        action="append",
        default=[],
        metavar="NAME",
        help="Name des DKIM-Schlüssels; mehrmals möglich, sonst werden übliche Namen versucht",
    )
