"""What the operator does for people who write or call: each command, its words and its exit code."""

import io
import json
import re
import stat

import pytest
from sqlalchemy import select, update

from plugins.newsletter.address import read_address
from plugins.newsletter.consent import applications, suppression
from plugins.newsletter.keys import keys_from
from plugins.newsletter.operation.settings_file import load_settings
from plugins.newsletter.store import people
from plugins.newsletter.store.lock import sole_sender
from plugins.newsletter.store.people import NoticeState, application, consent, notice
from plugins.newsletter.store.schema import subscriber

ERIKA = "erika@post.example"
DAY = 86_400
FORM = {
    "themen": [{"kennung": "senioren", "name": "Ältere Menschen"}],
    "einwilligung": {"fassung": "2026-11-22", "text": "Ja, ich möchte den Newsletter."},
}
LIST = """\
adresse;themen;haeufigkeit;bestaetigt_am;fassung;formular;nachweis
erika@post.example;;woche;2026-01-01;2024;/mit/;Blatt 3
otto@post.example;;woche;2026-01-01;2024;/mit/;
"""


@pytest.fixture
def site(project):
    """Give a project whose site has been built with a form."""
    service = 'title="Musterland", service="https://blog.kreis.example/newsletter"'
    project.settings(('title="Musterland Sozial"', service))
    (folder := project.root / "output/newsletter").mkdir(parents=True)
    (folder / "formular.json").write_text(json.dumps(FORM), encoding="utf-8")
    return project


@pytest.fixture
def opened(project):
    """Give the open database of the project."""
    store = project.store()
    yield store
    store.close()


def suppress(store, address=ERIKA):
    with store.begin() as connection:
        suppression.add(connection, keys_from(), read_address(address), "bounce", 0)


def test_who_is_added_is_asked_by_mail_with_the_present_words(site, capsys):
    assert (
        site("subscribers.add", "Erika@post.example", "--themen=senioren", "--haeufigkeit=monat")
        == 0
    )
    assert "sobald jemand den Link darin bestätigt" in capsys.readouterr().out
    assert site.rows(application.c.address) == [ERIKA]
    assert site.rows(application.c.form) == ["von Hand"]
    assert site.rows(application.c.wording) == site.rows(people.wording.c.version) == ["2026-11-22"]
    assert site.rows(application.c.topics) == ['["senioren"]']
    assert site.rows(application.c.frequency) == ["monthly"]
    assert site.rows(subscriber.c.id) == []


def test_who_is_refused_is_asked_again_when_the_operator_adds_him(site, opened, capsys):
    suppress(opened)
    assert site("subscribers.add", ERIKA) == 0
    assert "die Sperre ist aufgehoben" in capsys.readouterr().out
    assert site.rows(people.suppression.c.digest) == []


def test_a_topic_that_is_not_there_is_named(site, capsys):
    assert site("subscribers.add", ERIKA, "--themen=senioren,sport") == 2
    assert "Diese Themen gibt es nicht: sport; möglich sind: senioren." in capsys.readouterr().err
    assert site.rows(application.c.id) == []


def test_without_words_to_consent_to_nobody_is_added(project, capsys):
    assert project("subscribers.add", ERIKA) == 78
    assert "formular.json" in capsys.readouterr().err


def test_who_is_removed_gets_nothing_more_and_twice_is_as_good_as_once(project, capsys):
    project.subscribe(1)
    address = "person0-instant@post.example"
    for _ in range(2):
        assert project("subscribers.remove", address.upper()) == 0
    assert project.rows(subscriber.c.state) == ["left"]
    assert project.rows(subscriber.c.address) == ["~1"]
    assert project.rows(consent.c.event) == ["removed"]
    assert (project.root / "var/abgemeldet").read_text() == f"{project.now} 1 removed\n"
    told = capsys.readouterr()
    assert "abgemeldet" in told.out
    assert "post.example" not in told.out + told.err


def test_who_never_confirmed_is_not_asked_any_more(site):
    site("subscribers.add", ERIKA)
    assert site("subscribers.remove", ERIKA) == 0
    assert site.rows(application.c.id) == []


