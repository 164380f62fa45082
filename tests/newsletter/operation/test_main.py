"""The commands: what each prints, and its exit code."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, update

from plugins.newsletter.__main__ import COMMANDS, crashed, function_of
from plugins.newsletter.operation.log import set_up
from plugins.newsletter.operation.signals import Stop
from plugins.newsletter.store.ledger import delivery, issue
from plugins.newsletter.store.lock import sole_sender
from plugins.newsletter.store.schema import subscriber
from plugins.newsletter.store.states import DeliveryState, IssueState

ROOT = Path(__file__).parents[3]


def test_every_command_of_the_issue_is_there():
    assert set(COMMANDS) == {
        "preview", "plan", "send", "run", "status", "pause", "resume", "cancel", "test", "doctor",
        "demo", "backup", "restore", "serve", "bounces", "subscribers.status", "subscribers.add",
        "subscribers.remove", "subscribers.export", "subscribers.import", "subscribers.purge",
        "subscribers.erase",
    }  # fmt: skip
    assert all(callable(function_of(name)) for name in COMMANDS)


def test_a_command_imports_only_what_it_needs():
    code = (
        "import sys; from plugins.newsletter.__main__ import function_of; function_of('backup'); "
        "print({'aiosmtpd', 'feedparser', 'jinja2', 'dns'} & set(sys.modules))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout == "set()\n"


@pytest.mark.parametrize("words", [("--help",), *((name, "--help") for name in COMMANDS)])
def test_help_is_german(project, capsys, words):
    with pytest.raises(SystemExit) as ended:
        project(*words)
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith("Aufruf:")
    assert "show this help" not in said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "Es fehlt: Befehl."),
        (("gibtesnicht",), "Einen Befehl „gibtesnicht“ gibt es nicht."),
        (("pause", "zwölf"), "„zwölf“ ist keine Nummer."),
        (("pause", "1", "--nummer=2"), "--nummer steht zweimal da."),
        (("cancel",), "Es fehlt: NUMMER."),
        (("plan", "--freigeben"), "Zu --freigeben fehlt die Angabe."),
        (("plan", "--freigeben=1,x"), "„x“ ist keine Nummer."),
        (("preview", "--anzahl=viele"), "„viele“ passt nicht zu --anzahl."),
        (
            ("resume", "1", "--ungewisse=ja"),
            "„ja“ passt nicht zu --ungewisse, möglich ist: erneut, ",
        ),
        (("send", "--jetzt"), "Damit ist nichts anzufangen: --jetzt."),
        (("run", "--alle=0"), "muss größer als 0 sein"),
        (("restore",), "Nennen Sie entweder"),
        (("backup", "pelicanconf.py"), "gibt es schon; nennen Sie eine neue Datei"),
        (("backup", "nirgends/kopie"), "Den Ordner „nirgends“ gibt es nicht"),
        (("resume", "1", "--ungewisse=erneut"), "Ausgabe 1 hat keine ungewissen Mails"),
        (("subscribers.erase", "erika"), "Das ist keine gültige E-Mail-Adresse"),
        (("subscribers.add", "a@post.example", "--haeufigkeit=nie"), "„nie“ passt nicht zu "),
        (("subscribers.import", "fehlt.csv"), "lässt sich nicht lesen"),
        (("subscribers.export", "pelicanconf.py"), "gibt es schon; nennen Sie eine neue Datei"),
    ],
)
def test_what_cannot_be_understood_is_code_2_and_one_sentence(
    project, capsys, monkeypatch, words, said
):
    monkeypatch.chdir(project.root)
    assert project(*words) == 2
    told = capsys.readouterr().err
    assert said in told
    assert len(told.splitlines()) == 1
    assert "argument" not in told


def test_unusable_settings_are_code_78(project, capsys):
    project.settings(("list_id", "listid"))
    assert project("send") == 78
    assert "„pelicanconf.py“ sind unbrauchbar" in capsys.readouterr().err


def test_a_missing_secret_is_code_78(project, capsys, monkeypatch):
    monkeypatch.delenv("NEWSLETTER_SECRET")
    assert project("send") == 78
    assert "NEWSLETTER_SECRET" in capsys.readouterr().err


def test_the_first_run_sends_nothing(project, capsys):
    assert project("send") == 0
    assert "1 Beitrag steht schon im Feed und geht an niemanden;" in capsys.readouterr().out
    assert not project.mails


def test_a_new_post_reaches_everybody_once(running, capsys):
    running.publish("Neu")
    assert running("send") == 0
    said = capsys.readouterr().out
    assert "Mails: 3 gesandt." in said
    assert "Ausgabe 1 ist fertig; jede Mail ist abgerechnet." in said
    assert len(running.mails) == 3
    assert running("send") == 0
    assert "Es ist nichts zu senden." in capsys.readouterr().out
    assert len(running.mails) == 3


def test_a_feed_out_of_reach_is_code_69_and_stops_no_mail(running, capsys):
    running.publish("Neu")
    assert running("plan") == 0
    (running.root / "feed.xml").write_text("<kaputt")
    assert running("send") == 69
    told = capsys.readouterr()
    assert "Mails: 3 gesandt." in told.out
    assert "Feed" in told.err


def test_many_new_posts_are_held_until_somebody_decides(running, capsys):
    running.publish("Eins", "Zwei", "Drei", "Vier")
    assert running("send") == 3
    assert not running.mails
    assert running("status") == 3
    numbers = re.findall(r"Angehalten: Beitrag (\d+)", capsys.readouterr().out)[:4]
    assert len(set(numbers)) == 4
    assert running("plan", f"--freigeben={numbers[0]},{numbers[1]}") == 3
    assert running("plan", "--ueberspringen=alle") == 0
    assert running("send") == 0
    assert len(running.mails) == 6


def test_the_whole_sender_can_stand_still(running, capsys):
    running.publish("Neu")
    assert running("pause") == 0
    assert running("send") == 0
    assert "Der Versand steht still" in capsys.readouterr().out
    assert not running.mails
    assert running("status") == 3
    assert running("resume") == 0
    assert running("send") == 0
    assert len(running.mails) == 3


def test_an_issue_can_be_paused_resumed_and_cancelled(running, capsys):
    running.publish("Neu")
    assert running("plan") == 0
    assert running("pause", "1") == 0
    assert running("send") == 0
    assert running("status") == 3
    assert "resume --nummer 1" in capsys.readouterr().err
    assert running("resume", "1") == 0
    assert running("cancel", "1") == 0
    assert "3 Mails gehen nicht mehr hinaus" in capsys.readouterr().out
    assert running("send") == 0
    assert not running.mails
    assert running("cancel", "99") == 2


def test_status_shows_the_account_of_each_issue(running, capsys):
    running.publish("Neu")
    running("send")
    assert running("status") == 0
    said = capsys.readouterr().out
    assert "fertig, sofort, Di 22.09.2026, 12:01: Neu" in said
    assert "3 Mails = 3 gesandt + 0 entfallen + 0 abgelehnt + 0 verfallen + 0 offen" in said
    assert "Angemeldet: 3 (sofort 3, wöchentlich 0, monatlich 0)." in said
    assert "Nächste Wochenausgabe: Do 24.09.2026, 08:00." in said


def test_silence_is_an_alarm(running, capsys):
    assert running("status") == 0
    running.now += 25 * 3600
    assert running("status") == 69
    assert "läuft der Timer?" in capsys.readouterr().err
    (running.root / "feed.xml").unlink()
    assert running("send") == 69
    assert running("status") == 69
    assert "Der Feed schweigt" in capsys.readouterr().err


def test_before_the_first_run_status_says_so(project, capsys):
    assert project("status") == 69
    assert "noch nie gelaufen" in capsys.readouterr().err


def test_a_database_belongs_to_one_transport(running, capsys):
    smtp = (
        'title="x", transport=Smtp(), service="https://kreis.example", '
        'bounces="b@kreis.example", leaving="l@kreis.example"'
    )
    running.settings(('title="Musterland Sozial"', smtp))
    assert running("send") == 78
    assert "bisher in einen Ordner gesandt" in capsys.readouterr().err


def test_a_specimen_is_marked_and_recorded_nowhere(running, capsys):
    running.publish("Neu")
    before = [file.stat().st_mtime for file in running.root.glob("newsletter.sqlite3")]
    assert running("test", "probe@post.example") == 0
    assert before == [file.stat().st_mtime for file in running.root.glob("newsletter.sqlite3")]
    (mail,) = running.mails
    assert "[Probe] Neu" in mail
    assert "probe@post.example" in mail
    assert "probe@" not in capsys.readouterr().out


def test_a_specimen_to_no_address_does_not_repeat_it(project, capsys):
    assert project("test", "frau muster") == 2
    assert "muster" not in capsys.readouterr().err


def test_a_preview_needs_neither_secret_nor_database(project, capsys, monkeypatch):
    monkeypatch.delenv("NEWSLETTER_SECRET")
    assert project("preview") == 0
    assert "2 Mails liegen zum Ansehen in" in capsys.readouterr().out
    assert (project.root / "var/vorschau/index.html").is_file()
    assert not (project.root / "newsletter.sqlite3").exists()


def test_mails_without_an_answer_are_settled_by_their_issue(running, capsys):
    running.publish("Neu")
    assert running("plan") == 0
    store = running.store()
    with store.begin() as connection:
        connection.execute(update(issue).values(state=IssueState.SENDING, began_at=running.now))
        connection.execute(
            update(delivery).values(state=DeliveryState.UNCERTAIN, changed_at=running.now)
        )
    store.close()
    running.now += 3 * 3600
    capsys.readouterr()
    assert running("status") == 3
    told = capsys.readouterr().err
    assert "Ausgabe 1: 3 Mails bleiben ungewiss." in told
    (advice,) = re.findall(r"„inv newsletter\.(resume [^“]+)“", told)
    assert running(*advice.split()) == 0
    assert capsys.readouterr().out == "3 Mails gehen mit dem nächsten Lauf noch einmal hinaus.\n"
    assert running("send") == 0
    assert len(running.mails) == 3


def test_a_preview_without_a_site_says_what_to_do_first(project, capsys):
    (project.root / "feed.xml").unlink()
    assert project("preview") == 69
    assert "bauen Sie zuerst die Website" in capsys.readouterr().err


def test_a_clock_that_was_set_back_is_one_sentence(running, capsys):
    running.now -= 3 * 86_400
    assert running("plan") == 3
    told = capsys.readouterr()
    assert told.err.startswith("Die Uhr geht nach:")
    assert len(told.err.splitlines()) == 1


def test_a_backup_comes_back_standing_still(running, capsys, tmp_path_factory):
    folder = tmp_path_factory.mktemp("backups")
    assert running("backup", str(folder)) == 0
    (copy,) = folder.iterdir()
    assert running("restore", str(copy)) == 2
    assert running("restore", str(copy), "--ersetzen") == 3
    assert "Die bisherige Datenbank liegt in" in capsys.readouterr().out
    running.publish("Neu")
    running("send")
    assert not running.mails
    assert running("status") == 3


def test_only_the_newest_backups_are_kept(running, tmp_path_factory):
    folder = tmp_path_factory.mktemp("backups")
    for day in range(40):
        (folder / f"newsletter-202608{day:02}T034000Z.sqlite3").touch()
    assert running("backup", str(folder)) == 0
    names = sorted(file.name for file in folder.iterdir())
    assert len(names) == 30
    assert names[-1].startswith("newsletter-20260922T")


def test_nothing_printed_or_logged_names_a_subscriber(running, capsys):
    running.publish("Neu")
    for words in (("send", "--protokoll=alles"), ("status",), ("plan", "--protokoll=alles")):
        running(*words)
    told = capsys.readouterr()
    assert "round.begun" in told.err
    assert "post.example" not in told.out + told.err


def test_a_damaged_database_is_code_73(project, capsys):
    (project.root / "newsletter.sqlite3").write_bytes(b"keine Datenbank" * 1000)
    assert project("send") == 73
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_the_doctor_ends_with_1_when_something_is_wrong(running, capsys, monkeypatch):
    assert running("doctor") == 0
    assert "Hinweis Kopfzeilen: Ohne service und leaving" in capsys.readouterr().out
    monkeypatch.setenv("NEWSLETTER_SECRET", "a" * 40)
    assert running("doctor") == 1
    told = capsys.readouterr()
    assert "Fehler  Schlüssel: NEWSLETTER_SECRET lässt sich erraten." in told.out
    assert told.err == "1 Fehler ist zu beheben.\n"
    assert running("doctor", "--dns-datei=fehlt") == 2


def test_mails_refused_for_good_are_code_1(running, capsys):
    store = running.store()
    with store.begin() as connection:  # no mail server takes it
        connection.execute(
            update(subscriber).values(address=func.replace(subscriber.c.address, "@", " "))
        )
    store.close()
    running.publish("Neu")
    assert running("send") == 1
    told = capsys.readouterr()
    assert "3 endgültig abgelehnt" in told.out
    assert told.err == "3 Mails sind endgültig nicht angekommen.\n"


def test_two_senders_at_once_are_code_4(running, capsys):
    store = running.store()
    with sole_sender(store):
        assert running("send") == 4
    store.close()
    assert "Ein anderer Prozess" in capsys.readouterr().err


def test_a_mistake_in_the_program_is_told_without_addresses(project, capsys):
    set_up("aus")
    crashed(ValueError, ValueError("erika@post.example"), None)
    told = capsys.readouterr().err
    assert "ValueError" in told
    assert "bitte melden" in told
    assert "erika" not in told


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_is_noted_and_a_second_ctrl_c_ends_at_once(number):
    with Stop() as stop:
        assert not stop()
        os.kill(os.getpid(), number)
        stop.wait(60)  # ends at once
        assert stop()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_run_ends_with_0_on_a_signal(running, number):
    process = subprocess.Popen(
        [sys.executable, "-m", "plugins.newsletter", "run", "--alle=0.01"],
        cwd=running.root,
        env={"PYTHONPATH": str(ROOT), "NEWSLETTER_SECRET": "0123456789abcdef0123456789abcdef"},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline()  # the first round is over
    time.sleep(0.1)
    process.send_signal(number)
    assert process.wait(timeout=30) == 0
    assert process.stdout.read().endswith("Beendet; nichts ist verloren.\n")
