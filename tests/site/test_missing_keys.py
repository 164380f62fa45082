"""Whatever is wrong with a head: a report, never a traceback, and the preview goes on."""

import pytest

HEADS = {
    "beitraege/2025/x": ("titel", "datum", "art", "felder", "zusammenfassung", "kennung"),
    "rueckblicke/x": ("titel", "datum", "zusammenfassung", "kennung", "jahr"),
    "felder/x": ("titel", "kurz", "rang"),
    "seiten/x": ("titel",),
}
SOUND = {
    "titel": "Ein Titel",
    "datum": "2025-03-06",
    "status": "veroeffentlicht",
    "art": "projekt",
    "felder": "[alter]",
    "zusammenfassung": "Worum es geht.",
    "kennung": "5f1f7c0e-6f0e-4a51-9f0e-0d9d5f0a2b11",
    "jahr": "2024",
    "kurz": "X",
    "rang": "7",
}


def every_wrong_head(value):
    """Return one file for each required key of each folder, with that key left out or wrong."""
    files = {}
    for folder, required in HEADS.items():
        for number, key in enumerate(required):
            keys = {name: SOUND[name] for name in required} | {key: value}
            if folder[0] in "bs" or folder.startswith("r"):
                keys["status"] = SOUND["status"]
            if "kennung" in keys and key != "kennung":
                keys["kennung"] = f"{SOUND['kennung'][:-2]}{number}{len(files) % 10}"
            lines = [f"{name}: {text}" for name, text in keys.items() if text is not None]
            files[f"content/{folder}{number}.md"] = "\n".join(["---", *lines, "---", "Text.", ""])
    return files


@pytest.mark.parametrize("value", [None, "{}", "ö ö", '""'], ids=["fehlt", "map", "wort", "leer"])
def test_every_required_key_left_out_or_wrong_is_a_fault_and_no_crash(county, build, post, value):
    files = every_wrong_head(value)
    county.write(files | {"content/beitraege/2025/gut.md": post("Ein guter Beitrag.")})
    public = build()
    assert public.run.returncode == 1
    assert "Traceback" not in public.said
    preview = build(preview=True)
    assert preview.run.returncode == 0, preview.said
    assert "Ein guter Beitrag." in preview.page("/2025/03/gut/").get_text()
    if value is None:
        for path in files:
            assert path in public.said


def test_a_review_among_the_posts_is_named(county, build, post):
    county.write({"content/beitraege/x.md": post(art="rueckblick")})
    public = build()
    assert "Ein Jahresrückblick liegt nicht bei den Beiträgen." in public.said
    assert "Traceback" not in public.said


def test_a_broken_field_spares_the_posts_that_name_it(county, build, post):
    county.write({"content/felder/alter.md": "---\ntitel: [\n---\n"})
    county.write({"content/beitraege/2025/gut.md": post("Gut.")})
    review = post("Ein Jahr.", art=None, felder=None, jahr="2025", datum="2025-12-20")
    county.write({"content/rueckblicke/2025.md": review})
    preview = build(preview=True)
    assert preview.run.returncode == 0, preview.said
    assert "content/felder/alter.md" in preview.said


def test_a_place_on_a_page_that_does_not_exist_is_named(county, build, post):
    county.write(
        {
            "content/beitraege/2025/a.md": post("## Neue Wege\n\n[x](#neue-wege) [y](#alte-wege)"),
            "content/beitraege/2025/b.md": post("[x](a.md#neue-wege) [y](a.md#anders)"),
        }
    )
    said = build().said
    assert "a.md:13:21: Auf der Seite /2025/03/a/ gibt es keine Stelle „#alte-wege“." in said
    assert "b.md:11:25: Auf der Seite /2025/03/a/ gibt es keine Stelle „#anders“." in said
    assert "2 Fehler in 2 Dateien." in said


def test_the_report_is_told_even_when_the_build_breaks(county, build, post):
    county.write({"content/beitraege/x.md": post(felder="[x]")})
    broken = build(extra="DIRECT_TEMPLATES = ['gibt-es-nicht']\n")
    assert broken.run.returncode != 0
    assert "Das Feld „x“ gibt es nicht." in broken.said