def test_an_address_can_be_typed_where_no_log_sees_it(project, monkeypatch, capsys):
    project.subscribe(1)
    monkeypatch.setattr("sys.stdin", io.StringIO("person0-instant@post.example\n"))
    assert project("subscribers.remove") == 0
    assert project.rows(subscriber.c.state) == ["left"]
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert project("subscribers.remove") == 2
    assert "keine gültige E-Mail-Adresse" in capsys.readouterr().err


def test_who_is_erased_and_refused_is_never_asked_again(site, opened, capsys):
    site.subscribe(1)
    address = "person0-instant@post.example"
    assert site("subscribers.erase", address, "--sperren") == 0
    said = capsys.readouterr().out
    assert "nichts Lesbares mehr gespeichert" in said
    assert "Sie ist gesperrt" in said
    assert "In Sicherungen und im Protokoll des Mailservers" in said
    assert "post.example" not in said
    with opened.read() as connection:
        assert suppression.holds(connection, keys_from(), read_address(address))
        assert not applications.waiting_since(connection)


def test_an_address_that_nobody_knows_can_be_erased_too(site, capsys):
    site("subscribers.add", ERIKA)
    assert site("subscribers.erase", ERIKA) == 0
    assert site.rows(application.c.id) == []
    assert "gesperrt" not in capsys.readouterr().out


def test_what_is_left_in_the_files_is_said_and_purge_makes_up_for_it(project, opened, capsys):
    project.subscribe(1)
    with sole_sender(opened):
        assert project("subscribers.erase", "person0-instant@post.example") == 3
        assert "„inv subscribers.purge“ holt es nach" in capsys.readouterr().err
        assert project("subscribers.status") == 0
        assert "„inv subscribers.purge“ schreibt sie neu" in capsys.readouterr().out
        assert project("subscribers.purge") == 0
        assert "kann noch etwas davon stehen" in capsys.readouterr().out
    assert project("subscribers.purge") == 0
    assert capsys.readouterr().out == "Es ist nichts zu löschen.\n"
    project("subscribers.status")
    assert "purge" not in capsys.readouterr().out


def test_purge_says_what_it_deleted(site, capsys):
    site("subscribers.add", ERIKA)
    site.now += 7 * DAY
    capsys.readouterr()
    assert site("subscribers.purge") == 0
    assert capsys.readouterr().out == "Gelöscht: 1 unbestätigte Anmeldung.\n"


def test_status_counts_and_names_nobody(site, opened, capsys):
    site.subscribe(2)
    site("subscribers.remove", "person1-instant@post.example")
    site("subscribers.add", ERIKA)
    suppress(opened, "otto@post.example")
    capsys.readouterr()
    assert site("subscribers.status") == 0
    assert capsys.readouterr().out.splitlines()[:5] == [
        "Angemeldet: 1 (sofort 1, wöchentlich 0, monatlich 0).",
        "Themen: alle 1.",
        "Noch unbestätigt: 1 Anmeldung.",
        "In den letzten 4 Wochen: von der Redaktion abgemeldet 1.",
        "Gesperrt: 1 Adresse.",
    ]


def test_an_export_is_for_its_owner_only_and_replaces_nothing(project, tmp_path, capsys):
    project.subscribe(2)
    target = tmp_path / "liste.csv"
    assert project("subscribers.export", str(target)) == 0
    assert "2 Angemeldete stehen in" in capsys.readouterr().out
    content = target.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfadresse;")
    assert content.count(b"\r\n") == 3
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert project("subscribers.export", str(target)) == 2
    assert target.read_bytes() == content
    assert project("subscribers.export", str(tmp_path / "fehlt/liste.csv")) == 73
    assert not list(tmp_path.glob("*.unfertig"))


def test_who_asks_by_letter_gets_everything_too(project, tmp_path, monkeypatch, capsys):
    project.subscribe(1)
    monkeypatch.setattr("sys.stdin", io.StringIO("Person0-instant@post.example\n"))
    assert project("subscribers.export", str(tmp_path / "auskunft.json"), "--auskunft") == 0
    stored = json.loads((tmp_path / "auskunft.json").read_text("utf-8"))
    assert stored["person"]["adresse"] == "person0-instant@post.example"
    assert "post.example" not in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO(ERIKA))
    assert project("subscribers.export", str(tmp_path / "niemand"), "--auskunft") == 2
    assert "ist nichts gespeichert" in capsys.readouterr().err


