"""Each fault of the mail server is found by talking to a real one."""

import time
from datetime import timedelta

import pytest

from plugins.newsletter.operation.doctor.finding import Grade
from plugins.newsletter.operation.doctor.relay import check_relay
from plugins.newsletter.settings import Smtp

NOW = int(time.time())


@pytest.fixture
def examine(server, certificates):
    def run(certificate="good", *, wrapped=False, typed="richtig", trusted="", now=NOW, **settings):
        with server(certificate, wrapped=wrapped) as port:
            transport = Smtp(
                host="localhost",
                port=port,
                ca_file=str(certificates / f"{trusted or certificate or 'good'}.pem"),
                **{"security": "tls" if wrapped else "starttls", "user": "newsletter"} | settings,
            )
            return [*check_relay(transport, typed, now)]

    return run


def faults(found):
    return [(each.check, each.text) for each in found if each.grade is not Grade.OK]


@pytest.mark.parametrize("wrapped", [True, False])
def test_a_healthy_server_has_nothing_to_report(examine, wrapped):
    found = examine(wrapped=wrapped)
    assert not faults(found)
    assert [each.check for each in found] == ["Mailserver", "TLS"]


def test_a_server_on_this_machine_needs_no_encryption(server):
    with server() as port:
        found = [*check_relay(Smtp(host="localhost", port=port), "", NOW)]
    assert [(each.check, each.grade) for each in found] == [("Mailserver", Grade.OK)]


@pytest.mark.parametrize(
    ("certificate", "trusted", "said"),
    [
        ("", "", "bietet keine Verschlüsselung (STARTTLS) an"),
        ("expired", "", "ein Zertifikat, das jetzt nicht gilt"),
        ("other", "", "ein Zertifikat, dem nicht zu trauen ist"),
        ("good", "other", "ein Zertifikat, dem nicht zu trauen ist"),
    ],
)
def test_a_fault_of_the_encryption_is_found(examine, certificate, trusted, said):
    ((check, text),) = faults(examine(certificate, trusted=trusted))
    assert check == "Mailserver"
    assert said in text


def test_a_certificate_that_ends_soon_is_found(examine):
    ((check, text),) = faults(examine(now=NOW + int(timedelta(days=90).total_seconds())))
    assert check == "TLS"
    assert "läuft am" in text


def test_a_wrong_password_is_found(examine):
    ((check, text),) = faults(examine(typed="falsch"))
    assert check == "Mailserver"
    assert "lehnt die Anmeldung ab (Code 535)" in text


def test_nobody_there_is_found(server):
    with server() as port:
        pass
    ((check, text),) = faults(check_relay(Smtp(host="localhost", port=port), "", NOW))
    assert check == "Mailserver"
    assert "ist nicht zu erreichen" in text
