"""From a claim to its mail."""

from dataclasses import replace

import pytest
from sqlalchemy import event

from plugins.newsletter.delivery.journal import Claim
from plugins.newsletter.delivery.post import Fault, Post
from plugins.newsletter.mail.envelope import Mail
from plugins.newsletter.store.states import Frequency
from tests.newsletter.delivery.mailing import NOW, Mailing

CLAIM = Claim(1, 1, Frequency.INSTANT, 1, 1, "max@a.example", "a.example", 1, None)


@pytest.fixture
def post(sqlite_store, settings, keys) -> Post:
    mailing = Mailing(sqlite_store)
    mailing.issue("max@a.example")
    mailing.issue("max@a.example", content=None)
    return Post(sqlite_store, settings, keys)


def test_a_mail_is_addressed_to_its_subscriber(post):
    mail = post.mail(CLAIM, NOW)
    assert isinstance(mail, Mail)
    assert (mail.recipient, mail.delivery) == ("max@a.example", 1)
    assert b"\0" not in mail.content
    assert mail.message_id.encode() in mail.content


def test_the_message_id_is_the_same_on_every_attempt(post):
    assert post.mail(CLAIM, NOW).message_id == post.mail(replace(CLAIM, attempt=9), NOW + 9).message_id  # fmt: skip


def test_a_variant_is_read_once_for_many_mails(post, sqlite_store):
    read: list[str] = []
    event.listen(sqlite_store.engine, "before_cursor_execute", lambda *a: read.append(a[2]))
    for _ in range(10):
        post.mail(CLAIM, NOW)
        post.mail(replace(CLAIM, variant=2), NOW)
    assert len([sql for sql in read if "variant" in sql]) == 2


@pytest.mark.parametrize("variant", [2, 99])
def test_a_variant_without_content_is_a_fault_of_all(post, variant):
    assert post.mail(replace(CLAIM, variant=variant), NOW) is Fault.VARIANT


@pytest.mark.parametrize("address", ["", "max", "max@", "a b@c.example", "x@a.example\r\nBcc: y@z.example"])  # fmt: skip
def test_an_address_that_is_none_is_a_fault_of_its_own(post, address):
    assert post.mail(replace(CLAIM, address=address), NOW) is Fault.ADDRESS
