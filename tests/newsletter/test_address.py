"""What counts as an address, and which addresses are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsletter.address import from_store, read_address
from plugins.newsletter.errors import WrongUse

LABEL = st.text("abcdefghijklmnopqrstuvwxyzäöüßé0123456789", min_size=1, max_size=12)
LARGE = str.maketrans("abcxyzäöü", "ABCXYZÄÖÜ")  # the large form of ß is two letters, another name
LOCAL = st.text("abcXYZ0123456789!#$%&'*+-/=?^_`{|}~äÖé", min_size=1, max_size=20)
DOMAIN = st.builds("{}.{}.example".format, LABEL, LABEL)


@pytest.mark.parametrize(
    ("typed", "stored", "domain"),
    [
        ("max@kreis.example", "max@kreis.example", "kreis.example"),
        ("  Max.Muster@Kreis.EXAMPLE\n", "max.muster@kreis.example", "kreis.example"),
        ("max@Müller.example", "max@xn--mller-kva.example", "xn--mller-kva.example"),
        ("max@xn--mller-kva.example", "max@xn--mller-kva.example", "xn--mller-kva.example"),
        ("max@straße.example", "max@xn--strae-oqa.example", "xn--strae-oqa.example"),
        ("Max+Blog@kreis.example", "max+blog@kreis.example", "kreis.example"),
    ],
)
def test_an_address_is_stored_in_small_letters_with_the_domain_as_a_label(typed, stored, domain):
    address = read_address(typed)
    assert (address.address, address.domain, address.smtputf8) == (stored, domain, False)
    assert f"{address.local}@{address.domain}" == stored


def test_a_local_part_beyond_ascii_needs_smtputf8_and_keeps_the_case_of_its_other_letters():
    address = read_address("JÖRG@kreis.example")
    assert address.address == "jÖrg@kreis.example"
    assert address.smtputf8


def test_letters_put_together_and_letters_with_marks_are_one_address():
    assert read_address("jo\u0308rg@kreis.example") == read_address("jörg@kreis.example")


@pytest.mark.parametrize(
    "typed",
    [
        "", "max", "@kreis.example", "max@", "max@kreis", "max@@kreis.example",
        "max@localhost", "max@[127.0.0.1]", '"max muster"@kreis.example',
        "Max Muster <max@kreis.example>", "max@kreis.example, moritz@kreis.example",
        "max@kreis.example\r\nBcc: moritz@kreis.example", "max\0@kreis.example",
        "max@kreis..example", ".max@kreis.example", "max.@kreis.example", "max@-kreis.example",
        f"{'x' * 65}@kreis.example", f"max@{'x' * 64}.example", f"max@{'x.' * 130}example",
    ],
)  # fmt: skip
def test_what_is_no_single_plain_address_is_refused_without_being_repeated(typed):
    with pytest.raises(WrongUse) as refusal:
        read_address(typed)
    assert str(refusal.value).startswith("Das ist keine gültige E-Mail-Adresse;")
    assert "max" not in str(refusal.value)
    assert refusal.value.__suppress_context__


@given(local=LOCAL, domain=DOMAIN)
def test_reading_what_was_read_changes_nothing_and_it_fits_a_header(local, domain):
    try:
        address = read_address(f"{local}@{domain}")
    except WrongUse:
        return
    assert read_address(address.address) == address == from_store(address.address)
    assert address.domain.isascii()
    assert not any(letter.isspace() or letter in '<>,;:"\\' for letter in address.address)


@given(local=st.text("abcxyz0123456789", min_size=1), domain=DOMAIN)
def test_how_it_is_capitalised_makes_no_difference(local, domain):
    try:
        address = read_address(f"{local}@{domain}")
    except WrongUse:
        return
    assert read_address(f"{local.upper()}@{domain.translate(LARGE)}") == address


def test_a_repr_shows_no_address():
    assert "max" not in repr(read_address("max@kreis.example"))
