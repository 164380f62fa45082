"""Reaching the mail server: what goes wrong before the first mail is one sentence for the operator."""

import socket
from dataclasses import replace

import pytest

from plugins.newsletter.delivery.outcome import Result
from plugins.newsletter.delivery.smtp import SmtpMailer
from plugins.newsletter.errors import NewsletterError, RelayUnusable, SettingsUnusable
from plugins.newsletter.mail.envelope import Mail
from tests.newsletter.delivery.relay import DROP, SILENT, Say

MAIL = Mail(
    1, "a@kreis.example", "b@wohnort.example", "<1@kreis.example>", b"Subject: x\r\n\r\nText\r\n"
)
PASSWORD = "Sehr geheim"  # noqa: S105 - of the fault server


def attempt(transport, password: str = "") -> Result:
    mailer = SmtpMailer(transport, password, "sender.example")
    try:
        return mailer.deliver(MAIL, lambda: True).result
    finally:
        mailer.close()


def sentence(kind: type[NewsletterError], transport, password: str = "") -> str:
    with pytest.raises(kind) as caught:
        attempt(transport, password)
    assert type(caught.value) is kind
    said = str(caught.value)
    assert said.endswith(".")
    assert "!" not in said
    assert "\n" not in said
    assert PASSWORD not in said
    assert "@" not in said
    return said


def test_a_server_that_does_not_run(relay):
    relay.close_door()
    said = sentence(RelayUnusable, relay.transport())
    assert f"127.0.0.1, Port {relay.port}, ist nicht zu erreichen" in said


def test_a_server_without_a_name(relay, monkeypatch):
    def lookup(*_):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    said = sentence(RelayUnusable, relay.transport(host="mail.example", security="tls"))
    assert "unter diesem Namen nicht zu finden" in said


@pytest.mark.parametrize("code", [421, 450, 521, 554])
@pytest.mark.parametrize("step", ["greeting", "ehlo"])
def test_a_server_that_turns_us_away(relay, step, code):
    relay.script(step, f"{code} 4.3.2 not now b@wohnort.example")
    assert f"(Code {code})" in sentence(RelayUnusable, relay.transport())


@pytest.mark.parametrize("step", ["accept", "greeting", "ehlo"])
@pytest.mark.parametrize("fault", [DROP, SILENT, Say(raw=b"HTTP/1.1 400 Bad Request\r\n\r\n")])
def test_a_server_that_is_gone_silent_or_something_else(relay, step, fault):
    if step == "accept" and fault is DROP:
        relay.always("accept", DROP)
    relay.script(step, fault)
    said = sentence(RelayUnusable, relay.transport(timeout=0.3))
    assert "nächste Lauf" in said


def test_the_next_mail_finds_a_server_that_came_back(relay):
    relay.script("greeting", "421 4.3.2 closing")
    mailer = SmtpMailer(relay.transport())
    with pytest.raises(RelayUnusable):
        mailer.deliver(MAIL, lambda: True)
    assert mailer.deliver(MAIL, lambda: True).result is Result.ACCEPTED
    mailer.close()


@pytest.fixture(params=["starttls", "tls"])
def secure(request, relay, certificates):
    relay.tls = certificates.server(certificates.sound)
    relay.at_once = request.param == "tls"
    return relay.transport(security=request.param, ca_file=str(certificates.authority))


def test_mails_travel_encrypted(relay, secure):
    mailer = SmtpMailer(secure)
    for _ in range(3):
        assert mailer.deliver(MAIL, lambda: True).result is Result.ACCEPTED
        assert mailer._connection.sock.version() >= "TLSv1.2"
    mailer.close()
    assert len(relay.heard) == 1


def test_a_lost_reply_over_tls_is_uncertain_too(relay, secure):
    relay.script("dot", Say(drop=True, accept=True))
    assert attempt(secure) is Result.UNCERTAIN


