"""What concerns more than one manuscript."""

from datetime import UTC, datetime, timedelta

import pytest

from plugins.manuscript.vocabulary import DRAFT

ONE, TWO = "content/beitraege/2025/a.md", "content/beitraege/2025/b.md"
SAME = "5f1f7c0e-6f0e-4a51-9f0e-0d9d5f0a2b11"


def test_the_later_of_two_posts_with_one_kennung_is_at_fault(county, post):
    county.write({ONE: post(kennung=SAME, datum="2025-03-07"), TWO: post(kennung=SAME)})
    (fault,) = county.faults()
    assert (fault.path, fault.line) == (ONE, 8)
    assert fault.message == f"Dieselbe Kennung steht schon in {TWO}."


def test_two_posts_with_one_address_are_a_fault_and_one_page(county, post):
    county.write({ONE: post("1", adresse="gleich"), TWO: post("2", adresse="gleich")})
    archive, faults = county.read()
    (fault,) = faults
    assert (fault.path, fault.line) == (TWO, 9)
    assert fault.message == f"Die Adresse /2025/03/gleich/ hat schon {ONE}."
    assert [m.path for m in archive if m.usable and m.folder == "beitrag"] == [ONE]


def test_the_same_slug_in_another_month_is_another_address(county, post):
    county.write({ONE: post("1", adresse="x"), TWO: post("2", adresse="x", datum="2025-04-06")})
    assert not county.faults()


def test_an_old_address_may_not_be_a_living_one(county, post):
    county.write({ONE: post("1"), TWO: post("2", aliase="[/2025/03/a]")})
    (fault,) = county.faults()
    assert (fault.path, fault.message) == (
        TWO,
        f"Die alte Adresse /2025/03/a gehört schon zu {ONE}.",
    )


def test_a_draft_stops_nobody_but_is_checked_in_the_preview(county, post):
    county.write({ONE: post(status=DRAFT, felder="[x]", titel=None)})
    assert not county.faults()
    assert len(county.faults(preview=True)) == 2


def test_a_post_without_a_status_is_a_draft_whose_faults_are_told(county, post):
    """A misspelt `statsu: veroeffentlicht` would else vanish without a word."""
    county.write({ONE: post(status=None, statsu="veroeffentlicht")})
    archive, (fault,) = county.read()
    assert fault.advice == "Meinten Sie „status“?"
    assert archive.manuscripts["beitraege/2025/a.md"].metadata.status == DRAFT


def test_good_manuscripts_survive_bad_ones(county, post):
    county.write({ONE: "---\ntitel: [\n---\n", TWO: post()})
    archive, faults = county.read()
    assert len(faults) == 1
    assert archive.manuscripts["beitraege/2025/b.md"].usable


def test_the_order_of_reading_does_not_depend_on_the_file_system(county, post):
    county.write({f"content/beitraege/2025/{n}.md": post(str(n)) for n in "dacb"})
    archive, _ = county.read()
    assert [name for name in archive.manuscripts if name.startswith("b")] == [
        f"beitraege/2025/{n}.md" for n in "abcd"
    ]


def test_links_between_files_are_found_from_the_root_and_from_the_folder(county, post):
    county.write({ONE: post("1"), TWO: post("2")})
    archive, _ = county.read()
    origin = archive.manuscripts["beitraege/2025/a.md"]
    for target in ("b.md", "./b.md", "../2025/b.md", "/beitraege/2025/b.md"):
        assert archive.find(target, origin).path == TWO
    assert archive.find("../../../../b.md", origin) is None


def test_addresses_follow_the_folders(county, post):
    county.write({ONE: post(), "content/seiten/ueber-uns.md": "---\ntitel: Wir\n---\n"})
    archive, _ = county.read()
    addresses = {m.address for m in archive}
    assert addresses == {"/2025/03/a/", "/ueber-uns/", "/felder/alter/", "/felder/wohnen/"}


def test_drafts_and_posts_of_the_future_are_not_public(county, post):
    county.write(
        {
            ONE: post("1", datum="2099-01-02"),
            TWO: post("2", status=DRAFT),
            "content/beitraege/2025/c.md": post("3", status="versteckt"),
        }
    )
    archive, _ = county.read()
    moment = datetime(2025, 6, 1, tzinfo=UTC)
    posts = [m for m in archive if m.folder == "beitrag"]
    assert [(m.is_public(moment), m.notice(moment)) for m in posts] == [
        (False, "erscheint am 2.1.2099"),
        (False, "Entwurf"),
        (True, "versteckt"),
    ]


@pytest.mark.parametrize("name", ["a.MD", "a.markdown", "a.txt", "a.md.txt"])
def test_a_text_with_another_ending_is_not_lost_without_a_word(county, post, name):
    county.write({f"content/beitraege/{name}": post()})
    archive, (fault,) = county.read()
    assert fault.advice == "Benennen Sie sie um in a.md."
    assert "a" not in {manuscript.metadata.slug for manuscript in archive}


@pytest.mark.parametrize("name", ["neu.md", "beitrag/neu.md"])
def test_a_text_in_no_known_folder_is_not_lost_without_a_word(county, post, name):
    county.write({f"content/{name}": post()})
    (fault,) = county.faults()
    assert fault.message == "Diese Datei wird nicht gelesen."


def test_bins_of_other_programs_are_left_alone(county, post):
    county.write({"content/beitraege/.trash/a.md": post(), "content/felder/.x.md": "kaputt"})
    archive, faults = county.read()
    assert not list(faults)
    assert {manuscript.folder for manuscript in archive} == {"feld"}


def test_the_word_status_in_the_text_makes_no_draft(county, post):
    county.write({ONE: post("status: egal", status=None, felder="[x]")})
    assert len(county.faults()) == 1


def test_a_post_is_public_from_its_very_moment(county, post):
    county.write({ONE: post(datum="2025-06-01T02:00:00+02:00")})
    (one,) = [text for text in county.read()[0] if text.folder == "beitrag"]
    moment = datetime(2025, 6, 1, tzinfo=UTC)
    assert one.is_public(moment)
    assert not one.is_public(moment - timedelta(seconds=1))


def test_what_readers_cannot_see_is_said(county, post):
    county.write({ONE: post("1"), TWO: post("2", datum="2206-11-20")})
    county.write({"content/beitraege/c.md": post("3", status="entwurf")})
    archive, _ = county.read()
    moment = datetime(2025, 6, 1, tzinfo=UTC)
    assert archive.left_out(moment) == (
        "Nicht dabei: 1 Entwurf, 1 Text mit späterem Datum (der nächste am 20. November 2206)."
    )
    county.write({TWO: post("2"), "content/beitraege/c.md": post("3")})
    assert county.read()[0].left_out(moment) == ""
