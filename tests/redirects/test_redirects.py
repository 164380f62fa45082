"""Old addresses of the invented county: where they lead, and what editors are told of mistakes."""

import pytest

from plugins.manuscript.faults import Faults
from plugins.redirects.aliases import check_aliases, check_table
from plugins.redirects.rules import FEED, Homes, not_migrated, redirects
from plugins.redirects.table import TABLE, read_table

HEAD = "titel,zeit,adresse,nummer,felder,seite,kennung\n"
UUID = "0b0f0c52-9d8c-4b1c-9d8b-0a7f4b6f0d11"
POST = "content/beitraege/2025/da.md"


@pytest.fixture
def world(county, post):
    """Return what the county knows: `world(table, **front matter of its one post)`."""

    def make(rows="", **keys):
        text = post(kennung=UUID, **keys)
        county.write({POST: text, f"content/{TABLE}": HEAD + rows})
        archive, faults = county.read()
        assert not list(faults)
        texts = [one for one in archive if one.usable]
        for one in texts:
            check_aliases(one, faults)
        homes = Homes(texts)
        known, source = read_table(county.content, county.root, ("alter", "wohnen"), faults)
        check_table(known, homes, source.path, faults)
        return known, homes, list(faults)

    return make


@pytest.fixture
def led(world):
    def lead(rows="", **keys):
        known, homes, faults = world(rows, **keys)
        assert faults == []
        return {rule.source: (rule.target, rule.status) for rule in redirects(known, homes)}

    return lead


def test_what_is_missing_leads_to_its_first_field_for_now(led):
    rules = led("Alt,2022-05,/2022/05/alt,7,wohnen;alter,,\n")
    expected = ("/felder/wohnen/#noch-nicht-uebernommen", 302)
    assert rules["/2022/05/alt/"] == rules["/?p=7"] == expected


def test_what_has_no_field_leads_to_all_posts_or_to_the_page_that_the_table_names(led):
    rules = led("Alt,2022-05,/2022/05/alt/,,,,\n,2022~,,8,,/felder/,\n")
    assert rules["/2022/05/alt/"] == ("/beitraege/#noch-nicht-uebernommen", 302)
    assert rules["/?p=8"] == ("/felder/", 302)


def test_what_is_here_is_led_to_for_good_by_its_kennung(led):
    rules = led(f"Alt,2022-05,/2022/05/alt/,7,alter,,{UUID}\n")
    assert rules["/2022/05/alt/"] == rules["/?p=7"] == ("/2025/03/da/", 301)


def test_what_kept_its_address_needs_no_word_in_the_table(led):
    rules = led("Alt,2025-03,/2025/03/da/,7,alter,,\n")
    assert "/2025/03/da/" not in rules
    assert rules["/?p=7"] == ("/2025/03/da/", 301)


def test_aliases_lead_to_their_text_whether_the_table_knows_them_or_not(led):
    rules = led("Alt,2022-05,/2022/05/alt/,7,alter,,\n", aliase="[/2022/05/alt, /tag/alt/, /?p=9]")
    for source in ("/2022/05/alt/", "/?p=7", "/tag/alt/", "/?p=9"):
        assert rules[source] == ("/2025/03/da/", 301), source


def test_lists_lead_on_for_good_where_known_else_for_now(led):
    rules = led(",,/tag/alt/,,,/felder/,\n")
    assert rules["/tag/alt/*"] == ("/felder/", 301)
    assert rules["/tag/*"] == rules["/category/*"] == ("/beitraege/", 302)
    assert list(rules).index("/tag/alt/*") < list(rules).index("/tag/*")


def test_feeds_of_the_former_site_lead_to_ours_also_below_lists(led):
    rules = led(",,/tag/alt/,,,/felder/,\n")
    assert rules["*/feed/"] == (FEED, 301)
    assert list(rules).index("*/feed/") < list(rules).index("/tag/alt/*")


def test_a_county_that_never_moved_has_no_table(county):
    assert read_table(county.content, county.root, (), Faults()) == ([], None)


