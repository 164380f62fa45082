"""The text somebody consented to can be shown years later, word for word."""

from hashlib import sha256

import pytest

from plugins.newsletter.consent import wordings
from plugins.newsletter.errors import SettingsUnusable
from plugins.newsletter.store.people import wording
from tests.newsletter.consent.office import NOW

TEXT = "Ja, ich möchte Neues lesen."


def note(office, version, text, now=NOW):
    with office.store.begin() as connection:
        wordings.note(connection, version, text, now)


def known(office, version):
    with office.store.read() as connection:
        return wordings.known(connection, version)


def test_a_text_is_kept_word_for_word_with_its_hash_since_its_first_use(office):
    note(office, "2027-01", TEXT, NOW + 5)
    note(office, "2027-01", TEXT, NOW + 9)
    row = next(row for row in office.rows(wording) if row.version == "2027-01")
    assert (row.text, row.first_used_at) == (TEXT, NOW + 5)
    assert row.digest == sha256(TEXT.encode()).hexdigest()


def test_a_version_never_means_another_text(office):
    note(office, "2027-01", TEXT)
    with pytest.raises(SettingsUnusable, match="neue Fassung") as caught:
        note(office, "2027-01", TEXT + " ")
    assert "„2027-01“" in str(caught.value)
    assert TEXT in office.everything()


@pytest.mark.parametrize(("version", "text"), [("", TEXT), (" ", TEXT), ("2027-01", " \n")])
def test_neither_text_nor_version_may_be_missing(small_office, version, text):
    with pytest.raises(SettingsUnusable, match="Fassung"):
        note(small_office, version, text)


def test_only_what_was_noted_is_known(small_office):
    assert not known(small_office, "2027-01")
    note(small_office, "2027-01", TEXT)
    assert known(small_office, "2027-01")
