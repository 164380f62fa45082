"""One request: limits of time, and the machines that may be reached."""

import contextlib
import socket
import threading
import time

import pytest
import requests

from plugins.newsletter.source.network import Patience, ask
from plugins.newsletter.source.reach import everywhere, public, this_machine

QUICK = Patience(connect=1, read=1, total=5)


def get(address, reach=this_machine, patience=QUICK, **headers):
    with ask(address, headers, reach, patience) as answer:
        return answer.status, b"".join(answer.pieces)


def test_an_answer_comes_whole_and_names_us(web):
    assert get(web.page("/feed", b"Inhalt")) == (200, b"Inhalt")
    assert web.asked[0][1]["User-Agent"].startswith("newsletter-sender/")


def test_redirects_are_handed_back_not_followed(web):
    assert get(web.redirect("/a", "/b"))[0] == 302
    assert len(web.asked) == 1


def test_a_machine_that_may_not_be_reached_gets_no_connection():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        with pytest.raises(requests.ConnectionError):
            get(f"http://127.0.0.1:{server.getsockname()[1]}/", public)
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_name_that_turns_to_a_private_address_gets_no_connection(web, monkeypatch):
    def private(_, port, *__, **___):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", private)
    page = web.page("/feed", b"geheim").replace("127.0.0.1", "blog.kreis.example")
    monkeypatch.setenv("NO_PROXY", "*")
    with pytest.raises(requests.ConnectionError):
        get(page, public)
    assert not web.asked
    # The same name, where it may: the connection goes to the address that was judged.
    assert get(page, this_machine) == (200, b"geheim")


def test_a_server_that_says_nothing_is_given_up():
    with socket.create_server(("127.0.0.1", 0)) as server, pytest.raises(requests.Timeout):
        get(f"http://127.0.0.1:{server.getsockname()[1]}/", patience=Patience(1, 0.2, 5))


@pytest.fixture
def drip():
    """Give a server that sends `first`, then one piece after another without end; returns its port."""
    opened = []

    def start(piece: bytes, first: bytes = b"") -> int:
        server = socket.create_server(("127.0.0.1", 0))

        def serve() -> None:
            with contextlib.suppress(OSError):  # it has heard enough
                line, _ = server.accept()
                with line:
                    line.sendall(first)
                    while True:
                        line.sendall(piece)
                        time.sleep(0.05)

        thread = threading.Thread(target=serve)
        thread.start()
        opened.append((server, thread))
        return server.getsockname()[1]

    yield start
    for server, thread in opened:
        server.shutdown(socket.SHUT_RDWR)  # wakes the thread where nobody came
        server.close()
        thread.join()


@pytest.mark.parametrize("first", [b"", b"HTTP/1.1 200 OK\r\n\r\n"], ids=["head", "body"])
def test_a_slow_drip_ends_when_the_whole_time_is_up(drip, first):
    """Each byte comes in time; only the whole takes for ever."""
    with pytest.raises(requests.Timeout):
        get(f"http://127.0.0.1:{drip(b'x', first)}/", patience=Patience(1, 2, 0.5))


def test_a_drip_inside_the_tls_handshake_ends_too(drip):
    port = drip(b"\x16\x03\x03\x40\x00")
    with pytest.raises(requests.RequestException):
        get(f"https://127.0.0.1:{port}/", patience=Patience(1, 3, 0.5))


def test_the_proxy_of_the_environment_is_asked_but_never_for_this_machine(web, monkeypatch):
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"):
        monkeypatch.setenv(name, web.address)
    with pytest.raises(requests.exceptions.ProxyError):
        get("https://blog.kreis.example/feed", everywhere)
    assert web.asked[0][0] == "blog.kreis.example:443"
    assert get(web.page("/feed", b"Inhalt")) == (200, b"Inhalt")


def test_passwords_of_a_netrc_are_never_sent(web, monkeypatch, tmp_path):
    (tmp_path / ".netrc").write_text(
        "machine 127.0.0.1 login a password b\ndefault login a password b\n"
    )
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setattr("plugins.newsletter.source.network.is_loopback", lambda _: False)
    monkeypatch.setenv("NO_PROXY", "*")
    get(web.page("/feed", b""))
    assert "Authorization" not in web.asked[0][1]
