"""The whole examination: all well with everything, and one fault hides none of the others."""

import time
from dataclasses import replace

import pytest

from plugins.newsletter.operation.doctor.examination import Patient, examine
from plugins.newsletter.operation.doctor.finding import Grade
from plugins.newsletter.operation.doctor.web import Answer
from plugins.newsletter.store.migrate import open_store

NOW = int(time.time())


class Web:
    def call(self, _):
        return Answer(200, NOW)


@pytest.fixture
def patient(settings, tmp_path, zone, healthy, relay):
    """A set-up in which all is well."""
    stamp = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(NOW - 3600))
    (tmp_path / "feed.xml").write_text(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:f</id><title>F</title><updated>{stamp}'
        f"</updated><entry><id>urn:1</id><title>T</title><updated>{stamp}</updated>"
        '<link href="https://blog.kreis.example/1/"/><content>x</content></entry></feed>'
    )
    (tmp_path / "postfix.log").write_text("Nov 22 12:00:00 host postfix/smtpd[1]: connect\n")
    open_store("newsletter.sqlite3", tmp_path).close()
    return Patient(
        root=tmp_path,
        settings=replace(
            settings,
            feed="feed.xml",
            database="newsletter.sqlite3",
            receipts=(str(tmp_path / "postfix.log"),),
            transport=relay,
        ),
        environment={
            "NEWSLETTER_SECRET": "0123456789abcdef0123456789abcdef",
            "SMTP_PASSWORD": "richtig",
        },
        resolver=zone(healthy),
        web=Web(),
        now=NOW,
    )


def bad(findings):
    return [each.check for each in findings if each.grade is not Grade.OK]


def test_a_healthy_set_up_has_no_finding(patient):
    found = [*examine(patient)]
    assert bad(found) == []
    assert {each.check for each in found} == {
        "Schlüssel", "Datenbank", "Belege", "Feed", "Uhr", "Kopfzeilen", "Mailserver", "TLS", "SPF",
        "DKIM", "DMARC", "Ausrichtung", "MX", "PTR", "Anmeldedienst",
    }  # fmt: skip


def test_a_seeded_fault_is_found_alone(patient, zone, healthy):
    environment = {"NEWSLETTER_SECRET": patient.environment["NEWSLETTER_SECRET"]}
    damaged = replace(patient, settings=replace(patient.settings, feed="fehlt.xml"))
    assert bad(examine(damaged)) == ["Feed"]
    (patient.root / "postfix.log").unlink()
    assert bad(examine(patient)) == ["Belege"]
    (patient.root / "postfix.log").touch()
    assert bad(examine(replace(patient, environment=environment))) == ["Schlüssel", "Mailserver"]
    without_dkim = zone(healthy.replace("mail._domainkey", "anders._domainkey"))
    assert bad(examine(replace(patient, resolver=without_dkim))) == ["DKIM"]


def test_a_damaged_database_hides_no_other_fault(patient):
    (patient.root / "newsletter.sqlite3").write_bytes(b"keine Datenbank" * 1000)
    (patient.root / "feed.xml").unlink()
    assert bad(examine(patient)) == ["Datenbank", "Feed"]


def test_a_wrong_template_is_found(patient):
    templates = patient.root / "vorlagen"
    templates.mkdir()
    for file in ("instant.html.j2", "instant.txt.j2", "mail.html.j2", "words.j2"):
        (templates / file).write_text("{% kaputt %}")
    assert bad(
        examine(replace(patient, settings=replace(patient.settings, templates="vorlagen")))
    ) == ["Kopfzeilen"]
