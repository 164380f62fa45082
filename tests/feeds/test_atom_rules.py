"""RFC 4287: the grammar, and the rules that a grammar cannot say; the W3C validator's usual ones."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from plugins.feeds.articles import feed_entry
from plugins.feeds.formats import atom
from tests.feeds.invented import SETTINGS, Post, entry, feed

A = "{http://www.w3.org/2005/Atom}"
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:\S+")


@pytest.fixture(params=["full", "empty"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    (tmp_path / "diagramme").mkdir()
    (tmp_path / "diagramme/arbeit-1a2b.png").write_bytes(b"12345")
    entries = [entry(3), entry(2, enclosure=None), entry(1, summary="")]
    entries.append(feed_entry(Post(), SETTINGS, [tmp_path]))
    chosen = entries if request.param == "full" else []
    return etree.fromstring(atom(feed(*chosen), SETTINGS, "feeds/feld/arbeit.atom.xml"))


def test_the_grammar_holds(root: Any) -> None:
    assert GRAMMAR.validate(root), GRAMMAR.error_log


@pytest.mark.parametrize(
    ("path", "why"),
    [
        (f"{A}id", "no id"),
        (f"{A}entry/{A}title", "no title"),
        (f"{A}entry/{A}updated", "no updated"),
    ],
)
def test_the_grammar_can_fail(path: str, why: str) -> None:
    root = etree.fromstring(atom(feed(entry(1)), SETTINGS, "x"))
    victim = root.find(path)
    victim.getparent().remove(victim)
    assert not GRAMMAR.validate(root), why


def test_ids_are_unique_and_permanent_iris(root: Any) -> None:
    ids = [element.text for element in root.iter(f"{A}id")]
    assert len(ids) == len(set(ids))
    assert all(IRI.fullmatch(one) for one in ids)


def test_dates_are_rfc_3339_and_not_in_the_future(root: Any) -> None:
    for element in root.iter(f"{A}updated", f"{A}published"):
        assert RFC_3339.fullmatch(element.text)
        assert datetime.fromisoformat(element.text) <= datetime.now(tz=UTC)


def test_one_self_link_first_and_one_page(root: Any) -> None:
    links = root.findall(f"{A}link")
    assert [link.get("rel") for link in links] == ["self", "alternate"]
    assert links[0].get("href") == "https://musterland.example/feeds/feld/arbeit.atom.xml"


def test_an_entry_has_one_page_per_type_and_language_and_at_most_one_picture(root: Any) -> None:
    for one in root.iter(f"{A}entry"):
        rels = [link.get("rel") for link in one.findall(f"{A}link")]
        assert rels.count("alternate") == 1
        assert rels.count("enclosure") <= 1


def test_enclosures_have_length_and_type(root: Any) -> None:
    for link in root.iter(f"{A}link"):
        if link.get("rel") == "enclosure":
            assert int(link.get("length")) > 0
            assert re.fullmatch(r"image/[a-z+]+", link.get("type"))


def test_every_address_is_absolute(root: Any) -> None:
    addresses = [link.get("href") for link in root.iter(f"{A}link")]
    addresses += [element.text for element in root.iter(f"{A}uri")]
    assert all(address.startswith("https://musterland.example/") for address in addresses)
    schemes = [category.get("scheme") for category in root.iter(f"{A}category")]
    assert all(IRI.fullmatch(scheme) for scheme in schemes)


def test_author_and_language_are_there(root: Any) -> None:
    assert root.find(f"{A}author/{A}name").text
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"


def test_text_constructs_hold_no_markup_of_their_own(root: Any) -> None:
    for element in root.iter(f"{A}title", f"{A}summary", f"{A}content", f"{A}subtitle"):
        assert len(element) == 0
        assert element.get("type", "text") in ("text", "html")


def test_the_full_text_is_safe_to_show_anywhere(root: Any) -> None:
    for element in root.iter(f"{A}content"):
        assert element.get("type") == "html"
        soup = BeautifulSoup(element.text, "html.parser")
        assert soup.find(["script", "style", "svg", "iframe", "object", "form"]) is None
        for tag in soup.select("*"):
            assert not {"style", "class", "id", "onclick"} & set(tag.attrs)
            for name in ("href", "src"):
                assert str(tag.attrs.get(name, "https://")).startswith("https://")


def test_updated_is_never_before_published(root: Any) -> None:
    for one in root.iter(f"{A}entry"):
        published, updated = (
            datetime.fromisoformat(one.find(f"{A}{name}").text) for name in ("published", "updated")
        )
        assert published <= updated <= datetime.fromisoformat(root.find(f"{A}updated").text)
