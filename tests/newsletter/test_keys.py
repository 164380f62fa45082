"""Tokens: what was signed is read, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsletter.errors import SettingsUnusable
from plugins.newsletter.keys import Keys, keys_from

KEYS = Keys(b"0123456789abcdef0123456789abcdef")
NUMBERS = st.integers(0, 2**40 - 1)
PURPOSES = st.sampled_from(["leave", "settings", "bounce"])


@given(number=NUMBERS, purpose=PURPOSES)
def test_a_number_comes_back_even_where_a_mail_server_folded_the_case(number, purpose):
    token = KEYS.sign(purpose, number)
    assert KEYS.read(purpose, token) == KEYS.read(purpose, token.upper()) == number


@given(number=NUMBERS, purpose=PURPOSES)
def test_a_token_is_short_and_fits_a_local_part_and_an_address_as_it_is(number, purpose):
    token = KEYS.sign(purpose, number)
    assert len(token) == 40
    assert token.isalnum()
    assert token == token.lower()


@given(number=NUMBERS, purpose=PURPOSES, other=PURPOSES)
def test_a_token_for_one_purpose_is_none_for_another(number, purpose, other):
    assert (KEYS.read(other, KEYS.sign(purpose, number)) == number) == (purpose == other)


@given(
    number=NUMBERS,
    at=st.integers(0, 31),
    letter=st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"),
)
def test_a_changed_letter_makes_it_worthless(number, at, letter):
    token = KEYS.sign("leave", number)
    changed = token[:at] + letter + token[at + 1 :]
    assert (KEYS.read("leave", changed) is None) == (changed != token)


@given(text=st.text(max_size=40))
def test_any_other_text_is_no_token(text):
    assert KEYS.read("leave", text) is None


@pytest.mark.parametrize("at", [0, 8, 16, 24])
def test_a_token_cut_short_or_made_longer_is_none(at):
    token = KEYS.sign("leave", 7)
    assert KEYS.read("leave", token[:at]) is None
    assert KEYS.read("leave", token + token[:8]) is None


def test_another_secret_signs_differently_and_an_old_one_still_reads():
    token = KEYS.sign("bounce", 7)
    new = Keys(b"x" * 32)
    assert new.read("bounce", token) is None
    assert Keys(b"x" * 32, old=(b"y" * 32, KEYS.secret)).read("bounce", token) == 7
    assert Keys(b"x" * 32, old=(KEYS.secret,)).sign("bounce", 7) == new.sign("bounce", 7) != token


def test_secrets_come_from_the_environment():
    keys = keys_from(
        {"NEWSLETTER_SECRET": "n" * 64, "NEWSLETTER_SECRET_OLD": "a" * 32 + "," + "b" * 32}
    )
    assert keys == Keys(b"n" * 64, (b"a" * 32, b"b" * 32))
    assert keys_from({"NEWSLETTER_SECRET": "n" * 32}) == Keys(b"n" * 32)


@pytest.mark.parametrize(
    "environment", [{}, {"NEWSLETTER_SECRET": ""}, {"NEWSLETTER_SECRET": "n" * 31}]
)
def test_without_a_long_secret_one_sentence_names_the_variable(environment):
    with pytest.raises(
        SettingsUnusable, match="NEWSLETTER_SECRET fehlt oder ist zu kurz"
    ) as refusal:
        keys_from(environment)
    assert "nnn" not in str(refusal.value)


def test_a_repr_shows_no_secret():
    assert repr(Keys(b"geheim" * 6, (b"frueher" * 6,))) == "Keys()"


def test_blanks_around_secrets_do_not_count():
    old = "a" * 32
    keys = keys_from(
        {"NEWSLETTER_SECRET": "n" * 64 + "\n", "NEWSLETTER_SECRET_OLD": f" {old} , \n"}
    )
    assert keys == Keys(b"n" * 64, (old.encode(),))


def test_an_earlier_secret_is_as_long_as_the_present_one():
    with pytest.raises(SettingsUnusable, match="NEWSLETTER_SECRET_OLD"):
        keys_from({"NEWSLETTER_SECRET": "n" * 64, "NEWSLETTER_SECRET_OLD": "x"})


@given(address=st.emails(), other=st.emails())
def test_an_address_is_known_by_its_hash_to_whoever_has_the_secret_and_to_nobody_else(
    address, other
):
    new = Keys(b"n" * 32, (KEYS.secret,))
    assert KEYS.digest(address) in new.digests(address)
    assert new.digests(address)[0] == new.digest(address) != KEYS.digest(address)
    assert (KEYS.digest(address) == KEYS.digest(other)) == (address == other)
    assert len(KEYS.digest(address)) == 64
