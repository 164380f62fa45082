"""The pictures of an entry: from the feed's own place, or not at all."""

import io

import pytest
from PIL import Image

from plugins.newsletter.errors import FeedUnusable
from plugins.newsletter.source.entry import Entry
from plugins.newsletter.source.network import Patience
from plugins.newsletter.source.pictures import from_folder, from_web, with_pictures

LIMIT = 100_000
QUICK = Patience(1, 1, 3)
HOME = "https://blog.kreis.example/feeds/alle.xml"


@pytest.fixture
def png():
    target = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(target, "PNG")
    return target.getvalue()


def entry(*addresses, lead=""):
    html = "".join(f'<img src="{address}" alt="x">' for address in addresses)
    return Entry("k", "", "", "Titel", "", html, (), None, None, lead=lead)


def test_lead_and_text_pictures_come_once_each_by_their_address(web, png):
    lead = web.page("/a.png", png)
    other = web.page("/b.png", png)
    complete, notes = with_pictures(
        entry(f"{other}?a=1&amp;b=2", lead, lead=lead), from_web(web.address, LIMIT, QUICK)
    )
    assert list(complete.pictures) == [lead, f"{other}?a=1&b=2"]
    assert complete.pictures[lead].content == png
    assert not notes
    assert len(web.asked) == 2


def test_twelve_pictures_are_enough(web, png):
    many = [web.page(f"/{number}.png", png) for number in range(20)]
    complete, notes = with_pictures(entry(*many), from_web(web.address, LIMIT, QUICK))
    assert list(complete.pictures) == many[:12]
    assert "20 Bilder; die Mail zeigt 12" in notes[0]


def test_a_picture_that_cannot_be_had_never_stops_the_entry(web, png):
    good = web.page("/gut.png", png)
    web.page("/kaputt.png", png[:50])
    web.page("/gross.png", bytes(LIMIT + 1))
    web.page("/bild.svg", b"<svg/>")
    bad = [f"{web.address}/{name}" for name in ("fehlt.png", "kaputt.png", "gross.png", "bild.svg")]
    complete, notes = with_pictures(entry(*bad, good), from_web(web.address, LIMIT, QUICK))
    assert list(complete.pictures) == [good]
    assert len(notes) == 4
    assert all("Alternativtext" in note for note in notes)
    assert "„fehlt.png“ ist unter seiner Adresse nicht zu finden" in notes[0]
    assert "größer als 0.1 MB" in notes[2].replace(",", ".")


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:{port}/a.png", "http://127.0.0.1:1/a.png", "https://127.0.0.1:{port}/a.png",
        "http://169.254.169.254/a.png", "https://blog.kreis.example/a.png", "http://x:99999999/",
    ],
)  # fmt: skip
def test_no_picture_comes_from_another_place(web, png, address):
    web.page("/a.png", png)
    load = from_web(web.address, LIMIT, QUICK)
    with pytest.raises(FeedUnusable, match="nicht auf dem Rechner des Feeds"):
        load(address.format(port=web.address.rpartition(":")[2]))
    assert not web.asked


def test_no_redirect_leads_a_picture_to_another_place(web, png):
    web.page("/a.png", png)
    web.redirect("/b.png", "/a.png")
    web.redirect("/c.png", web.address.replace("127.0.0.1", "localhost") + "/a.png")
    load = from_web(web.address, LIMIT, QUICK)
    assert load(web.address + "/b.png") == png
    with pytest.raises(FeedUnusable, match="nicht gefolgt wird"):
        load(web.address + "/c.png")


def test_the_host_of_a_public_feed_must_itself_be_public(web, png, monkeypatch):
    def private(_, port, *__, **___):
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr("socket.getaddrinfo", private)
    monkeypatch.setenv("NO_PROXY", "*")
    web.page("/a.png", png)
    port = web.address.rpartition(":")[2]
    load = from_web(f"http://blog.kreis.example:{port}/feed", LIMIT, QUICK)
    with pytest.raises(FeedUnusable, match="nicht abgefragt werden darf"):
        load(f"http://www.blog.kreis.example:{port}/a.png")
    assert not web.asked


@pytest.fixture
def site(tmp_path, png):
    """The folder of a built site with two pictures, and a secret beside it."""
    (tmp_path / "output/feeds").mkdir(parents=True)
    (tmp_path / "output/bilder").mkdir()
    (tmp_path / "output/feeds/alle.xml").write_text("")
    (tmp_path / "output/bilder/ä.png").write_bytes(png)
    (tmp_path / "output/feeds/a.png").write_bytes(png)
    (tmp_path / "geheim.png").write_bytes(png)
    (tmp_path / "output/bilder/link.png").symlink_to(tmp_path / "geheim.png")
    (tmp_path / "output/bilder/gross.png").write_bytes(bytes(LIMIT + 1))
    return tmp_path / "output/feeds/alle.xml"


def test_the_shared_end_of_file_and_address_tells_the_folder(site, png):
    assert from_folder(site, HOME, LIMIT)("https://blog.kreis.example/bilder/%C3%A4.png?x=1") == png
    below = from_folder(site, "https://kreis.example/blog/feeds/alle.xml", LIMIT)
    assert below("https://kreis.example/blog/bilder/ä.png") == png
    with pytest.raises(FeedUnusable, match="nicht zur Seite"):
        below("https://kreis.example/bilder/ä.png")


def test_without_a_shared_end_the_folder_of_the_feed_counts(site, png):
    load = from_folder(site, "https://blog.kreis.example/", LIMIT)
    assert load("https://blog.kreis.example/a.png") == png
    with pytest.raises(FeedUnusable, match="fehlt im Ordner"):
        load("https://blog.kreis.example/bilder/ä.png")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://blog.kreis.example/../geheim.png", "nicht im Ordner"),
        ("https://blog.kreis.example/%2e%2e/geheim.png", "nicht im Ordner"),
        ("https://blog.kreis.example//..%2fgeheim.png", "nicht im Ordner"),
        ("https://blog.kreis.example/bilder/link.png", "nicht im Ordner"),
        ("https://blog.kreis.example/bilder/", "nicht im Ordner"),
        ("https://blog.kreis.example/bilder/gross.png", "größer als"),
        ("https://blog.kreis.example/x%00.png", "fehlt im Ordner"),
        ("https://blog.kreis.example/fehlt.png", "fehlt im Ordner"),
        ("https://anders.example/bilder/ä.png", "nicht zur Seite"),
    ],
)
def test_nothing_is_read_outside_the_folder_of_the_site(site, address, reason):
    with pytest.raises(FeedUnusable, match=reason):
        from_folder(site, HOME, LIMIT)(address)