def test_an_import_tells_what_it_takes_and_what_it_refuses(project, tmp_path, capsys):
    (tmp_path / "liste.csv").write_text(LIST, encoding="utf-8")
    words = "subscribers.import", str(tmp_path / "liste.csv")
    assert project(*words, "--probe") == 2
    assert capsys.readouterr().out.splitlines() == [
        "Zu übernehmen: 1 Person; geschrieben wurde nichts.",
        "Zeile 3: Der Nachweis der Einwilligung fehlt (nachweis).",
    ]
    assert project.rows(subscriber.c.id) == []
    assert project(*words) == 2
    told = capsys.readouterr()
    assert told.out.startswith("Übernommen: 1 Person.\n")
    assert told.err.startswith("1 Zeile hat keinen brauchbaren Nachweis")
    assert project.rows(subscriber.c.address) == [ERIKA]
    (tmp_path / "liste.csv").write_text(
        "".join(LIST.splitlines(keepends=True)[:2]), encoding="utf-8"
    )
    assert project(*words) == 0
    assert capsys.readouterr().out == "Übernommen: 0 Personen.\nÜbergangen: 1 schon angemeldet.\n"


def test_sign_ups_that_nobody_works_on_are_an_alarm(site, opened, capsys):
    def alarm(after):
        site.now += after
        capsys.readouterr()
        code = site("status")
        return code, capsys.readouterr().err

    assert site("send") == 0
    site("subscribers.add", ERIKA)
    assert alarm(600) == (0, "")
    code, said = alarm(1)
    assert code == 75
    assert said == (
        "Anmeldungen werden nicht bearbeitet, die älteste kam vor 10 Minuten; läuft der Anmeldedienst? "
        "„systemctl status newsletter-anmeldung“ zeigt es.\n"
    )
    applications.decide(opened, keys_from(), load_settings(site.root, {}), site.now)
    assert alarm(3600 - 601) == (0, "")
    code, said = alarm(1)
    assert code == 75
    assert said.startswith(
        "Bestätigungsmails gehen nicht hinaus, die älteste ist vor 60 Minuten bestellt;"
    )
    with opened.begin() as connection:
        connection.execute(update(notice).values(state=NoticeState.SENT))
    assert alarm(1) == (0, "")
    site.now += 8 * DAY
    site("send")
    code, said = alarm(0)
    assert code == 75
    assert re.match(
        "Unbestätigte Anmeldungen werden nicht gelöscht, die älteste kam vor 8 Tagen;", said
    )
    assert site("subscribers.purge") == 0
    assert alarm(0) == (0, "")


def test_sign_ups_are_counted_until_they_are_confirmed(site, capsys):
    site("send")
    site("subscribers.add", ERIKA)
    site("status")
    assert "; 1 noch unbestätigt." in capsys.readouterr().out


@pytest.mark.parametrize("lost", [False, True])
def test_a_restore_ends_again_who_has_left_since(running, capsys, tmp_path, lost):
    file = running.root / "var/abgemeldet"
    assert running("backup", str(tmp_path / "kopie")) == 0
    assert running("subscribers.remove", "person1-instant@post.example") == 0
    if lost:
        file.unlink()
    capsys.readouterr()
    assert running("restore", str(tmp_path / "kopie"), "--ersetzen") == 3
    told = capsys.readouterr()
    states = running.rows(select(subscriber.c.state).order_by(subscriber.c.id).subquery().c.state)
    if lost:
        assert told.err.startswith(f"Die Datei der Abmeldungen „{file}“ fehlt:")
        assert states == ["confirmed"] * 3
    else:
        assert "Seit der Sicherung abgemeldet und wieder ausgetragen: 1 Person." in told.out
        assert states == ["confirmed", "left", "confirmed"]


def test_a_database_restored_by_pg_restore_is_amended_too(running, capsys):
    (running.root / "var/abgemeldet").parent.mkdir(exist_ok=True)
    (running.root / "var/abgemeldet").write_text(f"{running.now + 5} 2 complained\n")
    assert running("restore", "--eingespielt") == 3
    assert running.rows(select(subscriber.c.state).order_by(subscriber.c.id).subquery().c.state) == [
        "confirmed", "left", "confirmed",
    ]  # fmt: skip
    assert running.rows(consent.c.event) == ["complained"]
