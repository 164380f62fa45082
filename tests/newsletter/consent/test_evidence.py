"""The log of consent: complete, without a readable address, and never rewritten."""

import pytest
from sqlalchemy import delete, update

from plugins.newsletter.consent import evidence
from plugins.newsletter.errors import StoreUnusable
from plugins.newsletter.store.people import Event, consent
from plugins.newsletter.store.states import Frequency
from tests.newsletter.consent.office import HOUR, NOW, VERSION

MAX = "max@kreis.example"


def test_a_confirmation_proves_text_form_wish_mail_and_times(office):
    office.sign_up(MAX, frozenset({"alter"}), Frequency.WEEKLY, "/beitrag/")
    office.now += 60
    office.decide()
    office.now += 60
    (letter,) = office.post()
    office.now += HOUR
    office.register.redeem(letter.token, office.now)
    (row,) = office.rows(consent)
    assert tuple(row)[1:] == (
        NOW + 120 + HOUR, office.number(MAX), office.keys.digest(MAX), "confirmed", VERSION, "/beitrag/",
        '["alter"]', "weekly", NOW, NOW + 120, letter.message_id, "",
    )  # fmt: skip


def test_the_proof_names_the_very_mail_that_was_answered(small_office):
    small_office.sign_up(MAX)
    small_office.decide()
    (owed,) = small_office.due()
    first = small_office.attempt(
        owed
    )  # the process dies before it hears that the mail was accepted
    small_office.now += HOUR
    small_office.post()
    small_office.now += HOUR
    small_office.register.redeem(first.token, small_office.now)
    (row,) = small_office.rows(consent)
    assert (row.message_id, row.mailed_at) == (first.message_id, NOW)


def test_nothing_is_logged_of_somebody_who_never_confirmed(small_office):
    small_office.letter(MAX)
    small_office.now += 8 * 24 * HOUR
    small_office.letter(MAX)
    assert small_office.rows(consent) == []


def test_no_row_can_be_rewritten(office):
    office.join(MAX)
    with pytest.raises(StoreUnusable, match="append-only"), office.store.begin() as connection:
        connection.execute(update(consent).values(event=Event.LEFT))
    with office.store.begin() as connection:
        connection.execute(delete(consent))  # retention may


def test_an_address_is_traced_to_who_had_it_last(office):
    first = office.join(MAX)
    office.register.leave(first, office.now)
    with office.store.begin() as connection:
        digest = office.keys.digest(MAX)
        evidence.record(connection, Event.MOVED, 77, digest, NOW)
        assert evidence.number_behind(connection, [digest]) == 77
        evidence.record(connection, Event.MOVED, 77, "another", NOW)
        assert evidence.number_behind(connection, [digest]) == first
        assert evidence.number_behind(connection, ["unknown"]) is None


def test_what_is_not_there_is_not_known(small_office):
    with small_office.store.read() as connection:
        assert evidence.last_digest(connection, 1) is None
        assert evidence.last_event(connection, 1) is None
        assert evidence.last_wish(connection, 1) == 0
