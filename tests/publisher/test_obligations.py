"""What the legal pages must hold."""

from pathlib import Path

import pytest

from plugins.manuscript.manuscript import Manuscript, Metadata
from plugins.manuscript.sources import Source
from plugins.publisher.obligations import (
    DECLARATION,
    DUTIES,
    IMPRINT,
    NEWSLETTER,
    PRIVACY,
    Duty,
    missing,
)

ROOT = Path(__file__).parent.parent.parent


def page(text):
    source = Source("content/seiten/x.md", Path("x.md"), tuple(text.splitlines()))
    return Manuscript(source, "seite", Metadata(slug="x"), 1, usable=True)


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.name)
def test_the_pages_of_this_site_hold_all_of_it(duty):
    text = (ROOT / duty.file).read_text(encoding="utf-8")
    assert not list(missing(duty, page(text), [NEWSLETTER] if duty is PRIVACY else []))


def test_a_page_that_is_not_there_is_one_fault_with_its_file():
    (fault,) = missing(IMPRINT, None)
    assert fault.path == "content/seiten/impressum.md"
    assert "„Impressum“ fehlt oder ist ein Entwurf" in fault.message


@pytest.mark.parametrize("duty", DUTIES, ids=lambda duty: duty.name)
def test_each_particular_and_each_topic_is_missed_alone(duty: Duty):
    whole = (ROOT / duty.file).read_text(encoding="utf-8")
    for directive in (*(f"angabe: {name}" for name in duty.particulars), *duty.directives):
        (fault,) = missing(duty, page(whole.replace(f"[[{directive}]]", "")))
        assert f"[[{directive}]]" in fault.advice
    flat = "\n".join(line for line in whole.splitlines() if not line.startswith("#"))
    said = [fault.message for fault in missing(duty, page(flat))]
    assert said == [
        f"Auf der Seite „{duty.name}“ fehlt ein Abschnitt: {t}." for t, _ in duty.topics
    ]


def test_an_empty_declaration_lacks_everything_at_once():
    found = list(missing(DECLARATION, page("# Erklärung")))
    parts = DECLARATION.particulars, DECLARATION.directives, DECLARATION.topics
    assert len(found) == sum(map(len, parts))


def test_spelling_does_not_matter():
    duty = Duty("X", "/x/", ("telefon",), [("die Rechte", ("rechte",))])
    assert not list(missing(duty, page("### Ihre RECHTE\n\n[[ Angabe:Telefon ]]")))
