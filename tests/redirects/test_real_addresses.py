"""Where the real site sends readers of the former one: to pages that are there, and say what is missing."""

import csv

from tests.conftest import ROOT

TABLE = ROOT / "content" / "alte-adressen.csv"


def rows():
    return list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))


def missing(field=""):
    """Return the titles that the page of a field, or the page of all posts, must name."""
    titles = [
        row["titel"]
        for row in rows()
        if row["zeit"]
        and row["titel"]
        and not row["kennung"]
        and field in [*row["felder"].split(";"), ""]
    ]
    assert titles
    return titles


def test_the_page_of_all_posts_names_what_is_not_here_yet(real_site):
    section = real_site.page("/beitraege/").find(id="noch-nicht-uebernommen")
    for title in missing():
        assert title in section.get_text()


def test_the_page_of_a_field_names_its_own_alone(real_site):
    for field in {key for row in rows() for key in row["felder"].split(";") if key}:
        section = real_site.page(f"/felder/{field}/").find(id="noch-nicht-uebernommen")
        assert len(section.find_all("li")) == len(missing(field)), field
        assert missing(field)[0] in section.get_text()
