"""What two manuscripts may not share."""

SAME = "5f1f7c0e-6f0e-4a51-9f0e-0d9d5f0a2b11"
ONE, TWO = "content/beitraege/2025/a.md", "content/beitraege/2025/b.md"


def review(post, **keys):
    return post(str(keys), art=None, felder=None, **keys)


def test_a_draft_copied_from_a_post_does_not_stop_the_post(county, post):
    county.write(
        {ONE: post(kennung=SAME), TWO: post(kennung=SAME, status="entwurf", datum="2025-01-01")}
    )
    assert not county.faults()
    (fault,) = county.faults(preview=True)
    assert fault.advice == (
        "Löschen Sie die Zeile in dem neueren der beiden; «inv kennung» schreibt dort eine neue."
    )


def test_a_year_has_one_review(county, post):
    county.write(
        {
            "content/rueckblicke/a.md": review(post, jahr="2024", datum="2024-12-01"),
            "content/rueckblicke/b.md": review(post, jahr="2024", datum="2024-12-02"),
        }
    )
    (fault,) = county.faults()
    assert fault.path == "content/rueckblicke/b.md"
    assert fault.message == "Auf das Jahr 2024 blickt schon content/rueckblicke/a.md zurück."


def test_an_old_address_belongs_to_one_text_in_any_order(county, post):
    county.write({ONE: post("1", aliase="[/2025/03/b/]"), TWO: post("2")})
    (fault,) = county.faults()
    assert fault.path == ONE
    county.write({ONE: post("1", aliase="[/2025/03/B/]"), TWO: post("2")})
    assert [fault.path for fault in county.faults()] == [ONE]  # nginx reads it as a small letter
    county.write({ONE: post("1", aliase="[/alt]"), TWO: post("2", aliase="[/alt/]")})
    (fault,) = county.faults()
    assert fault.message == f"Die alte Adresse /alt/ gehört schon zu {ONE}."
