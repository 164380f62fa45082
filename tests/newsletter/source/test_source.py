"""The feed of the settings, over the web and as a file, with all that can go wrong."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from plugins.newsletter.errors import FeedUnusable, SettingsUnusable
from plugins.newsletter.source.source import Source, Validators

AGAIN = "Der nächste Lauf versucht es wieder."


def test_the_scheme_of_the_settings_tells_topics_over_the_web_and_in_a_file(
    web, atom, settings, tmp_path
):
    category = '<id>urn:x:1</id><category term="{}" scheme="urn:x:{}"/>'
    content = atom(category.format("bildung", "feld"), category.format("projekt", "art"))
    content = content.replace(b"urn:x:1", b"urn:x:2", 1)
    (tmp_path / "alle.xml").write_bytes(content)
    for feed in ("alle.xml", web.page("/alle.xml", content)):
        chosen = replace(settings, feed=feed, topic_scheme="urn:x:feld")
        entries = Source(chosen, tmp_path).read(Validators()).entries
        assert [one.topics for one in entries] == [("bildung",), ()]


def failure(source, validators=None):
    with pytest.raises(FeedUnusable) as caught:
        source.read(validators or Validators())
    said = str(caught.value)
    assert said.endswith(AGAIN)
    assert "\n" not in said
    return said


def test_a_feed_is_read_and_asked_for_again_only_if_it_changed(web, source_of, atom):
    feed = web.page("/feed", atom(), ETag='"1"', Last_Modified="Fri, 20 Nov 2026 07:00:00 GMT")
    source = source_of(feed)
    first = source.read(Validators())
    assert [entry.title for entry in first.entries] == ["Mehr Kitaplätze"]
    assert first.validators == Validators('"1"', "Fri, 20 Nov 2026 07:00:00 GMT")
    assert "If-None-Match" not in web.asked[0][1]
    web.page("/feed", b"", 304)
    second = source.read(first.validators)
    assert second.entries is None
    assert second.validators == first.validators
    assert web.asked[1][1]["If-None-Match"] == '"1"'
    assert web.asked[1][1]["If-Modified-Since"] == "Fri, 20 Nov 2026 07:00:00 GMT"


@pytest.mark.parametrize(
    ("status", "reason"), [(500, "meldet einen Fehler"), (404, "nicht zu finden"), (304, "304")]
)
def test_a_refusal_is_one_sentence_and_what_follows(web, source_of, status, reason):
    assert reason in failure(source_of(web.page("/feed", b"", status)))


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<html><body>Wartung</body></html>", "kein Feed"),
        (b"", "leer"),
        (b"<rss><channel><item>", "kein vollst\u00e4ndiges"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss>&a;</rss>', "Entit\u00e4ten"),
    ],
)
def test_what_is_no_whole_feed_is_refused(web, source_of, body, reason):
    assert reason in failure(source_of(web.page("/feed", body)))


def test_a_feed_that_is_too_big_is_refused_by_the_limit_of_the_settings(web, source_of, atom):
    feed = web.page("/feed", atom())
    assert "größer als" in failure(source_of(feed, feed_bytes=100))


def test_a_feed_that_drips_is_given_up(web, source_of):
    feed = web.stream("/feed", b" ", 100, pause=0.1)
    assert "Die Zeit ist abgelaufen" in failure(source_of(feed))


def test_a_wrong_charset_does_no_harm(web, source_of, atom):
    feed = web.page("/feed", atom(), Content_Type="text/xml; charset=iso-8859-1")
    assert source_of(feed).read(Validators()).entries[0].title == "Mehr Kitaplätze"


def test_a_feed_that_moved_for_good_is_read_and_told(web, source_of, atom):
    web.page("/neu", atom())
    reading = source_of(web.redirect("/alt", "/neu", 301)).read(Validators())
    assert len(reading.entries) == 1
    assert (
        f"dauerhaft umgezogen; tragen Sie in den Einstellungen {web.address}/neu ein"
        in reading.notes[0]
    )


def test_a_redirect_to_another_host_is_refused(web, source_of, atom):
    web.page("/feed", atom())
    web.redirect("/weg", web.address.replace("127.0.0.1", "localhost") + "/feed")
    assert "anderer Rechner" in failure(source_of(web.address + "/weg"))


@pytest.mark.parametrize(
    "feed",
    [
        "http://blog.kreis.example/feed", "ftp://127.0.0.1/feed", "https://", "https://[x/",
        "https://a:b@blog.kreis.example/feed", "file:///etc/passwd", "https://x:99999999/",
    ],
)  # fmt: skip
def test_an_address_that_can_never_work_is_a_fault_of_the_settings(source_of, feed):
    with pytest.raises(SettingsUnusable, match="Adresse des Feeds"):
        source_of(feed)


def test_an_https_address_and_a_loopback_http_address_may_be_set(source_of):
    for feed in (
        "https://blog.kreis.example/feed",
        "http://localhost:8000/x",
        "http://[::1]:8000/x",
    ):
        source_of(feed)


def test_a_file_is_read_and_known_by_its_content(tmp_path, source_of, atom):
    file = tmp_path / "alle.xml"
    file.write_bytes(atom())
    source = source_of("alle.xml")
    first = source.read(Validators())
    assert len(first.entries) == 1
    file.touch()
    assert source.read(first.validators).entries is None
    file.write_bytes(atom("<id>urn:x:2</id><title>Neu</title>"))
    assert [entry.title for entry in source.read(first.validators).entries] == ["Neu"]


def test_a_file_that_cannot_be_had_is_named(tmp_path, source_of, atom):
    assert "„fehlt.xml“ gibt es nicht" in failure(source_of("fehlt.xml"))
    assert "gibt es nicht" in failure(source_of("."))
    (tmp_path / "alle.xml").write_bytes(atom())
    assert "größer als" in failure(source_of("alle.xml", feed_bytes=50))
    (tmp_path / "alle.xml").write_bytes(atom()[:200])
    assert "kein vollständiges" in failure(source_of("alle.xml"))


@pytest.fixture
def png():
    target = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(target, "PNG")
    return target.getvalue()


def with_picture(atom, head=""):
    return atom(
        '<id>urn:x:1</id><title>Bild</title><link href="/post/"/>'
        '<content type="html">&lt;img src="/bilder/a.png" alt="x"&gt;</content>',
        head=head,
    )


def test_pictures_come_from_the_host_of_the_feed(web, source_of, atom, png):
    web.page("/bilder/a.png", png)
    source = source_of(web.page("/feed", with_picture(atom)))
    (entry,) = source.read(Validators()).entries
    complete = source.with_pictures(entry)
    assert complete.pictures[f"{web.address}/bilder/a.png"].content == png
    assert not source.notes


def test_pictures_of_a_file_come_from_its_site_even_if_it_was_not_read_again(
    tmp_path, source_of, atom, png
):
    (tmp_path / "output/feeds").mkdir(parents=True)
    (tmp_path / "output/bilder").mkdir()
    (tmp_path / "output/bilder/a.png").write_bytes(png)
    self_link = '<link rel="self" href="https://blog.kreis.example/feeds/alle.xml"/>'
    (tmp_path / "output/feeds/alle.xml").write_bytes(with_picture(atom, self_link))
    (entry,) = source_of("output/feeds/alle.xml").read(Validators()).entries
    later = source_of("output/feeds/alle.xml")
    address = "https://blog.kreis.example/bilder/a.png"
    assert later.with_pictures(entry).pictures[address].content == png


def test_a_missing_picture_leaves_a_note_and_the_entry(web, source_of, atom):
    source = source_of(web.page("/feed", with_picture(atom)))
    (entry,) = source.read(Validators()).entries
    assert source.with_pictures(entry) == entry
    assert "„a.png“" in source.notes[0]


def test_a_file_that_has_gone_leaves_a_note_and_the_entry(tmp_path, source_of, atom):
    (tmp_path / "alle.xml").write_bytes(with_picture(atom))
    source = source_of("alle.xml")
    (entry,) = source.read(Validators()).entries
    (tmp_path / "alle.xml").unlink()
    assert source.with_pictures(entry) == entry
    assert "fehlen" in source.notes[0]


def test_an_entry_without_pictures_asks_for_nothing(web, source_of, atom):
    source = source_of(web.page("/feed", atom()))
    (entry,) = source.read(Validators()).entries
    assert source.with_pictures(entry) is entry
    assert len(web.asked) == 1


@pytest.mark.parametrize("tag", ['"a\x00b"', '"a\x01b"', '"' + "a" * 2000 + '"'])
def test_a_validator_that_could_neither_be_stored_nor_sent_back_is_dropped(
    web, source_of, atom, tag
):
    source = source_of(web.page("/feed", atom(), ETag=tag, Last_Modified="gestern"))
    reading = source.read(Validators())
    assert reading.validators == Validators("", "gestern")
    assert source.read(reading.validators).entries
