from datetime import UTC, datetime

import pytest

from plugins.reviews.facts import count_years

MOMENT = datetime(2025, 6, 1, tzinfo=UTC)
KINDS, FIELDS = ("projekt", "hilfe"), ("alter", "wohnen")


@pytest.fixture
def archive(county, post):
    """Three posts of 2024 (one hidden, one draft beside them) and a review; one post of 2025."""
    posts = {
        "a": {"datum": "2024-01-05", "felder": "[alter, wohnen]"},
        "b": {"datum": "2024-01-31", "art": "hilfe"},
        "c": {"datum": "2024-12-31 23:30"},
        "versteckt": {"datum": "2024-02-01", "status": "versteckt"},
        "entwurf": {"datum": "2024-02-01", "status": "entwurf"},
        "neu": {"datum": "2025-05-31"},
        "kommt": {"datum": "2025-06-02"},
    }
    county.write({f"content/beitraege/{n}.md": post(n, **keys) for n, keys in posts.items()})
    county.write(
        {
            "content/rueckblicke/2024.md": post(
                "r",
                art=None,
                felder=None,
                datum="2024-12-20",
                jahr="2024",
                veroeffentlicht_laut_quelle="21",
                quelle="Rückblick",
            )
        }
    )
    archive, faults = county.read()
    assert not list(faults)
    return archive


@pytest.fixture
def years(archive):
    return count_years(archive, MOMENT, KINDS, FIELDS, preview=False)


def test_only_what_readers_may_see_is_counted_and_not_the_review_itself(years):
    assert {year: facts.posts for year, facts in years.items()} == {2024: 3, 2025: 1}


def test_a_preview_counts_drafts_and_later_posts_but_nothing_hidden(archive):
    years = count_years(archive, MOMENT, KINDS, FIELDS, preview=True)
    assert {year: facts.posts for year, facts in years.items()} == {2024: 4, 2025: 2}
    assert years[2024].months[1] == 1


def test_a_draft_review_has_facts_in_the_preview_only(county, post):
    draft = post(art=None, felder=None, jahr="2023", datum="2024-01-09", status="entwurf")
    archive, _ = county.write({"content/rueckblicke/2023.md": draft}).read()
    assert count_years(archive, MOMENT, KINDS, FIELDS, preview=True)[2023].posts == 0
    assert not count_years(archive, MOMENT, KINDS, FIELDS, preview=False)


def test_months_are_counted_in_the_time_of_the_site(years):
    assert years[2024].months == (2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)
    assert years[2025].months == (0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0)


def test_kinds_and_fields_are_counted_also_where_there_are_none(years):
    assert years[2024].kinds == {"projekt": 2, "hilfe": 1}
    assert years[2024].fields == {"alter": 3, "wohnen": 1}
    assert years[2025].count("hilfe") == 0


def test_the_number_of_the_source_stands_beside_the_count(years):
    facts = years[2024]
    assert (facts.posts, facts.published, facts.published_source) == (3, 21, "Rückblick")


def test_words_of_the_directive(years):
    facts = years[2024]
    assert [facts.count(w) for w in ("beitraege", "veroeffentlicht", "alter", "x")] == [
        3,
        21,
        3,
        None,
    ]


def test_a_year_with_a_review_and_no_posts_has_facts(county, post):
    county.write(
        {
            "content/rueckblicke/2023.md": post(
                art=None, felder=None, jahr="2023", datum="2024-01-09"
            )
        }
    )
    archive, _ = county.read()
    assert count_years(archive, MOMENT, KINDS, FIELDS, preview=False)[2023].posts == 0
