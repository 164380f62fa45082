"""Settings that could never work are refused at start, with a word on what is wrong."""

from dataclasses import FrozenInstanceError, replace
from datetime import time, timedelta

import pytest

from plugins.newsletter.settings import (
    Files,
    Imap,
    Intake,
    Limits,
    Retention,
    Schedule,
    SignUp,
    Smtp,
)


def test_the_smallest_settings_send_nothing(settings):
    small = replace(settings, transport=Files(), bounces="", leaving="", service="", reply_to="")
    assert small.transport == Files(folder="var/post")


def test_settings_do_not_change(settings):
    with pytest.raises(FrozenInstanceError):
        settings.title = "anders"


@pytest.mark.parametrize("name", ["feed", "title", "site", "sender", "list_id"])
@pytest.mark.parametrize("value", ["", "  "])
def test_what_every_mail_needs_must_not_be_empty(settings, name, value):
    with pytest.raises(ValueError, match=f"{name} must not be empty"):
        replace(settings, **{name: value})


@pytest.mark.parametrize("name", ["site", "service", "imprint_link", "privacy_link"])
@pytest.mark.parametrize(
    "value", ["http://kreis.example", "kreis.example", "https://", "ftp://kreis.example"]
)
def test_addresses_in_mails_are_encrypted_ones(settings, name, value):
    with pytest.raises(ValueError, match=f"{name} must be like https://"):
        replace(settings, **{name: value})


@pytest.mark.parametrize("name", ["sender", "reply_to", "bounces", "leaving"])
@pytest.mark.parametrize("value", ["kreis.example", "a@b@kreis.example"])
def test_mailboxes_are_mail_addresses(settings, name, value):
    with pytest.raises(ValueError, match=f"{name} must be a mail address"):
        replace(settings, **{name: value})


@pytest.mark.parametrize("imprint", [(), ("",), ("Landkreis Musterland", " ")])
def test_no_mail_goes_without_an_imprint(settings, imprint):
    with pytest.raises(ValueError, match="imprint needs the lines"):
        replace(settings, imprint=imprint)


def test_without_receipts_there_are_two_ways(settings):
    assert replace(settings, without_receipts="hold").without_receipts == "hold"
    with pytest.raises(ValueError, match="resend or hold"):
        replace(settings, without_receipts="guess")


@pytest.mark.parametrize("name", ["bounces", "leaving", "service"])
def test_sending_needs_ways_to_bounce_and_to_leave(settings, name):
    with pytest.raises(ValueError, match=f"sending by SMTP needs {name}"):
        replace(settings, **{name: ""})


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"security": "ssl"}, "security must be starttls, tls or none"),
        ({"host": "mail.kreis.example"}, "security=none is for this machine only"),
        ({"user": "neues"}, "a user name needs security"),
        ({"mails_per_connection": 0}, "above 0"),
        ({"timeout": 0}, "above 0"),
        ({"reply_timeout": -1}, "above 0"),
    ],
)
def test_a_transport_that_is_open_to_all_or_never_ends_is_refused(wrong, said):
    with pytest.raises(ValueError, match=said):
        Smtp(**wrong)


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_relay_elsewhere_is_reached_encrypted(security):
    assert Smtp(host="mail.kreis.example", security=security, user="neues").port == 25


@pytest.mark.parametrize(
    "wrong",
    [{"weekly": (7, time(8))}, {"weekly": (-1, time(8))}, {"monthly": (0, time(8))}, {"monthly": (29, time(8))}],
)  # fmt: skip
def test_digests_have_a_day_that_every_week_or_month_has(wrong):
    with pytest.raises(ValueError, match="weekday 0–6, monthly with a day 1–28"):
        Schedule(**wrong)


@pytest.mark.parametrize(
    "wrong", [{"mails": 0}, {"domain": -1}, {"domains": {"kreis.example": 0}}, {"failures": 0}]
)
def test_limits_let_something_through(wrong):
    with pytest.raises(ValueError, match="limits must be above 0"):
        Limits(**wrong)


@pytest.mark.parametrize("name", ["confirm_within", "mail_every"])
def test_nothing_about_an_address_is_promised_for_longer_than_it_is_kept(settings, name):
    patient = replace(settings.signup, **{name: timedelta(days=8)})
    with pytest.raises(ValueError, match="must not outlast"):
        replace(settings, signup=patient)
    replace(settings, signup=patient, retention=Retention(unconfirmed=timedelta(days=8)))


@pytest.mark.parametrize(
    ("kind", "values", "word"),
    [
        (SignUp, {"network": 0}, "above 0"),
        (SignUp, {"mail_every": timedelta(0)}, "above 0"),
        (SignUp, {"listen": "127.0.0.1"}, "host:port"),
        (Retention, {"unconfirmed": timedelta(days=15)}, "14 days"),
        (Retention, {"evidence": timedelta(days=1)}, "30 days"),
        (Intake, {"soft": 0}, "above 0"),
        (Intake, {"folder": "post", "imap": Imap(host="a.example", user="b")}, "not both"),
    ],
)
def test_settings_about_people_are_looked_at_too(kind, values, word):
    with pytest.raises(ValueError, match=word):
        kind(**values)
