"""What editors' files can hold: a German word about each, good posts survive, public builds stop."""

import pytest

GOOD = "content/beitraege/2025/gut.md"
BAD = "content/beitraege/2025/schlecht.md"


@pytest.fixture
def with_good(county, post):
    return county.write({GOOD: post("Ein guter Beitrag.")})


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda _: "---\nfelder: [alter\nart: x\n---\nText", "Liste wird nicht geschlossen"),
        (lambda post: post("Größe", titel="Größe").encode("latin-1"), "nicht als UTF-8"),
        (lambda _: "", "Die Datei ist leer."),
        (lambda post: post("![Haus](/bilder/fehlt.jpg)"), "„/bilder/fehlt.jpg“ gibt es nicht"),
        (lambda post: post("2", adresse="gut"), f"hat schon {GOOD}"),
        (lambda post: post("3", datum="2025-02-31"), "Den 31. Februar 2025 gibt es nicht."),
        (lambda post: post("Zu [x](/gibt/es/nicht/)."), "Die Seite /gibt/es/nicht/ gibt es nicht."),
        (lambda post: post("```diagramm\nindikator: x"), "nicht geschlossen"),
    ],
    ids=["yaml", "latin-1", "leer", "bild", "adresse", "datum", "link", "block"],
)
def test_a_bad_file_stops_a_public_build_and_spares_the_preview(
    with_good, build, post, make, message
):
    with_good.write({BAD: make(post)})
    public = build()
    assert public.run.returncode == 1
    assert message in public.said
    assert BAD in public.said
    assert "Traceback" not in public.said
    preview = build(preview=True)
    assert preview.run.returncode == 0
    assert "Ein guter Beitrag." in preview.page("/2025/03/gut/").get_text()
    assert message in preview.page("/2025/03/gut/").get_text()


@pytest.mark.parametrize(
    "change",
    [
        lambda text: b"\xef\xbb\xbf" + text.encode(),
        lambda text: text.replace("\n", "\r\n").encode(),
    ],
    ids=["bom", "windows"],
)
def test_what_other_programs_do_to_a_file_is_read_as_it_is_meant(county, build, post, change):
    county.write({GOOD: change(post("Ein Satz.\n\nUnd noch einer."))})
    site = build()
    assert site.run.returncode == 0, site.said
    article = site.page("/2025/03/gut/")
    assert [p.text for p in article.select(".prose p, article p") if "einer" in p.text]
    assert "\ufeff" not in article.get_text()


def test_all_faults_of_all_files_come_in_one_report(with_good, build, post):
    with_good.write(
        {
            BAD: post("1 [x](/fehlt/)", felder="[x]", zusammenfassung=None),
            "content/beitraege/2025/c.md": "kein Kopf",
            "content/seiten/s.md": "---\ntitel: S\nstatus: veroeffentlicht\n---\n[[wrt: x]]",
        }
    )
    site = build()
    assert site.run.returncode == 1
    assert "5 Fehler in 3 Dateien." in site.said


def test_a_picture_of_30_mb_is_refused(with_good, build, post):
    with_good.write(
        {"content/bilder/x.jpg": b"x" * 30_000_000, BAD: post('![Haus](x.jpg "Quelle: Amt")')}
    )
    assert "Das Bild ist 30 MB groß." in build().said


def test_a_link_out_of_the_content_publishes_nothing(with_good, build, tmp_path_factory):
    outside = tmp_path_factory.mktemp("fremd")
    (outside / "geheim.txt").write_text("geheim", encoding="utf-8")
    (outside / "geheim.md").write_text("---\ntitel: geheim\n---\n", encoding="utf-8")
    (with_good.content / "bilder").mkdir()
    (with_good.content / "bilder/geheim.txt").symlink_to(outside / "geheim.txt")
    (with_good.content / "beitraege/2025/geheim.md").symlink_to(outside / "geheim.md")
    (with_good.content / "dokumente").symlink_to(outside)
    public = build()
    assert public.run.returncode == 1
    assert public.said.count("führt aus dem Ordner der Inhalte hinaus") == 3
    preview = build(preview=True)
    assert not list(preview.output.rglob("*geheim*"))


def test_100000_words_are_a_long_page(county, build, post):
    county.write({GOOD: post("\n\n".join(["Ein Wort nach dem anderen hier."] * 16_700))})
    site = build()
    assert site.run.returncode == 0, site.said
    assert len(site.page("/2025/03/gut/").get_text().split()) > 100_000


def test_a_first_line_with_a_colon_is_text_and_lines_are_counted_right(county, build, post):
    """Pelican's Markdown reader would take `Hinweis: …` for metadata."""
    text = post("```diagramm\nindikator: gibt-es-nicht\n```")
    county.write({GOOD: post("Hinweis: Dieser Satz ist wichtig.").replace("---\n\n", "---\n")})
    county.write({BAD: text})
    said = build().said
    line = text.split("\n").index("indikator: gibt-es-nicht") + 1
    assert f"{BAD}:{line}:12:" in said
    preview = build(preview=True)
    assert "Dieser Satz ist wichtig." in preview.page("/2025/03/gut/").get_text()


def test_broken_data_are_one_fault_and_not_one_for_each_figure(county, build, post):
    body = "[[wert: a, b, 2024]] [[wert: a, b, 2023]]\n\n```diagramm\nindikator: a\n```"
    county.write({"content/daten/datapackage.json": "{", GOOD: post(body)})
    site = build()
    assert site.run.returncode == 1
    assert "content/daten/datapackage.json" in site.said
    assert "1 Fehler in 1 Datei." in site.said
