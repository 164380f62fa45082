"""`bounces`: what it prints, what becomes of each mail, and what a mail server is told."""

import argparse
import io
import os
import sys

import pytest

from plugins.newsletter.__main__ import main
from plugins.newsletter.errors import RelayUnusable, SettingsUnusable, WrongUse
from plugins.newsletter.keys import keys_from
from plugins.newsletter.operation.commands.call import Call
from plugins.newsletter.operation.commands.taking import bounces
from plugins.newsletter.store.schema import subscriber
from plugins.newsletter.store.states import SubscriberState

HUMAN = "From: erika@post.example\nTo: zustellung@news.kreis.example\nSubject: Frage\n\nWann?\n"
SETTING = 'database="newsletter.sqlite3",'
BOXES = (
    'database="newsletter.sqlite3", bounces="zustellung@news.kreis.example", '
    'leaving="abmelden@news.kreis.example", intake=Intake({}),'
)


@pytest.fixture
def post(project):
    """Give a Maildir that the settings name, and one subscriber."""
    project.settings((SETTING, BOXES.format('folder="Post"')))
    for name in ("cur", "new", "tmp"):
        (project.root / "Post" / name).mkdir(parents=True)
    project.subscribe(1)
    return project.root / "Post"


@pytest.fixture
def called(project):
    """Give a function that calls the command; it returns what was said."""

    def call(*, ordner=None, eine=False, empfaenger=None):
        out = io.StringIO()
        arguments = argparse.Namespace(ordner=ordner, eine=eine, empfaenger=empfaenger)
        assert bounces(Call(arguments, project.root, os.environ, lambda: project.now, out)) == []
        return out.getvalue()

    return call


@pytest.fixture
def piped(called, monkeypatch):
    """Give a function that puts a mail into the pipe."""

    def call(text, **words):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        return called(eine=True, **words)

    return call


def leaving(number=1):
    token = keys_from(os.environ).sign("leave", number)
    return f"abmelden+{token}@news.kreis.example"


def state(project):
    return project.rows(subscriber.c.state)[0]


def files(folder):
    return {name: len(list((folder / name).iterdir())) for name in ("cur", "new", "tmp")}


def test_what_has_come_is_taken_and_told_and_the_rest_waits(project, post, called):
    (post / "new/a").write_text(f"To: {leaving()}\n\n")
    (post / "new/b").write_text(HUMAN)
    (post / "new/c").write_text("Auto-Submitted: auto-replied\n\n")
    assert called() == (
        "1 Abmeldung.\n"
        "1 automatische Mail ohne Folgen.\n"
        "1 Mail wartet ungelesen im Postfach: Das Programm versteht sie nicht, bitte sehen Sie nach.\n"
    )
    assert state(project) == SubscriberState.LEFT
    assert files(post) == {"cur": 1, "new": 0, "tmp": 0}
    assert called().startswith("Seit dem letzten Mal ist nichts zurückgekommen.\n1 Mail wartet")


def test_an_mbox_can_be_named_on_the_way(project, post, called):
    (project.root / "post").write_text(f"From x Mon Sep 21 16:13:20 2026\nTo: {leaving()}\n\n")
    assert called(ordner="post") == "1 Abmeldung.\n"
    assert state(project) == SubscriberState.LEFT


@pytest.mark.parametrize(
    ("intake", "said"),
    [
        ("", "ist nicht eingestellt"),
        ('folder="fort"', "ist kein Postfach"),
        ('imap=Imap(host="127.0.0.1", user="x")', "INTAKE_PASSWORD fehlt"),
    ],
)
def test_what_is_not_set_is_one_german_sentence(project, called, monkeypatch, intake, said):
    monkeypatch.delenv("INTAKE_PASSWORD", raising=False)
    project.settings((SETTING, BOXES.format(intake)))
    with pytest.raises(SettingsUnusable, match=said):
        called()


def test_a_recipient_without_a_mail_is_no_use(called):
    with pytest.raises(WrongUse, match="--eine"):
        called(empfaenger="a@b.example")


def test_one_mail_from_a_pipe_is_safe_in_the_folder_whatever_the_database_does(
    project, post, piped
):
    broken = BOXES.format('folder="Post"').replace("newsletter.sqlite3", "/dev/null/x")
    project.settings((SETTING, broken))
    assert piped(HUMAN) == ""
    assert files(post) == {"cur": 0, "new": 1, "tmp": 0}


def test_one_mail_from_a_pipe_is_taken_at_once(project, post, piped):
    assert piped("Subject: abmelden\n\n", empfaenger=leaving()) == ""
    assert state(project) == SubscriberState.LEFT
    assert files(post) == {"cur": 0, "new": 0, "tmp": 0}


def test_one_mail_for_a_person_is_filed_with_whom_it_came_to(post, piped):
    piped(HUMAN, empfaenger="zustellung@news.kreis.example")
    (file,) = (post / "cur").iterdir()
    assert file.read_text() == f"Delivered-To: zustellung@news.kreis.example\n{HUMAN}"


def test_without_a_folder_a_mail_is_taken_too(project, post, piped):
    project.settings((SETTING, BOXES.format("")))
    assert piped("Subject: abmelden\n\n", empfaenger=leaving()) == ""
    assert state(project) == SubscriberState.LEFT


def test_without_a_folder_the_mail_server_keeps_what_is_for_a_person(project, post, piped):
    project.settings((SETTING, BOXES.format("")))
    with pytest.raises(RelayUnusable, match="kein Maildir") as told:
        piped(HUMAN)
    assert told.value.exit_code == os.EX_TEMPFAIL


@pytest.mark.parametrize(
    "fault", [('feed="feed.xml"', 'feed=""'), ("newsletter.sqlite3", "/dev/null/x")]
)
def test_whatever_is_wrong_the_mail_server_keeps_the_mail(project, piped, fault):
    project.settings(fault)
    with pytest.raises(RelayUnusable) as told:
        piped(f"To: {leaving()}\n\n")
    assert told.value.exit_code == os.EX_TEMPFAIL


def test_the_command_is_called_by_its_name(project, post, capsys):
    (post / "new/a").write_text(f"To: {leaving()}\n\n")
    assert main(["bounces"], project.root, lambda: project.now) == 0
    assert capsys.readouterr().out == "1 Abmeldung.\n"
