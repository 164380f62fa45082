"""Pictures in a build: faults and hints at their places, work done once, none without pictures."""

import pytest

import pelicanconf
from plugins.images.encoding import encode
from plugins.images.settings import ImageSettings
from plugins.images.studio import Studio
from plugins.manuscript.build import Build
from plugins.manuscript.markdown import HouseMarkdown
from plugins.manuscript.pictures import lead_picture
from tests.images.invented import jpeg

PATH = "content/beitraege/2025/a.md"
FIRST = 11  # the first line of the body in a post made by `post`


class NoPool:
    """Notes what would be encoded."""

    def __init__(self):
        self.jobs = []

    def start(self, source, kind, wanted):
        self.jobs.append((source.name, kind, sorted(file.suffix for file in wanted)))
        self.wanted = (source, kind, wanted)

    def finish(self):
        """Encode what was asked for last, late."""
        encode(*self.wanted)


@pytest.fixture
def studio(county, post):
    """Return a studio that encodes nothing, after converting a post."""

    def run(body="Text.", **keys):
        county.write({PATH: post(body, **keys)})
        archive, faults = county.read()
        build = Build(county.root, county.content, county.setting.moment, False, archive, faults)  # noqa: FBT003 - as in a build
        built = Studio(build, ImageSettings(widths=(480,), lead_widths=(480, 640)), NoPool())
        build.pictures = built.show
        manuscript = archive.manuscripts["beitraege/2025/a.md"]
        markdown = HouseMarkdown(build, pelicanconf.MARKDOWN["extensions"], {})
        built.html = markdown.convert(manuscript)
        built.lead = lead_picture(manuscript, build)
        return built

    return run


@pytest.fixture
def pictures(county):
    county.write({"content/bilder/haus.jpg": jpeg(), "content/bilder/rest.jpg": jpeg()[:900]})
    county.write({"content/bilder/klein.jpg": jpeg(320, 200)})


def said(faults):
    return [(fault.line, fault.column, fault.length, fault.message) for fault in faults]


def test_a_broken_file_is_a_fault_where_a_text_names_it(studio, pictures):
    built = studio('Satz.\n\n![Ein Haus](rest.jpg "Quelle: Amt")\n\n[a](/bilder/rest.jpg)')
    message = "Die Bilddatei lässt sich nicht öffnen; sie ist beschädigt oder unvollständig."
    assert said(built.build.faults) == [
        (FIRST + 2, 13, 8, message),
        (FIRST + 4, 5, 16, message),
    ]
    assert '<mark class="fault">Ein Haus</mark>' in built.html
    assert not built._pool.jobs


def test_a_broken_lead_picture_is_a_fault_in_the_head(studio, pictures):
    built = studio(bild="rest.jpg", bild_alt="Ein Haus", bild_quelle="Amt")
    assert built.lead is None
    (fault,) = built.build.faults
    assert fault.excerpt == "bild: rest.jpg"
    assert (fault.column, fault.length) == (7, 8)


def test_small_pictures_and_empty_words_are_hints(studio, pictures):
    built = studio('![Foto von Haus](klein.jpg "Quelle: Amt")')
    assert not built.build.faults
    assert [(line, message) for line, _, _, message in said(built.build.hints)] == [
        (FIRST, "Das Bild ist nur 320 Bildpunkte breit und wirkt unscharf."),
        (FIRST, "Der Alternativtext beginnt mit „Foto von“."),
    ]


def test_nothing_is_published_from_outside_the_folder(studio, pictures, county):
    county.write({"content/geheim.jpg": jpeg()})
    built = studio('![Ein Haus](../geheim.jpg "Quelle: Amt") [a](/bilder/../geheim.jpg)')
    assert [fault.message for fault in built.build.faults] == [
        "Das Bild „../geheim.jpg“ gibt es nicht.",
        "Das Bild „bilder/../geheim.jpg“ gibt es nicht.",
    ]
    assert not built._pool.jobs


def test_a_picture_is_encoded_once_for_all_texts(studio, pictures):
    body = '![Ein Haus](haus.jpg "Quelle: Amt")\n\n![Ein Haus](haus.jpg "Quelle: Amt")'
    built = studio(body, bild="haus.jpg", bild_alt="Ein Haus", bild_quelle="Amt")
    assert built._pool.jobs == [
        ("haus.jpg", "photo", [".avif", ".jpg", ".webp"]),
        ("haus.jpg", "photo", [".avif", ".jpg", ".webp"]),  # the lead picture's larger ones
    ]
    assert built.lead.src == built.lead.rendition.src
    assert built.lead.rendition.srcset.endswith(" 640w")


def test_a_text_without_pictures_asks_for_nothing(studio, county):
    built = studio("Nur Text.")
    assert not built._pool.jobs
    assert not (county.root / ".cache").exists()
    built._pool = type(built)(built.build, built.settings)._pool
    built.write(county.root / "output")
    assert not (county.root / "output").exists()


def test_a_build_that_ended_over_a_note_leaves_none_behind(studio, pictures, monkeypatch):
    body = '![Ein Haus](haus.jpg "Quelle: Amt")'

    def full(file, text, encoding):
        file.write_bytes(text[:9].encode(encoding))
        raise OSError("no space left")

    monkeypatch.setattr("pathlib.Path.write_text", full)
    with pytest.raises(OSError, match="space"):
        studio(body)
    monkeypatch.undo()
    assert not studio(body).build.faults


def test_a_picture_changed_during_a_build_leaves_nothing_wrong_in_the_cache(
    studio, pictures, county
):
    built = studio('![Ein Haus](haus.jpg "Quelle: Amt")')
    county.write({"content/bilder/haus.jpg": jpeg(seed=7)})
    built.write(county.root / "output")
    (fault,) = built.build.faults
    assert fault.path == "content/bilder/haus.jpg"
    assert "während die Website gebaut wurde" in fault.message
    assert [file.suffix for file in (county.root / ".cache/bilder").iterdir()] == [".json"]
    assert not (county.root / "output").exists()


def test_a_changed_picture_has_another_address(studio, pictures, county):
    body = '![Ein Haus](haus.jpg "Quelle: Amt")'
    before = studio(body).html
    county.write({"content/bilder/haus.jpg": jpeg(seed=7)})
    assert studio(body).html != before


def test_a_large_file_is_taken_and_a_huge_one_refused(studio, county):
    body = '![Ein Haus](haus.bmp "Quelle: Amt")'
    county.write({"content/bilder/haus.bmp": b"BM" + bytes(20_000_000)})
    (fault,) = studio(body).build.faults
    assert fault.message == "Das Bild ist 20 MB groß."
    photo = jpeg()
    county.write({"content/bilder/haus.jpg": photo + bytes(19_000_000 - len(photo))})
    assert not studio(body.replace("bmp", "jpg")).build.faults
