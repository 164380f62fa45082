"""Being forgotten: which rows go, which stay, and the mails that lie in a folder."""

import pytest
from sqlalchemy import insert, update

from plugins.newsletter.address import read_address
from plugins.newsletter.consent import erasure
from plugins.newsletter.delivery.files import FileMailer
from plugins.newsletter.mail.envelope import Mail
from plugins.newsletter.store.ledger import bucket, delivery
from plugins.newsletter.store.people import application, bounce, notice, token
from plugins.newsletter.store.schema import subscriber, subscription
from tests.newsletter.consent.office import NOW
from tests.newsletter.delivery.mailing import Mailing

MAX, ANNA = "max@kreis.example", "anna@familie.example"


def forget(office, number, address):
    with office.store.begin() as connection:
        erasure.forget(connection, number, read_address(address))


@pytest.mark.parametrize(
    "typed", ["anna@familie.example", " ANNA@Familie.example", "Anna@familie.example "]
)
def test_a_sign_up_is_found_however_it_was_typed(office, typed):
    office.sign_up(typed)
    office.sign_up(MAX)
    forget(office, None, ANNA)
    assert [row.address for row in office.rows(application)] == [MAX]


def test_an_umlaut_domain_is_found_by_either_spelling(office):
    office.sign_up("anna@müller.example")
    forget(office, None, "anna@xn--mller-kva.example")
    assert office.rows(application) == []


def test_mails_that_nobody_answered_go_with_their_links_and_others_stay(office):
    office.letter(ANNA)
    other = office.letter(MAX)
    forget(office, None, ANNA)
    assert [row.address for row in office.rows(notice)] == [MAX]
    assert [row.notice_id for row in office.rows(token)] == [other.notice.id]


def test_of_a_subscriber_only_numbers_stay_and_the_accounts_still_balance(office):
    anna, max_ = office.join(ANNA), office.join(MAX)
    mailing = Mailing(office.store, people={ANNA: anna, MAX: max_})
    _, first, second = mailing.issue(ANNA, MAX, state="done")
    said = {"reply": "2.0.0 queued", "queue_id": "4XYZ", "state": "sent"}
    with office.store.begin() as connection:
        connection.execute(update(delivery).values(said))
        for number, person in ((first, anna), (second, max_)):
            row = {"delivery_id": number, "subscriber_id": person, "at": NOW, "status": "5.1.1"}
            connection.execute(insert(bounce).values(hard=True, **row))
        for name in ("*", "familie.example", "kreis.example"):
            connection.execute(insert(bucket).values(name=name, tokens=0, filled_at=NOW))
    office.register.erase(anna, NOW + 5)
    assert "familie.example" not in office.everything()
    gone, here = office.rows(delivery)
    assert (gone.state, gone.subscriber_id, gone.reply, gone.queue_id) == ("sent", anna, "", "")
    assert (here.reply, here.queue_id) == ("2.0.0 queued", "4XYZ")
    for table in (bounce, subscription, notice):
        assert {row.subscriber_id for row in office.rows(table)} == {max_}, table.name
    assert [row.name for row in office.rows(bucket)] == ["*", "kreis.example"]


def test_the_bucket_of_a_domain_stays_while_others_have_it(office):
    office.join("ina@familie.example")
    with office.store.begin() as connection:
        connection.execute(insert(bucket).values(name="familie.example", tokens=0, filled_at=NOW))
    office.register.erase(office.join(ANNA), NOW + 5)
    assert office.count(bucket) == 1


def test_an_address_that_is_not_known_takes_nobody_elses_rows(office):
    number = office.join(MAX)
    office.register.redeem(office.letter("ida@kreis.example").token, NOW)
    office.register.leave(office.number("ida@kreis.example"), NOW)
    before = office.everything()
    forget(office, None, ANNA)
    assert office.number(MAX) == number
    assert [
        line for line in office.everything().splitlines() if "'scrub'" not in line
    ] == before.splitlines()


def test_what_was_forgotten_is_owed_to_the_files_until_they_are_written_anew(office):
    def owed():
        with office.store.read() as connection:
            return erasure.owed(connection)

    assert not owed()
    forget(office, None, ANNA)
    assert owed()
    assert erasure.scrub(office.store, thorough=False)
    assert owed()
    assert erasure.scrub(office.store, thorough=True)
    assert not owed()


def test_who_is_forgotten_while_the_files_are_written_is_owed_still(office, monkeypatch):
    def meanwhile(*_):
        forget(office, None, MAX)
        return True

    forget(office, None, ANNA)
    monkeypatch.setattr("plugins.newsletter.store.scrub.rewrite", meanwhile)
    assert erasure.scrub(office.store, thorough=True)
    with office.store.read() as connection:
        assert erasure.owed(connection)


def test_who_is_in_the_way_leaves_it_owed(small_office):
    forget(small_office, None, ANNA)
    with small_office.store.read() as connection:
        connection.execute(subscriber.select()).all()
        assert not erasure.scrub(small_office.store, thorough=True, patience=0)
        assert erasure.owed(connection)


MAIL = "From: neues@kreis.example\r\nSubject: Neues\r\n{to}\r\n\r\nGuten Tag\r\n"


@pytest.fixture
def post(tmp_path):
    """Give a folder with mails to these addresses, as the transport writes them."""
    mailer = FileMailer(tmp_path)

    def written(*addresses):
        for number, address in enumerate(addresses, 1):
            content = MAIL.format(to=f"To: {address}").encode()
            mail = Mail(number, "", address, f"<{number}@kreis.example>", content, smtputf8=False)
            mailer.deliver(mail, lambda: True)
        mailer.close()
        return tmp_path

    return written


@pytest.mark.parametrize("address", [ANNA, "jürgen@müller.example", "anna+post@familie.example"])
def test_mails_in_the_folder_go_with_their_pages_and_the_list(post, address):
    stored = read_address(address)
    folder = post(MAX, stored.address, stored.address, "anna.b@familie.example")
    assert erasure.discard_mails(folder, stored) == 2
    left = sorted(file.name for file in folder.iterdir())
    assert left == [f"000000{n}-{n}.{end}" for n in (1, 4) for end in ("eml", "html", "txt")]


def test_a_folder_without_mails_to_somebody_stays_as_it_is(post, tmp_path):
    folder = post(MAX)
    assert erasure.discard_mails(folder, read_address(ANNA)) == 0
    assert (folder / "index.html").exists()
    assert erasure.discard_mails(tmp_path / "nirgends", read_address(ANNA)) == 0
