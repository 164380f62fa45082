"""Every command of the house. `inv --list` is the table of contents; the work is in plugins/desk."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zoneinfo import ZoneInfo

from invoke.collection import Collection
from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.desk import check, external, identifier, new, preview, site
from plugins.desk.errors import DeskError
from plugins.desk.program import run

ROOT = Path(__file__).resolve().parent


@contextmanager
def _spoken() -> Iterator[None]:
    """Turn an error of the desk into its German sentence and its exit code."""
    try:
        yield
    except DeskError as error:
        raise Exit(str(error), code=error.exit_code) from None


def _program(*arguments: str) -> None:
    if code := run(ROOT, *arguments):
        raise Exit(code=code)


def _newsletter(command: str, *words: str) -> None:
    # Ctrl-C is for the newsletter: it finishes the mail that is leaving, and ends.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _program("plugins.newsletter", command, *(word for word in words if word))
    finally:
        signal.signal(signal.SIGINT, before)


def _check_data(*, brief: bool) -> None:
    """Print what the check of the data found; errors end the command."""
    # Only here: the plugin brings Pelican along, half a second that no other command needs.
    from plugins.indicators.check.inspection import inspect_site  # noqa: PLC0415  # see above
    from plugins.indicators.check.report import brief_report, full_report  # noqa: PLC0415  # as well

    found = inspect_site(ROOT)
    if found.indicators or found.errors:
        print((brief_report if brief else full_report)(found), flush=True)
    if found.errors:
        raise Exit("Die Daten haben Fehler.", code=1)


@task(
    name="new",
    help={
        "titel": "Titel; ist er angegeben, wird nichts gefragt",
        "art": "datenbeitrag, hilfe, termin, beteiligung, projekt oder rueckblick",
        "felder": "Handlungsfelder, mit Komma getrennt",
        "datum": "Tag der Veröffentlichung (22.11.2026 oder 2026-11-22), sonst heute",
        "jahr": "nur bei rueckblick: das Jahr, auf das er zurückblickt",
    },
)
def new_text(
    _: Context, titel: str = "", art: str = "", felder: str = "", datum: str = "", jahr: str = ""
) -> None:
    """Legt einen neuen Beitrag oder Jahresrückblick als Datei an."""
    with _spoken():
        new.start(ROOT, new.Answers(titel, art, felder, datum, jahr))


@task
def kennung(_: Context) -> None:
    """Ergänzt die Kennung in Beiträgen und Rückblicken, die nicht mit „inv new“ entstanden."""
    with _spoken():
        print(identifier.complete(ROOT))


@task(help={"port": "Nummer des Anschlusses, sonst 8000", "ohne-browser": "öffnet keinen Browser"})
def serve(_: Context, port: int = 8000, ohne_browser: bool = False) -> None:  # noqa: FBT001, FBT002
    """Zeigt die Vorschau im Browser und baut sie bei jedem Speichern neu."""
    with _spoken():
        preview.serve(ROOT, port, browser=not ohne_browser)


@task(help={"oeffentlich": "mit publishconf.py, so wie die Seite ins Netz geht"})
def build(_: Context, oeffentlich: bool = False) -> None:  # noqa: FBT001, FBT002
    """Prüft die Daten, baut die Seite nach output/ und prüft sie; lädt nichts hoch."""
    _check_data(brief=True)
    with _spoken():
        print(site.build(ROOT, site.PUBLIC_SETTINGS if oeffentlich else site.SETTINGS))


@task(name="seite")
def check_site(_: Context) -> None:
    """Prüft die gebaute Seite in output/: Verweise, Überschriften, Alternativtexte, fremde Server."""
    with _spoken():
        print(check.judge(ROOT / site.OUTPUT))


@task(name="check")
def check_data(_: Context) -> None:
    """Prüft alle Daten in content/daten/: Form, Summen, Quoten, Sprünge, Enden, Metadaten."""
    _check_data(brief=False)


@task(name="history")
def record_history(_: Context) -> None:
    """Hält fest, welche Daten neu sind und welche berichtigt wurden (content/daten/aenderungen.json)."""
    # Only here: the settings bring Pelican and all plugins along.
    from pelicanconf import INDICATORS, PATH, TIMEZONE  # noqa: PLC0415  # see above
    from plugins.indicators.history.errors import HistoryError  # noqa: PLC0415  # as well
    from plugins.indicators.history.record import record  # noqa: PLC0415  # as well

    try:
        print(record(ROOT, f"{PATH}/{INDICATORS.folder}", ZoneInfo(TIMEZONE)))
    except HistoryError as error:
        raise Exit(str(error), code=error.exit_code) from None


@task(name="uebernehmen", help={"lieferung": "CSV-Datei oder Ordner, außerhalb dieses Ordners"})
def take_over_data(_: Context, lieferung: str) -> None:
    """Übernimmt eine eigene Lieferung nach content/daten/ und hält kleine Zahlen geheim."""
    from plugins.indicators.secrecy.delivery import take_over  # noqa: PLC0415  # brings Pelican along
    from plugins.indicators.secrecy.errors import DeliveryError  # noqa: PLC0415  # as well

    try:
        print(take_over(ROOT, Path(lieferung)), end="\n\n")
    except DeliveryError as error:
        raise Exit(str(error), code=1) from None
    _check_data(brief=True)


@task
def lesbarkeit(_: Context) -> None:
    """Misst, wie leicht sich die Texte lesen (Flesch-Amstad), die schwersten zuerst."""
    # Only here: the settings bring Pelican and all plugins along.
    from pelicanconf import READABILITY  # noqa: PLC0415  # see above
    from plugins.readability.survey import report, survey  # noqa: PLC0415  # as well

    print(report(survey(ROOT, READABILITY), READABILITY))


@task(name="links", help={"hoechstens": "so viele Adressen, sonst 500"})
def check_links(_: Context, hoechstens: int = 500) -> None:
    """Ruft die Adressen auf, auf die die Seite nach außen verweist (braucht Internet)."""
    with _spoken():
        print(external.judge(ROOT / site.OUTPUT, hoechstens))


@task(
    name="test",
    help={
        "auswahl": "nur diese Tests, zum Beispiel tests/desk",
        "gruendlich": "tausend Beispiele je Eigenschaft statt fünfzig; dauert lange",
    },
)
def run_tests(_: Context, auswahl: str = "tests", gruendlich: bool = False) -> None:  # noqa: FBT001, FBT002
    """Führt die Tests aus."""
    if gruendlich:
        os.environ["HYPOTHESIS_PROFILE"] = "thorough"
    # A file stays in one process; in their order the long ones (browser) begin and short ones end.
    spread = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
    # The programs that tests start would each compile the house anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    _program("pytest", *spread, *auswahl.split())


@task
def bogen(_: Context) -> None:
    """Legt alle Arten von Seiten und Diagrammen aus output/ nebeneinander, um sie anzusehen."""
    _program("tests/browser/contact_sheet.py")


@task(help={"schnell": "eine Seite jeder Art, ohne Bericht"})
def audit(_: Context, schnell: bool = False) -> None:  # noqa: FBT001, FBT002
    """Prüft jede Seite in acht Ansichten im Browser und jede Datei; schreibt den Prüfbericht."""
    _program("tests/audit/audit.py", *(["--schnell"] if schnell else []))


@task
def lint(_: Context) -> None:
    """Prüft Stil und Form des Python-Codes (ruff)."""
    _program("ruff", "check")
    _program("ruff", "format", "--check")


@task
def types(_: Context) -> None:
    """Prüft die Typen (mypy, streng)."""
    _program("mypy")


@task
def licences(_: Context) -> None:
    """Prüft, dass jede Datei eine Lizenz nennt (REUSE)."""
    _program("reuse", "lint", "--quiet")


@task
def lock(_: Context) -> None:
    """Schreibt die Listen der Pakete mit Prüfsummen neu (nach Änderungen an pyproject.toml)."""
    compile_ = (
        "uv",
        "pip",
        "compile",
        "--quiet",
        "--universal",
        "--generate-hashes",
        "--no-header",
    )
    project = ("--python-version", "3.11", "--no-emit-index-url", "pyproject.toml")
    _program(*compile_, *project, "--output-file", "requirements.txt")
    dev = ("--group", "dev", "-c", "requirements.txt")
    _program(*compile_, *project, *dev, "--output-file", "requirements-dev.txt")
    peers = ("--group", "peers", "-c", "requirements-dev.txt")
    _program(*compile_, *project, *peers, "--output-file", "requirements-peers.txt")


@task(name="build", help={"schnell": "kleiner Lauf zum Ausprobieren"})
def bench_build(_: Context, schnell: bool = False) -> None:  # noqa: FBT001, FBT002
    """Misst, was diese Seite mehr kostet als Pelican allein."""
    _program("benchmarks/build.py", *(["--quick"] if schnell else []))


@task(name="data", help={"schnell": "kleiner Lauf zum Ausprobieren"})
def bench_data(_: Context, schnell: bool = False) -> None:  # noqa: FBT001, FBT002
    """Misst Lesen und Prüfen von 1.000 Indikatoren mit 1.000.000 Werten."""
    _program("benchmarks/data.py", *(["--quick"] if schnell else []))


@task(name="charts", help={"schnell": "kleiner Lauf zum Ausprobieren"})
def bench_charts(_: Context, schnell: bool = False) -> None:  # noqa: FBT001, FBT002
    """Misst Größe und Zeit der Diagramme gegen zwei bekannte Bibliotheken."""
    _program("benchmarks/charts.py", *(["--quick"] if schnell else []))


@task(name="profiles", help={"schnell": "kleiner Lauf zum Ausprobieren"})
def bench_profiles(_: Context, schnell: bool = False) -> None:  # noqa: FBT001, FBT002
    """Misst, was die Seiten der Gemeinden einen Bau kosten, und wie groß sie sind."""
    _program("benchmarks/profiles.py", *(["--quick"] if schnell else []))


@task(name="images", help={"schnell": "kleiner Lauf zum Ausprobieren"})
def bench_images(_: Context, schnell: bool = False) -> None:  # noqa: FBT001, FBT002
    """Misst Zeit und Größe der Bilder, das erste Mal und danach, gegen eine einfache Schleife."""
    _program("benchmarks/images.py", *(["--quick"] if schnell else []))


@task(name="sending", help={"schnell": "kleiner Lauf zum Ausprobieren"})
def bench_sending(_: Context, schnell: bool = False) -> None:  # noqa: FBT001, FBT002
    """Misst den Versand gegen smtplib, aiosmtplib und smtp-source, und den Speicher."""
    _program("benchmarks/sending.py", *(["--quick"] if schnell else []))


@task(name="kills", help={"schnell": "kleiner Lauf zum Ausprobieren"})
def bench_kills(_: Context, schnell: bool = False) -> None:  # noqa: FBT001, FBT002
    """Tötet den Versand immer wieder und zählt, was ankommt: nichts verloren, nichts doppelt."""
    _program("benchmarks/kill_trial.py", *(["--quick"] if schnell else []))


@task(name="signup", help={"schnell": "kleiner Lauf zum Ausprobieren"})
def bench_signup(_: Context, schnell: bool = False) -> None:  # noqa: FBT001, FBT002
    """Meldet zweihundert Leute je Sekunde an, mit tausend langsamen daneben; nichts darf scheitern."""
    _program("benchmarks/signup.py", *(["--quick"] if schnell else []))


@task(name="attacks", help={"schnell": "kleiner Lauf zum Ausprobieren"})
def bench_attacks(_: Context, schnell: bool = False) -> None:  # noqa: FBT001, FBT002
    """Greift den Anmeldedienst an: ausforschen, fälschen, raten, überhäufen; zählt, was gelingt."""
    _program("benchmarks/attacks.py", *(["--quick"] if schnell else []))


@task(name="lighthouse", help={"schnell": "Startseite und ein Beitrag, je einmal"})
def bench_lighthouse(_: Context, schnell: bool = False) -> None:  # noqa: FBT001, FBT002
    """Misst jede Art von Seite aus output/ mit Lighthouse, und was die Startseite wiegt."""
    _program("benchmarks/lighthouse.py", *(["--quick"] if schnell else []))


@task(name="preview", help={"anzahl": "so viele Beiträge, sonst 3"})
def show_mails(_: Context, anzahl: int = 3) -> None:
    """Schreibt Mails mit den neuesten Beiträgen zum Ansehen nach var/vorschau/."""
    _newsletter("preview", f"--anzahl={anzahl}")


@task(
    name="plan",
    help={
        "freigeben": "angehaltene Beiträge senden: Nummern mit Komma, oder alle",
        "ueberspringen": "angehaltene Beiträge nie senden: Nummern mit Komma, oder alle",
    },
)
def plan_issues(_: Context, freigeben: str = "", ueberspringen: str = "") -> None:
    """Liest den Feed und plant Ausgaben; entscheidet über angehaltene Beiträge."""
    _newsletter(
        "plan",
        freigeben and f"--freigeben={freigeben}",
        ueberspringen and f"--ueberspringen={ueberspringen}",
    )


@task
def send(_: Context) -> None:
    """Plant und sendet, was fällig ist, und endet."""
    _newsletter("send")


@task(name="run", help={"alle": "Abstand der Läufe in Minuten, sonst 5"})
def keep_sending(_: Context, alle: float = 5) -> None:
    """Sendet alle paar Minuten, was fällig ist, bis es mit Strg+C beendet wird."""
    _newsletter("run", f"--alle={alle}")


@task
def status(_: Context) -> None:
    """Zeigt Ausgaben mit ihrer Abrechnung, Angehaltenes, Termine und ob alles läuft."""
    _newsletter("status")


@task(help={"nummer": "Nummer der Ausgabe; ohne sie der ganze Versand"})
def pause(_: Context, nummer: str = "") -> None:
    """Hält eine Ausgabe oder den ganzen Versand an."""
    _newsletter("pause", nummer)


@task(
    help={
        "nummer": "Nummer der Ausgabe; ohne sie der ganze Versand",
        "ungewisse": "Mails ohne Antwort: erneut senden oder angekommen",
    }
)
def resume(_: Context, nummer: str = "", ungewisse: str = "") -> None:
    """Setzt eine Ausgabe oder den ganzen Versand fort."""
    _newsletter("resume", nummer, ungewisse and f"--ungewisse={ungewisse}")


@task(help={"nummer": "Nummer der Ausgabe"})
def cancel(_: Context, nummer: str = "") -> None:
    """Bricht eine Ausgabe ab: Was noch nicht hinaus ist, geht nicht mehr hinaus."""
    _newsletter("cancel", nummer)


@task(name="test", help={"adresse": "wohin die Probe geht"})
def send_test(_: Context, adresse: str = "") -> None:
    """Sendet den neuesten Beitrag an eine Adresse, mit [Probe] im Betreff."""
    _newsletter("test", adresse)


@task(
    help={
        "dns-datei": "Zonendatei, statt die Nameserver zu fragen",
        "dkim-selektor": "Name des DKIM-Schlüssels, sonst werden übliche Namen versucht",
    }
)
def doctor(_: Context, dns_datei: str = "", dkim_selektor: str = "") -> None:
    """Prüft Einstellungen, DNS, Mailserver, Feed, Uhr, Schlüssel und Datenbank."""
    _newsletter(
        "doctor",
        dns_datei and f"--dns-datei={dns_datei}",
        dkim_selektor and f"--dkim-selektor={dkim_selektor}",
    )


@task
def demo(_: Context) -> None:
    """Führt den Newsletter an erfundenen Personen vor, in var/demo/; nichts verlässt den Rechner."""
    _newsletter("demo")


@task(help={"ziel": "neue Datei, oder ein Ordner"})
def backup(_: Context, ziel: str = "") -> None:
    """Sichert die Datenbank des Newsletters, auch während gesendet wird."""
    _newsletter("backup", ziel)


@task(
    help={
        "sicherung": "Datei, die „inv newsletter.backup“ geschrieben hat",
        "ersetzen": "an die Stelle der Datenbank, die schon da ist",
        "eingespielt": "statt einer Datei: Die Datenbank ist mit pg_restore schon eingespielt",
    }
)
def restore(
    _: Context,
    sicherung: str = "",
    ersetzen: bool = False,  # noqa: FBT001, FBT002
    eingespielt: bool = False,  # noqa: FBT001, FBT002
) -> None:
    """Holt eine Sicherung zurück; der Versand steht danach still."""
    words = ("--ersetzen" if ersetzen else "", "--eingespielt" if eingespielt else "")
    _newsletter("restore", sicherung, *words)


@task(name="serve")
def serve_sign_ups(_: Context) -> None:
    """Beantwortet die Formulare der Website und sendet Bestätigungsmails, bis Strg+C es beendet."""
    _newsletter("serve")


@task(
    help={
        "ordner": "Maildir oder mbox statt des Postfachs der Einstellungen",
        "eine": "liest eine einzige Mail von der Eingabe",
        "empfaenger": "wohin diese eine Mail ging",
    }
)
def bounces(_: Context, ordner: str = "", eine: bool = False, empfaenger: str = "") -> None:  # noqa: FBT001, FBT002
    """Nimmt Rückläufer, Beschwerden und Abmeldungen per Mail entgegen."""
    _newsletter(
        "bounces",
        ordner and f"--ordner={ordner}",
        "--eine" if eine else "",
        empfaenger and f"--empfaenger={empfaenger}",
    )


@task(name="status")
def show_subscribers(_: Context) -> None:
    """Zeigt, wie viele angemeldet sind und was auf Bestätigung wartet."""
    _newsletter("subscribers.status")


@task(
    name="add",
    help={
        "adresse": "E-Mail-Adresse; ohne sie wird danach gefragt",
        "themen": "Kennungen mit Komma getrennt, sonst alle",
        "haeufigkeit": "sofort, woche oder monat; sonst sofort",
    },
)
def add_subscriber(
    _: Context, adresse: str = "", themen: str = "", haeufigkeit: str = "sofort"
) -> None:
    """Sendet an eine Adresse eine Bestätigungsmail; hebt eine Sperre auf."""
    words = themen and f"--themen={themen}", f"--haeufigkeit={haeufigkeit}"
    _newsletter("subscribers.add", adresse, *words)


@task(name="remove", help={"adresse": "E-Mail-Adresse; ohne sie wird danach gefragt"})
def remove_subscriber(_: Context, adresse: str = "") -> None:
    """Meldet eine Adresse ab."""
    _newsletter("subscribers.remove", adresse)


@task(
    name="export",
    help={
        "datei": "neue Datei",
        "auskunft": "stattdessen alles zu einer Adresse, nach der gefragt wird (JSON)",
    },
)
def export_subscribers(_: Context, datei: str = "", auskunft: bool = False) -> None:  # noqa: FBT001, FBT002
    """Schreibt alle Angemeldeten mit dem Nachweis ihrer Einwilligung in eine Datei (CSV)."""
    _newsletter("subscribers.export", datei, "--auskunft" if auskunft else "")


@task(name="import", help={"datei": "CSV in UTF-8", "probe": "prüft nur und schreibt nichts"})
def import_subscribers(_: Context, datei: str = "", probe: bool = False) -> None:  # noqa: FBT001, FBT002
    """Übernimmt Angemeldete mit Nachweis aus einer Datei (CSV)."""
    _newsletter("subscribers.import", datei, "--probe" if probe else "")


@task
def purge(_: Context) -> None:
    """Löscht, was lange genug aufbewahrt wurde: Unbestätigtes, alte Nachweise, alte Rückläufer."""
    _newsletter("subscribers.purge")


@task(
    help={
        "adresse": "E-Mail-Adresse; ohne sie wird danach gefragt",
        "sperren": "die Adresse bekommt auch nie wieder eine Mail",
    }
)
def erase(_: Context, adresse: str = "", sperren: bool = False) -> None:  # noqa: FBT001, FBT002
    """Löscht alles, was zu einer Adresse gespeichert ist, auch in den Dateien der Datenbank."""
    _newsletter("subscribers.erase", adresse, "--sperren" if sperren else "")


namespace = Collection(new_text, kennung, serve, build, run_tests)
namespace.add_collection(Collection("check", links=check_links), "check")
namespace.collections["check"].add_task(check_site, default=True)
namespace.add_collection(Collection("code", lint, types, licences, lock, bogen, audit))
namespace.add_collection(Collection("content", lesbarkeit))
namespace.add_collection(Collection("data", check_data, take_over_data, record_history))
namespace.add_collection(
    Collection(
        "bench",
        bench_build,
        bench_data,
        bench_charts,
        bench_images,
        bench_profiles,
        bench_sending,
        bench_kills,
        bench_signup,
        bench_attacks,
        bench_lighthouse,
    )
)
namespace.add_collection(
    Collection(
        *(show_mails, plan_issues, send, keep_sending, status, pause, resume, cancel),
        *(send_test, doctor, demo, backup, restore, serve_sign_ups, bounces),
    ),
    "newsletter",
)
namespace.add_collection(
    Collection(
        *(show_subscribers, add_subscriber, remove_subscriber, export_subscribers),
        *(import_subscribers, purge, erase),
    ),
    "subscribers",
)
