import pytest

from plugins.manuscript.directives import Inline
from plugins.manuscript.faults import Faults
from plugins.publisher.particulars import (
    MissingParticularsError,
    Publisher,
    particular,
    require,
)

KNOWN = Publisher(telefon="01234 567", email="post@example.org", hoster="https://example.org")


def ask(*arguments):
    faults = Faults()
    columns = tuple(9 for _ in arguments)
    directive = Inline("angabe", arguments, columns, "a.md", 3, 1, "[[angabe: x]]")
    return particular(directive, faults, KNOWN), list(faults)


def test_a_known_particular_is_its_text():
    assert ask("telefon") == ("01234 567", [])


@pytest.mark.parametrize(
    ("name", "href"), [("email", "mailto:post@example.org"), ("hoster", "https://example.org")]
)
def test_addresses_are_links(name, href):
    element, _ = ask(name)
    assert (element.tag, element.get("href")) == ("a", href)


def test_a_missing_particular_is_a_visible_gap_and_no_fault():
    element, faults = ask("vertretung")
    assert (element.tag, element.text) == ("mark", "[Angabe „vertretung“ folgt]")
    assert not faults


def test_an_unknown_particular_is_a_fault_at_its_place():
    _, (fault,) = ask("telefonn")
    assert (fault.line, fault.column, fault.advice) == (3, 9, "Meinten Sie „telefon“?")
    assert len(ask("telefon", "email")[1]) == 1


def test_a_public_site_names_in_german_all_that_is_missing():
    with pytest.raises(MissingParticularsError) as caught:
        require(KNOWN)
    text = str(caught.value)
    assert "Die öffentliche Website wird nicht gebaut" in text
    assert "  vertretung = …" in text
    assert "telefon = …" not in text


def test_a_complete_publisher_may_publish():
    names = Publisher().missing()
    require(Publisher(**dict.fromkeys(names, "x")))
    assert len(names) == 22
