"""One file of the web: faults of servers, redirects, and bytes without end."""

import gzip
import socket

import pytest

from plugins.newsletter.errors import FeedUnusable
from plugins.newsletter.source.download import Rules, download, same_site
from plugins.newsletter.source.network import Patience
from plugins.newsletter.source.reach import public, this_machine

LIMIT = 1_000_000
RULES = Rules("Der Feed", LIMIT, this_machine, same_site, Patience(1, 1, 5))


def refused(address, **headers):
    with pytest.raises(FeedUnusable) as caught:
        download(address, headers, RULES)
    return str(caught.value)


def test_a_file_comes_with_its_headers(web):
    got = download(web.page("/feed", b"Inhalt", ETag='"1"'), {}, RULES)
    assert (got.content, got.headers["etag"], got.moved) == (b"Inhalt", '"1"', "")


def test_unchanged_is_said_only_to_who_asked(web):
    feed = web.page("/feed", b"", 304)
    assert download(feed, {"If-None-Match": '"1"'}, RULES).content is None
    assert "304" in refused(feed)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (404, "ist unter seiner Adresse nicht zu finden (Antwort 404)"),
        (410, "nicht zu finden"),
        (403, "ist nicht öffentlich zugänglich"),
        (500, "Der Server meldet einen Fehler (Antwort 500)"),
        (503, "Der Server meldet einen Fehler"),
        (204, "ist nicht zu haben (Antwort 204)"),
        (418, "ist nicht zu haben"),
    ],
)
def test_each_refusal_is_named(web, status, sentence):
    said = refused(web.page("/feed", b"", status))
    assert said.startswith("Der Feed ")
    assert sentence in said


def test_nobody_at_home_is_named():
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert "nimmt keine Verbindung an" in refused(f"http://127.0.0.1:{port}/feed")


def test_an_unknown_name_is_named(monkeypatch):
    def unknown(*_, **__):
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setenv("NO_PROXY", "*")
    assert "Name des Rechners ist unbekannt" in refused("https://blog.kreis.example/feed")


def test_a_forbidden_machine_is_named(web):
    with pytest.raises(FeedUnusable, match="der nicht abgefragt werden darf"):
        download(web.page("/a", b""), {}, Rules("Das Bild", LIMIT, public, same_site, Patience()))
    assert not web.asked


def test_a_server_without_tls_is_named(web):
    assert "Verschlüsselung" in refused(web.address.replace("http:", "https:") + "/feed")


def test_a_body_that_breaks_off_is_named(web):
    def breaking(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        web.send(handler, b"x" * 10)

    web.routes["/feed"] = breaking
    assert "kam nicht vollständig oder beschädigt an" in refused(web.address + "/feed")


def test_a_body_that_is_not_what_it_says_is_named(web):
    assert "beschädigt" in refused(web.page("/feed", b"kein gzip", Content_Encoding="gzip"))


def test_a_body_announced_too_big_is_not_begun(web):
    def big(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "200000000")
        handler.end_headers()
        for _ in range(2000):
            web.send(handler, b"x" * 100_000)

    web.routes["/feed"] = big
    assert "größer als 1 MB" in refused(web.address + "/feed")
    assert web.sent < 20_000_000  # what the sockets' buffers take


def test_two_hundred_megabytes_without_a_length_are_stopped_early(web):
    feed = web.stream("/feed", b"x" * 100_000, 2000)
    assert "größer als 1 MB" in refused(feed)
    assert web.sent < 20_000_000


def test_a_gzip_bomb_counts_as_what_it_unpacks_to(web):
    bomb = gzip.compress(bytes(300_000_000), 1)
    assert "größer als 1 MB" in refused(web.page("/feed", bomb, Content_Encoding="gzip"))


def test_gzip_is_unpacked(web):
    feed = web.page("/feed", gzip.compress(b"Inhalt"), Content_Encoding="gzip")
    assert download(feed, {}, RULES).content == b"Inhalt"


def test_redirects_within_the_host_are_followed(web):
    web.redirect("/a", "/b#oben")
    web.redirect("/b", web.address + "/c", 307)
    web.page("/c", b"Inhalt")
    got = download(web.address + "/a", {}, RULES)
    assert (got.content, got.address, got.moved) == (b"Inhalt", web.address + "/c", "")


def test_a_move_for_good_is_told(web):
    web.redirect("/a", "/b", 301)
    web.redirect("/b", "/c", 308)
    web.page("/c", b"Inhalt")
    assert download(web.address + "/a", {}, RULES).moved == web.address + "/c"


def test_a_loop_ends_at_once(web):
    web.redirect("/a", "/b")
    web.redirect("/b", "/a")
    assert "auf sich selbst" in refused(web.address + "/a")
    assert len(web.asked) == 2


def test_after_five_redirects_it_is_enough(web):
    for number in range(7):
        web.redirect(f"/{number}", f"/{number + 1}")
    assert "öfter als 5-mal" in refused(web.address + "/0")
    assert len(web.asked) == 6


@pytest.mark.parametrize(
    "goal", ["http://localhost:{port}/b", "http://127.0.0.1:1/b", "ftp://127.0.0.1/b", "//[x/b"]
)
def test_no_redirect_leads_to_another_host(web, goal):
    web.page("/b", b"fremd")
    web.redirect("/a", goal.format(port=web.address.rpartition(":")[2]))
    assert "anderer Rechner oder unverschlüsselt" in refused(web.address + "/a")
    assert len(web.asked) == 1


def test_the_body_of_a_redirect_is_not_read(web):
    def talking(handler):
        handler.send_response(302)
        handler.send_header("Location", "/b")
        handler.end_headers()
        for _ in range(2000):
            web.send(handler, b"x" * 100_000)

    web.routes["/a"] = talking
    web.page("/b", b"Inhalt")
    assert download(web.address + "/a", {}, RULES).content == b"Inhalt"
    assert web.sent < 20_000_000


def test_a_redirect_without_a_goal_is_a_refusal(web):
    assert "Antwort 302" in refused(web.page("/a", b"", 302))


@pytest.mark.parametrize(
    ("there", "same"),
    [
        ("https://blog.example/x", True),
        ("https://www.blog.example/x", True),
        ("https://blog.example:443/x", True),
        ("http://blog.example/x", False),
        ("https://blog.example:8443/x", False),
        ("https://a@blog.example/x", False),
        ("https://x.blog.example/x", False),
        ("https://blog.example.org/x", False),
        ("https://blog.example:999999/x", False),
    ],
)
def test_one_site_is_one_host_with_or_without_www(there, same):
    assert same_site("https://blog.example/feed", there) is same


def test_a_step_up_to_https_is_no_other_site():
    assert same_site("http://blog.example/feed", "https://www.blog.example/feed")
    assert not same_site("http://blog.example:8000/", "https://blog.example/")
