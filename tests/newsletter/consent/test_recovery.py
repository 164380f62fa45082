"""A backup that comes back mails nobody who has left since it was made."""

from dataclasses import replace

import pytest

from plugins.newsletter.consent.recovery import end_again
from plugins.newsletter.store.backup import backup, restore
from plugins.newsletter.store.migrate import open_store
from plugins.newsletter.store.people import consent, notice, suppression
from plugins.newsletter.store.schema import subscriber, subscription
from tests.newsletter.consent.office import NOW, Office

MAX, ANNA = "max@kreis.example", "anna@kreis.example"
DEEDS = ("leave", "remove", "complain", "bounce", "erase")
DAY = 86_400


@pytest.fixture
def restored(small_office):
    """Give a function that puts back a copy made before these happened, and returns its office."""
    opened = []

    def happened(*acts):
        office = small_office
        backup(office.store, office.root / "kopie.sqlite3")
        for act in acts:
            act(office)
        file = office.root / office.settings.departures
        restore(
            office.root / "kopie.sqlite3", "zurueck.sqlite3", office.root, now=NOW + DAY,
            amend=lambda connection: end_again(connection, office.keys, file),
        )  # fmt: skip
        opened.append(open_store("zurueck.sqlite3", office.root))
        return replace(office, store=opened[-1])

    yield happened
    for store in opened:
        store.close()


@pytest.mark.parametrize("deed", DEEDS)
def test_who_left_since_is_ended_again_as_then(small_office, restored, deed):
    here, gone = small_office.join(ANNA), small_office.join(MAX)
    back: Office = restored(lambda office: getattr(office.register, deed)(gone, NOW + 60))
    stayed, left = back.rows(subscriber)
    assert (stayed.id, stayed.address, stayed.state) == (here, ANNA, "confirmed")
    assert (left.id, left.address, left.domain) == (gone, f"~{gone}", "")
    assert left.state == ("suppressed" if deed == "bounce" else "left")
    assert left.left_at == NOW + 60
    last = back.rows(consent)[-1]
    assert (last.subscriber_id, last.at) == (gone, NOW + 60)
    assert last.digest == back.keys.digest(MAX)
    assert MAX not in back.everything()
    assert back.count(suppression) == (deed == "bounce")
    if deed == "erase":
        assert not [row for row in back.rows(notice) if row.subscriber_id == gone]
        assert not [row for row in back.rows(subscription) if row.subscriber_id == gone]


def test_who_left_and_came_back_since_has_to_come_again(small_office, restored):
    """The copy knows nothing of the second consent; to mail without proof would be worse."""
    number = small_office.join(MAX)

    def leave_and_return(office):
        office.register.leave(number, NOW + 60)
        office.now = NOW + 2 * DAY
        office.join(MAX)

    assert [row.state for row in restored(leave_and_return).rows(subscriber)] == ["left"]


def test_nothing_of_an_erased_address_is_in_the_file_that_was_restored(small_office, restored):
    number = small_office.join(MAX)
    back = restored(lambda office: office.register.erase(number, NOW + 60))
    back.store.close()
    assert MAX.encode() not in (back.root / "zurueck.sqlite3").read_bytes()


def test_where_ending_fails_nothing_takes_the_place_of_the_database(small_office, tmp_path):
    small_office.join(MAX)
    backup(small_office.store, tmp_path / "kopie.sqlite3")
    with pytest.raises(ZeroDivisionError):
        restore(tmp_path / "kopie.sqlite3", "neu.sqlite3", tmp_path, now=NOW, amend=lambda _: 1 / 0)
    assert [file.name for file in tmp_path.glob("neu*")] == ["neu.sqlite3.lock"]
