"""Whoever asks gets everything: no table and no column about a person is left out."""

import json
from datetime import UTC, datetime

import pytest
from sqlalchemy import BigInteger, Integer, insert, update

from plugins.newsletter.address import read_address
from plugins.newsletter.consent import suppression
from plugins.newsletter.consent.disclosure import everything
from plugins.newsletter.consent.terms import COLUMNS, TERMS
from plugins.newsletter.store.ledger import delivery, issue, issue_entry, item, variant
from plugins.newsletter.store.people import application, bounce, consent, notice, token
from plugins.newsletter.store.schema import entry, metadata, subscriber, subscription
from tests.newsletter.consent.office import NOW

MAX, ANNA = "max@kreis.example", "anna@kreis.example"
# Tables that hold nothing about one person, and columns that say nothing more about one.
NOBODYS = {
    "memory", "feed", "entry", "entry_topic", "picture", "entry_picture", "issue", "issue_entry",
    "variant", "bucket",
}  # fmt: skip
LEFT_OUT = {
    **{(table, "subscriber_id"): "the number of the person, which stands on top"
       for table in (subscription, consent, notice, application, delivery, bounce, item)},
    **{(table, "id"): "gaps in a running number would tell of the sign-ups of others"
       for table in (notice, application)},
    (item, "issue_id"): "stands with the delivery that holds the entry",
    (item, "entry_id"): "told by the title of the entry",
    (token, "notice_id"): "stands inside its mail",
    (delivery, "variant_id"): "which of the frozen mails: told by its entries",
    (delivery, "worker"): "a process of this machine",
    (delivery, "phase"): "a step of SMTP, told by code and reply",
}  # fmt: skip
# What is filled otherwise: lists of words, the addresses themselves, keys.
NO_TEXT = {
    "state",
    "kind",
    "frequency",
    "address",
    "hard",
    "topics",
    "subscriber_id",
    "worker",
    "phase",
}


def told(office, number):
    with office.store.read() as connection:
        return everything(connection, office.keys, number)


def test_every_column_of_every_table_is_told_or_left_out_for_a_reason():
    tables = [table for table in metadata.sorted_tables if table.name not in NOBODYS]
    for table in tables:
        names = set(COLUMNS.get(table, ())) | {name for owner, name in LEFT_OUT if owner is table}
        assert names == set(table.c.keys()), table.name


@pytest.fixture
def filled(small_office):
    """Give an office in which every column about number 1 holds something of its own, and 1's number."""
    office = small_office
    number, other = office.join(MAX, topics=frozenset({"alter"})), office.join(ANNA)
    office.sign_up(" MAX@kreis.example")
    with office.store.begin() as connection:
        suppression.add_digest(
            connection, office.keys, office.keys.digest(MAX), "request", NOW + 77
        )
        row = {"title": "Beitrag über das Alter", "key": "k", "link": "l", "fingerprint": "f"}
        connection.execute(
            insert(entry).values(
                id=1, summary="", html="", first_seen_at=0, state="released", **row
            )
        )
        connection.execute(
            insert(issue).values(
                id=1, kind="weekly", slot="weekly:1", title="Woche 1", state="done", created_at=0,
                planned_for=0, frozen=2,
            )
        )  # fmt: skip
        connection.execute(insert(issue_entry).values(issue_id=1, entry_id=1, position=0))
        connection.execute(insert(variant).values(id=1, issue_id=1, mask=1))
        for person in (number, other):
            ids = {"issue_id": 1, "subscriber_id": person}
            connection.execute(insert(item).values(entry_id=1, **ids))
            connection.execute(
                insert(delivery).values(id=person, variant_id=1, state="failed", **ids)
            )
            row = {
                "delivery_id": person,
                "subscriber_id": person,
                "at": NOW,
                "hard": person == other,
            }
            connection.execute(insert(bounce).values(status="5.1.1", **row))
        marks = {}
        for table in (notice, application, delivery, bounce, subscription, subscriber):
            mine = table.c.id if table is subscriber else table.c.get("subscriber_id")
            for column in table.c:
                if column.primary_key or column.foreign_keys or column.name in NO_TEXT:
                    continue
                value = (
                    NOW + 1000 * (1 + len(marks))
                    if isinstance(column.type, BigInteger | Integer)
                    else f"mark-{table.name}-{column.name}"
                )
                marks[table, column.name] = value
                who = mine == number if table is not application else application.c.id > 0
                connection.execute(update(table).where(who).values({column.name: value}))
    return office, number, marks


