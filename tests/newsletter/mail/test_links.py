"""Addresses in a mail."""

import pytest

from plugins.newsletter.errors import SettingsUnusable
from plugins.newsletter.mail.links import ascii_address, mailbox


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://blog.kreis.example/newsletter", "https://blog.kreis.example/newsletter"),
        (
            "https://müller.example/straße?a=ä&b#c",
            "https://xn--mller-kva.example/stra%C3%9Fe?a=%C3%A4&b#c",
        ),
        ("https://kreis.example:8443/a%20b", "https://kreis.example:8443/a%20b"),
        ('https://kreis.example/"><b>', "https://kreis.example/%22%3E%3Cb%3E"),
    ],
)
def test_a_web_address_is_written_in_ascii(address, written):
    assert ascii_address(address) == written


def test_a_mailbox_of_ours_has_an_ascii_domain():
    assert mailbox("Neues@Müller.example").address == "neues@xn--mller-kva.example"


@pytest.mark.parametrize("text", ["neues@", "grüße@kreis.example", "a b@kreis.example"])
def test_a_mailbox_that_cannot_be_used_is_named(text):
    with pytest.raises(SettingsUnusable, match=f"„{text}“.*NEWSLETTER"):
        mailbox(text)
