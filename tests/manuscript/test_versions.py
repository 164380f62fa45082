"""Easy versions of posts: below their post, with it, and every way in which one can miss it."""

import pytest

KENNUNG = "3ecc1cc5-42b8-46d2-be5d-ca54b7dcbd14"
PATH = "content/beitraege/2025/a-leicht.md"


def version(**keys: str | None) -> str:
    head = {"titel": "Leicht", "status": "veroeffentlicht", "sprache": "de-leicht", "zu": KENNUNG}
    lines = [f"{key}: {value}" for key, value in (head | keys).items() if value is not None]
    return "\n".join(["---", *lines, "---", "Das ist leicht.", ""])


@pytest.fixture
def county_with_post(county, post):
    return county.write({"content/beitraege/2025/a.md": post(kennung=KENNUNG)})


def test_it_stands_below_its_post_and_has_its_date(county_with_post):
    archive, faults = county_with_post.write({PATH: version()}).read()
    easy, original = (archive.manuscripts[f"beitraege/2025/{n}.md"] for n in ("a-leicht", "a"))
    assert not list(faults)
    assert (easy.folder, easy.usable) == ("leicht", True)
    assert easy.address == f"{original.address}leicht/" == "/2025/03/a/leicht/"
    assert easy.metadata.date == original.metadata.date


@pytest.mark.parametrize(
    ("keys", "line", "message", "advice"),
    [
        ({"zu": "00000000-0000-4000-8000-000000000000"}, 5, "gibt es nicht", "Kopieren Sie"),
        ({"zu": "a.md"}, 5, "keine gültige Kennung", "Kopf des Beitrags"),
        ({"zu": None}, 1, "„zu“ fehlt", "Nennen Sie die Kennung des Beitrags"),
        ({"sprache": None}, 1, "„sprache“ fehlt", "sprache: de-leicht"),
        ({"sprache": "de"}, 4, "ist in Leichter Sprache geschrieben", "löschen Sie die Zeile «zu»"),
        ({"kennung": KENNUNG}, 6, "„kennung“ gehört nicht hierher", "Löschen Sie die Zeile."),
        ({"adresse": "leicht"}, 6, "„adresse“ gehört nicht hierher", "Löschen Sie die Zeile."),
        ({"geprueft_von": "Prüfgruppe"}, 6, "Zur Prüfung gehören zwei", "Ergänzen Sie die andere"),
        ({"geprueft_am": "[]"}, 6, "Zur Prüfung gehören zwei", "Ergänzen Sie die andere"),
    ],
)
def test_what_is_wrong_is_named_at_its_place(county_with_post, keys, line, message, advice):
    (fault,) = county_with_post.write({PATH: version(**keys)}).faults()
    assert (fault.path, fault.line) == (PATH, line)
    assert message in fault.message
    assert advice in fault.advice


def test_another_easy_text_is_no_original(county_with_post):
    county_with_post.write({PATH: version(), "content/beitraege/2025/b.md": version()})
    (fault,) = county_with_post.faults()
    assert fault.path == "content/beitraege/2025/b.md"
    assert "eine leichte Fassung" in fault.advice
    assert PATH in fault.message


def test_in_a_preview_two_drafts_cannot_have_one_address(county_with_post):
    """The published one keeps it, however the files are called."""
    last = "content/beitraege/2025/z.md"
    county_with_post.write({PATH: version(status="entwurf"), last: version(status="entwurf")})
    assert [fault.path for fault in county_with_post.faults(preview=True)] == [last]
    county_with_post.write({last: version()})
    archive, faults = county_with_post.read(preview=True)
    assert [fault.path for fault in faults] == [PATH]
    assert archive.manuscripts["beitraege/2025/z.md"].usable


def test_a_draft_has_no_public_version(county, post):
    county.write({"content/beitraege/2025/a.md": post(kennung=KENNUNG, status="entwurf")})
    (fault,) = county.write({PATH: version()}).faults()
    assert "noch ein Entwurf" in fault.message
    assert not county.write({PATH: version(status="entwurf")}).faults()
    assert not county.write({PATH: version()}).faults(preview=True)


def test_faults_of_a_draft_are_for_the_preview(county_with_post):
    county_with_post.write(
        {PATH: version(status="entwurf", zu="00000000-0000-4000-8000-000000000000")}
    )
    assert not county_with_post.faults()
    assert len(county_with_post.faults(preview=True)) == 1


def test_it_appears_with_its_post_and_not_before(county, post):
    county.write({"content/beitraege/2025/a.md": post(kennung=KENNUNG, datum="2025-12-24")})
    archive, faults = county.write({PATH: version()}).read()
    assert not list(faults)
    easy = archive.manuscripts["beitraege/2025/a-leicht.md"]
    assert not easy.is_public(county.setting.moment)


def test_only_a_text_in_leichte_sprache_can_be_tested(county_with_post):
    page = "---\ntitel: A\nstatus: veroeffentlicht\ngeprueft_von: X\ngeprueft_am: 2025-01-01\n---\nText.\n"
    (fault,) = county_with_post.write({"content/seiten/a.md": page}).faults()
    assert "nur bei Texten in Leichter Sprache" in fault.message
