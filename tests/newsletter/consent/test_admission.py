"""A list comes in with its proof; nobody who has left here comes back, and nobody twice."""

import io
from dataclasses import replace

import pytest

from plugins.newsletter.address import read_address
from plugins.newsletter.consent import admission, spreadsheet
from plugins.newsletter.consent import suppression as suppression_of
from plugins.newsletter.consent.admission import Verdict
from plugins.newsletter.consent.export import listed
from plugins.newsletter.errors import WrongUse
from plugins.newsletter.settings import BERLIN
from plugins.newsletter.store.people import consent, suppression
from plugins.newsletter.store.schema import subscriber, subscription
from plugins.newsletter.store.states import Frequency
from tests.newsletter.consent.office import DAY, NOW

MAX, ANNA, IDA = "max@kreis.example", "anna@kreis.example", "ida@kreis.example"
HEADING = ";".join(spreadsheet.COLUMNS)


def row(address, *, at="2026-09-20", topics="", frequency="woche", proof="Blatt 3"):
    return f"{address};{topics};{frequency};{at};2024-01;/mitmachen/;{proof}"


def admit(office, *rows, rehearsal=False):
    stream = io.StringIO("\n".join([HEADING, *rows]) + "\n", newline="")
    lines = spreadsheet.read(stream)
    return admission.admit(
        office.store, office.keys, lines, BERLIN, office.now, rehearsal=rehearsal
    )


def test_who_comes_in_is_confirmed_now_with_the_proof_of_then(office):
    done = admit(office, row("Max@Kreis.example", topics="alter|wohnen"))
    assert (done.counts, done.refused) == ({Verdict.ADMITTED: 1}, 0)
    person = office.register.member(office.number(MAX))
    assert (person.state, person.confirmed_at) == ("confirmed", NOW)
    assert (person.topics, person.frequency) == ({"alter", "wohnen"}, Frequency.WEEKLY)
    assert {one.since for one in office.rows(subscription)} == {NOW}
    (proof,) = office.rows(consent)
    assert (proof.event, proof.at, proof.asked_at) == ("imported", NOW, 1_789_855_200)
    assert (proof.wording, proof.form, proof.detail) == ("2024-01", "/mitmachen/", "Blatt 3")
    assert (proof.topics, proof.frequency) == ('["alter", "wohnen"]', "weekly")
    assert proof.digest == office.keys.digest(MAX)


def test_many_at_once_are_written_as_one_by_one(new_store, office, monkeypatch):
    rows = row(MAX, topics="alter|wohnen"), row(ANNA, frequency="sofort"), row(IDA)
    admit(office, *rows)
    other = replace(office, store=new_store())
    monkeypatch.setattr(admission.newcomers, "of", lambda *_: set())
    admit(other, *rows)
    for table in (subscriber, subscription, consent):
        at_once, singly = (
            [tuple(one)[1:] if table is consent else tuple(one) for one in house.rows(table)]
            for house in (office, other)
        )
        assert sorted(at_once) == sorted(singly), table.name
    assert all("switched" in house.everything() for house in (office, other))


def test_rows_without_proof_are_told_by_their_line_and_others_come_in(office):
    done = admit(office, row(MAX), row(ANNA, proof=""), row("ida"), row(IDA))
    assert done.counts[Verdict.ADMITTED] == done.refused == 2
    assert done.told == {
        3: "Der Nachweis der Einwilligung fehlt (nachweis)",
        4: "Das ist keine gültige E-Mail-Adresse; sie braucht die Form „name@anbieter.de“",
    }
    assert {one.address for one in office.rows(subscriber)} == {MAX, IDA}


def test_who_is_here_already_or_twice_in_the_list_changes_nothing(office):
    office.join(MAX, topics=frozenset({"alter"}))
    before = office.rows(subscriber)
    done = admit(office, row(MAX), row(ANNA), row("ANNA@Kreis.example", frequency="monat"))
    assert done.counts == {Verdict.DOUBLED: 2, Verdict.ADMITTED: 1}
    assert office.rows(subscriber)[:1] == before
    assert office.register.member(office.number(ANNA)).frequency == "weekly"
    assert office.count(consent) == 2


def test_who_is_refused_here_stays_so(office):
    office.register.bounce(office.join(MAX), NOW)
    done = admit(office, row(MAX))
    assert done.counts == {Verdict.SUPPRESSED: 1}
    assert office.count(suppression) == 1
    assert office.rows(subscriber)[0].state == "suppressed"


def test_who_was_never_here_but_is_refused_stays_out(office):
    with office.store.begin() as connection:
        suppression_of.add(connection, office.keys, read_address(MAX), "request", NOW)
    assert admit(office, row(MAX)).counts == {Verdict.SUPPRESSED: 1}
    assert office.rows(subscriber) == []


@pytest.mark.parametrize("deed", ["leave", "remove", "complain", "erase"])
def test_who_has_ended_it_here_since_the_proof_does_not_come_back(office, deed):
    number = office.join(MAX)
    getattr(office.register, deed)(number, NOW + 5)
    office.now = NOW + 10 * DAY
    assert admit(office, row(MAX)).counts == {Verdict.LEFT: 1}
    assert MAX not in office.everything()