def test_whatever_stands_in_a_column_about_somebody_is_told(filled):
    office, number, marks = filled
    said = json.dumps(told(office, number), ensure_ascii=False)
    missing = [
        (table.name, name)
        for (table, name), value in marks.items()
        if str(value) not in said
        and (isinstance(value, str) or datetime.fromtimestamp(value, UTC).isoformat() not in said)
    ]
    assert missing == []
    for word in (MAX, "MAX@kreis.example", "alter", "Beitrag über das Alter", "Woche 1", "abgelehnt",
                 office.keys.digest(MAX), "Ja, ich möchte den Newsletter.", "auf Wunsch",
                 *(row.digest for row in office.rows(token) if row.notice_id == 1)):  # fmt: skip
        assert word in said, word


def test_nothing_of_anybody_else_is_told(filled):
    office, number, _ = filled
    said = json.dumps(told(office, number), ensure_ascii=False)
    assert "anna" not in said
    assert office.keys.digest(ANNA) not in said
    assert (
        len(told(office, number)["zustellungen"])
        == len(told(office, number)["rueckmeldungen"])
        == 1
    )


def test_it_reads_like_a_letter_and_not_like_a_table(office):
    number = office.join(MAX, topics=frozenset({"wohnen", "alter"}))
    said = told(office, number)
    assert said["person"] == {
        "nummer": number, "adresse": MAX, "domain_der_adresse": "kreis.example",
        "stand": "angemeldet", "haeufigkeit": "sofort",
        "angefragt_am": "2026-09-21T14:13:20+00:00", "bestaetigt_am": "2026-09-21T14:13:20+00:00",
        "beendet_am": None,
    }  # fmt: skip
    (proof,) = said["einwilligung"]
    assert (proof["ereignis"], proof["themen"]) == ("bestätigt", ["alter", "wohnen"])
    assert said["texte_der_einwilligung"][0]["text"] == "Ja, ich möchte den Newsletter."
    assert {row["thema"] for row in said["auswahl"]} == {"alter", "wohnen", "Beiträge ohne Thema"}


def test_who_has_left_sees_that_only_hashes_are_kept(office):
    number = office.join(MAX)
    office.register.leave(number, NOW + 5)
    said = told(office, number)
    assert said["person"]["stand"] == "abgemeldet"
    assert [row["ereignis"] for row in said["einwilligung"]] == ["bestätigt", "abgemeldet"]
    assert [row["themen"] for row in said["einwilligung"]] == ["alle Themen", ""]
    assert MAX not in str(said)


def test_who_was_suppressed_after_all_sees_it(office):
    number = office.join(MAX)
    office.register.bounce(number, NOW + 5)
    assert [row["grund"] for row in told(office, number)["sperren"]] == ["nicht mehr zustellbar"]


def test_a_change_of_address_that_was_confirmed_is_told(office):
    number = office.join(MAX)
    office.register.ask_to_move(number, ANNA, NOW + 5)
    assert [row["adresse"] for row in told(office, number)["anmeldungen_in_arbeit"]] == [ANNA]
    (letter,) = office.post()
    office.register.redeem(letter.token, NOW + 9)
    kinds = {row["art"] for row in told(office, number)["mails_zur_bestaetigung"]}
    assert "Wechsel der Adresse" in kinds
    assert told(office, number)["person"]["adresse"] == ANNA


@pytest.mark.parametrize("there", ["nobody", "a subscriber", "refused", "asked today"])
def test_who_wants_to_move_onto_an_address_never_learns_whose_it_is(small_office, there):
    office = small_office
    number = office.join(MAX)
    before = told(office, number)
    if there == "a subscriber":
        office.join(ANNA)
    if there == "refused":
        with office.store.begin() as connection:
            suppression.add(connection, office.keys, read_address(ANNA), "request", NOW)
    if there == "asked today":
        office.letter(ANNA)
    office.register.ask_to_move(number, ANNA, NOW + 5)
    office.now += 6
    office.post()
    assert told(office, number) == before


def test_of_nobody_there_is_nothing(office):
    assert told(office, 4711) == {}


@pytest.mark.parametrize("kind", TERMS)
def test_every_state_has_a_german_word(kind):
    assert set(TERMS[kind]) == set(kind)


def test_the_address_is_that_of_the_person(office):
    assert read_address(MAX).address in str(told(office, office.join(MAX)))
