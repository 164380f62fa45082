"""What can be typed about people: subscribers, the sign-up service, returned mail."""

import argparse
from collections.abc import Callable

from plugins.newsletter.consent.terms import FREQUENCIES

_ADDRESS = (
    "E-Mail-Adresse; ohne sie wird sie von der Eingabe gelesen und steht dann in keinem Protokoll"
)


def add_people(command: Callable[[str, str], argparse.ArgumentParser]) -> None:
    """Add the commands; `command` makes the parser for a name and its help."""
    command(
        "serve",
        "beantwortet die Formulare der Website und sendet Bestätigungsmails, bis es beendet wird",
    )
    _bounces(command("bounces", "nimmt Rückläufer, Beschwerden und Abmeldungen per Mail entgegen"))
    command("subscribers.status", "zeigt, wie viele angemeldet sind und was auf Bestätigung wartet")
    _add(
        command(
            "subscribers.add", "sendet an eine Adresse eine Bestätigungsmail; hebt eine Sperre auf"
        )
    )
    _address(command("subscribers.remove", "meldet eine Adresse ab"))
    _export(
        command("subscribers.export", "schreibt alle Angemeldeten mit Nachweis in eine Datei (CSV)")
    )
    _import(
        command("subscribers.import", "übernimmt Angemeldete mit Nachweis aus einer Datei (CSV)")
    )
    command("subscribers.purge", "löscht, was lange genug aufbewahrt wurde")
    _erase(command("subscribers.erase", "löscht alles, was zu einer Adresse gespeichert ist"))


def _address(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("adresse", metavar="ADRESSE", nargs="?", help=_ADDRESS)


def _bounces(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--ordner", metavar="PFAD", help="Maildir oder mbox statt des Postfachs der Einstellungen"
    )
    parser.add_argument(
        "--eine", action="store_true", help="liest eine einzige Mail von der Eingabe, für eine Pipe"
    )
    parser.add_argument(
        "--empfaenger",
        metavar="ADRESSE",
        help="wohin diese eine Mail ging, wie der Mailserver es weiß",
    )


def _add(parser: argparse.ArgumentParser) -> None:
    _address(parser)
    parser.add_argument(
        "--themen", metavar="KENNUNGEN", default="", help="mit Komma getrennt, sonst alle"
    )
    parser.add_argument(
        "--haeufigkeit", choices=tuple(FREQUENCIES), default="sofort", help="wie oft, sonst sofort"
    )


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "datei", metavar="DATEI", help="neue Datei, die nur ihr Besitzer lesen kann"
    )
    parser.add_argument(
        "--auskunft",
        action="store_true",
        help="stattdessen alles zu einer Adresse (JSON), die von der Eingabe gelesen wird",
    )


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("datei", metavar="DATEI", help="CSV in UTF-8, wie „export“ sie schreibt")
    parser.add_argument("--probe", action="store_true", help="prüft nur und schreibt nichts")


def _erase(parser: argparse.ArgumentParser) -> None:
    _address(parser)
    parser.add_argument(
        "--sperren", action="store_true", help="die Adresse bekommt auch nie wieder eine Mail"
    )