def test_what_is_missing_is_listed_newest_first_overall_and_by_field(world):
    known, homes, _ = world(
        "Erster,2022-05,/2022/05/a/,,alter,,\n"
        ",2023-01,,12,alter,,\n"
        f"Hier,2023-02,,13,alter,,{UUID}\n"
        "Zweiter,2024~,,,alter;wohnen,,\n"
        ",,/tag/alt/,,,/felder/,\n"
    )
    waiting = not_migrated(known, homes)
    assert [(post.title, str(post.when)) for post in waiting.all] == [
        ("Zweiter", "vermutlich 2024"),
        ("Erster", "Mai 2022"),
    ]
    assert [post.title for post in waiting.by_field["wohnen"]] == ["Zweiter"]
    assert len(waiting.by_field["alter"]) == 2


@pytest.mark.parametrize(
    ("row", "place", "message"),
    [
        ("Alt,Mai 2022,,,alter,,", "2:5", "keine Zeitangabe"),
        ("Alt,2022-05,https://x.example/,,alter,,", "2:13", "keine Adresse dieser Website"),
        ("Alt,2022-05,/a b/,,alter,,", "2:13", "keine Adresse dieser Website"),
        ("Alt,2022-05,,?p=7,alter,,", "2:14", "keine Nummer"),
        ("Alt,2022-05,,,altr,,", "2:15", "Das Feld „altr“ gibt es nicht"),
        ("Alt,2022-05,,,,https://x.example/,", "2:16", "keine Seite hier"),
        ("Alt,2022-05,,,,,abc", "2:17", "keine gültige Kennung"),
        ("Alt,2022-05,,,,,00000000-0000-4000-8000-000000000000", "2", "mit der Kennung"),
        ("Alt,2022-05,,", "2", "nicht 7 Spalten"),
        ("Alt,,,7,,,", "2", "weder „zeit“ noch „adresse“"),
        ("A,2022-05,/a/b/,,alter,,\nB,2022-06,/a/b,,alter,,", "3:11", "steht schon in Zeile 2"),
        ("A,2022-05,/a/b/,,alter,,\n,,/tag/x/,,,/a/b/,", "3", "selbst eine alte Adresse"),
        ("A,2022-05,/a/b/,,alter,,\nB,2022-06,/A/b/,,alter,,", "3:11", "steht schon in Zeile 2"),
        (",,/felder/,,,/beitraege/,", "2", "eine eigene Seite"),
        ("Alt,2024,/2024/,,alter,,", "2", "eine eigene Seite"),
        (",,/2025/03/da/,,,/felder/,", "2", "eine eigene Seite"),
        ("Alt,2022-05,/2025/03/Da/,,alter,,", "2", "eine eigene Seite"),
    ],
)
def test_a_mistake_in_the_table_is_told_with_its_place(world, row, place, message):
    _, _, faults = world(f"{row}\n")
    assert [fault.place for fault in faults] == [f"content/{TABLE}:{place}"]
    assert message in faults[0].message
    assert faults[0].advice


def test_a_table_without_its_columns_is_told_them(county):
    county.write({f"content/{TABLE}": "alt;neu\n"})
    faults = Faults()
    read_table(county.content, county.root, (), faults)
    assert HEAD.strip() in next(iter(faults)).advice


@pytest.mark.parametrize(
    ("alias", "message"),
    [
        ("//boese.example/x/", "fremden Server"),
        ("/2022/05/über/", "taugt nicht als alte Adresse"),
        ("/x/?y=1", "taugt nicht als alte Adresse"),
        ("/x/../y/", "taugt nicht als alte Adresse"),
        ("/a/ b/", "taugt nicht als alte Adresse"),
        ("/", "taugt nicht als alte Adresse"),
        ("/2025/03/da", "schon die Adresse dieses Textes"),
        ("/2025/03/Da/", "schon die Adresse dieses Textes"),  # nginx would lead in circles
        ("/felder/alter/x/", "eigene Seite"),
        ("/2025/", "eigene Seite"),
    ],
)
def test_an_alias_that_could_never_lead_here_is_told_with_its_place(world, alias, message):
    _, _, (fault,) = world(aliase=f'["/gut/alt/", "{alias}"]')
    assert message in fault.message
    assert fault.excerpt[fault.column - 1 :].startswith(alias)
    assert fault.path == POST
    assert fault.advice