def test_who_consented_elsewhere_after_leaving_here_comes_back_under_the_old_number(office):
    number = office.join(MAX)
    office.register.leave(number, NOW + 5)
    office.now = NOW + 10 * DAY
    assert admit(office, row(MAX, at="2026-09-25")).counts == {Verdict.ADMITTED: 1}
    assert office.number(MAX) == number
    assert office.register.member(number).state == "confirmed"
    assert [one.event for one in office.rows(consent)] == ["confirmed", "left", "imported"]


def test_who_left_is_known_by_an_older_secret_too(office):
    office.register.leave(office.join(MAX), NOW + 5)
    office.keys = replace(office.keys, secret=b"f" * 32, old=(office.keys.secret,))
    assert admit(office, row(MAX)).counts == {Verdict.LEFT: 1}


def test_a_rehearsal_says_the_same_and_writes_nothing(office):
    office.join(MAX)
    office.register.leave(office.join(IDA), NOW)
    rows = row(MAX), row(ANNA), row(ANNA), row(IDA), row("ida")
    before = office.everything()
    rehearsed = admit(office, *rows, rehearsal=True)
    assert office.everything() == before
    assert admit(office, *rows) == rehearsed


def test_a_list_that_breaks_off_can_be_repeated(office, monkeypatch):
    monkeypatch.setattr(admission, "_AT_ONCE", 2)
    people = [row(f"p{number}@kreis.example") for number in range(5)]
    with pytest.raises(WrongUse, match="nach Zeile 6"):
        admit(office, *people, '"kaputt')
    assert office.count(subscriber) == 4
    done = admit(office, *people)
    assert done.counts == {Verdict.DOUBLED: 4, Verdict.ADMITTED: 1}


def test_of_many_bad_rows_the_first_are_told(small_office):
    done = admit(small_office, *[row("x")] * 100)
    assert (done.refused, len(done.told)) == (100, 20)


def test_a_list_is_taken_in_as_it_comes(small_office, monkeypatch):
    """However long it is, only a few people are in memory; the first are in before the last is read."""
    monkeypatch.setattr(admission, "_AT_ONCE", 10)
    counts = []

    def endless():
        for number in range(100):
            if not number % 20:
                counts.append(small_office.count(subscriber))
            cells = row(f"p{number}@kreis.example").split(";")
            yield spreadsheet.Line(number, dict(zip(spreadsheet.COLUMNS, cells, strict=True)))

    admission.admit(small_office.store, small_office.keys, endless(), BERLIN, NOW)
    assert counts == [0, 20, 40, 60, 80]


def export(office):
    stream = io.StringIO(newline="")
    with office.store.read() as connection:
        spreadsheet.write(stream, listed(connection, BERLIN))
    return stream.getvalue()


def test_an_export_holds_who_is_here_with_the_proof(office):
    office.join(MAX, topics=frozenset({"wohnen", "alter"}), frequency=Frequency.MONTHLY)
    office.register.leave(office.join(ANNA), NOW)
    when, line = "2026-09-21T16:13:20+02:00", office.rows(consent)[0].id
    assert export(office).splitlines() == [
        HEADING,
        (
            f"{MAX};alter|wohnen;monat;{when};2026-11-22;/newsletter/;Zeile {line} des Protokolls, "
            f"angefragt {when}, Mail gesandt {when}, Message-ID <bestaetigung-1@kreis.example>"
        ),
    ]


def test_who_was_here_before_there_was_a_log_has_no_proof_to_show(office, subscribe):
    subscribe(office.store, MAX)
    assert export(office).splitlines()[1].endswith(";;;")


def test_an_address_that_begins_like_a_formula_is_defused_and_comes_back(office):
    office.join("+49@kreis.example")
    text = export(office)
    assert "\r\n'+49@kreis.example;" in text
    (line,) = spreadsheet.read(io.StringIO(text, newline=""))
    assert line.cells["adresse"] == "+49@kreis.example"


def test_an_export_moves_a_newsletter_to_another_house_with_proof_and_again(new_store, office):
    for number in range(1, 4):
        office.join(f"p{number}@kreis.example", topics=frozenset({"alter"}) if number > 1 else None)
    second = replace(office, store=new_store(), now=NOW + DAY)
    done = admit(second, *export(office).splitlines()[1:])
    assert done.counts == {Verdict.ADMITTED: 3}
    assert {one.asked_at for one in second.rows(consent)} == {NOW}
    assert [line.split(";")[:6] for line in export(second).splitlines()] == [
        line.split(";")[:6] for line in export(office).splitlines()
    ]
    third = replace(office, store=new_store(), now=NOW + DAY)
    admit(third, *export(second).splitlines()[1:])
    assert export(third) == export(second)


def test_an_export_reads_a_few_hundred_people_at_a_time(small_office, monkeypatch):
    monkeypatch.setattr("plugins.newsletter.consent.export._AT_ONCE", 2)
    admit(small_office, *(row(f"p{number}@kreis.example") for number in range(5)))
    assert len(export(small_office).splitlines()) == 6