def test_a_certificate_of_an_unknown_authority(relay, secure, certificates):
    said = sentence(SettingsUnusable, replace(secure, ca_file=""))
    assert "nicht zu trauen" in said
    assert "ca_file" in said


def test_a_certificate_for_another_name(relay, secure, certificates):
    relay.tls = certificates.server(certificates.stranger)
    assert "nicht zu trauen" in sentence(SettingsUnusable, secure)


def test_a_certificate_that_has_expired(relay, secure, certificates):
    relay.tls = certificates.server(certificates.expired)
    assert "Uhr" in sentence(RelayUnusable, secure)


def test_a_drop_in_the_handshake(relay, secure):
    relay.script("handshake", DROP)
    sentence(RelayUnusable, secure)


def test_no_tls_where_it_was_promised(relay, secure):
    relay.script("handshake", Say(raw=b"220 what is TLS\r\n", drop=True))
    sentence(RelayUnusable, secure)


@pytest.mark.parametrize("file", ["gibt-es-nicht.pem", "leer.pem"])
def test_an_unreadable_file_of_authorities(relay, secure, tmp_path, file):
    (tmp_path / "leer.pem").write_text("")
    said = sentence(SettingsUnusable, replace(secure, ca_file=str(tmp_path / file)))
    assert file in said


def test_a_server_without_starttls_gets_nothing(relay):
    said = sentence(RelayUnusable, relay.transport(security="starttls"))
    assert "STARTTLS" in said
    assert relay.heard == [["ehlo sender.example"]]


def test_starttls_refused(relay, certificates):
    relay.tls = certificates.server(certificates.sound)
    relay.script("starttls", "454 4.7.0 not available")
    transport = relay.transport(security="starttls", ca_file=str(certificates.authority))
    assert "(Code 454)" in sentence(RelayUnusable, transport)


def test_words_smuggled_in_before_the_handshake_are_not_believed(relay, certificates):
    relay.tls = certificates.server(certificates.sound)
    relay.script("starttls", Say("220 go ahead", raw=b"250 relay.example\r\n"))
    sentence(
        RelayUnusable,
        relay.transport(security="starttls", ca_file=str(certificates.authority)),
    )


@pytest.mark.parametrize("password", [PASSWORD, "Größe 14 €"])
def test_signing_in(relay, secure, password):
    relay.users["amt"] = password
    assert attempt(replace(secure, user="amt"), password) is Result.ACCEPTED


@pytest.mark.parametrize("password", [PASSWORD, "Größe 14 €"])
def test_a_wrong_password(relay, secure, password):
    relay.users["amt"] = "anders"
    said = sentence(SettingsUnusable, replace(secure, user="amt"), password)
    assert "(Code 535)" in said
    assert "SMTP_PASSWORD" in said
    assert password not in said


def test_a_server_that_cannot_check_the_password_now(relay, secure):
    relay.users["amt"] = PASSWORD
    relay.always("auth", "454 4.7.0 try later")
    assert "(Code 454)" in sentence(RelayUnusable, replace(secure, user="amt"), PASSWORD)


def test_signing_in_the_older_way(relay, secure):
    relay.users["amt"], relay.mechanisms = PASSWORD, "LOGIN"
    assert attempt(replace(secure, user="amt"), PASSWORD) is Result.ACCEPTED
    assert "(Code 535)" in sentence(SettingsUnusable, replace(secure, user="amt"), "Falsch")
    said = sentence(SettingsUnusable, replace(secure, user="amt"), "Größe 14 €")
    assert "keine Anmeldung" in said


@pytest.mark.parametrize("password", [PASSWORD, "Größe 14 €"])
def test_a_server_that_knows_no_signing_in(relay, secure, password):
    said = sentence(SettingsUnusable, replace(secure, user="amt"), password)
    assert "keine Anmeldung" in said


def test_a_drop_while_signing_in(relay, secure):
    relay.users["amt"] = PASSWORD
    relay.script("auth", DROP)
    sentence(RelayUnusable, replace(secure, user="amt"), PASSWORD)
