"""What the nginx of deploy/nginx.conf logs: one short line each, without a token and without an address."""

import re
import socket
import ssl

import pytest

TOKEN = "Geheimes2Zeichen7Kette"  # noqa: S105  # no password
DOORS = ("bestaetigen", "abmelden", "einstellungen")


@pytest.fixture
def server(fresh_server):
    return fresh_server


@pytest.fixture
def home() -> str:
    return "127.0.0.1"


def hang_up(server, words):
    """Send these bytes and leave without waiting for an answer."""
    trusting = ssl.create_default_context(cafile=str(server.certificate))
    with socket.create_connection(("127.0.0.1", server.port), 10) as raw:
        trusting.wrap_socket(raw, server_hostname="localhost").sendall(words)


def test_no_token_is_in_any_log_whatever_goes_wrong(server, ask, talk, service, wait_until):
    link = f"/newsletter/abmelden/?t={TOKEN}"
    from_link = {"Referer": f"https://blog.kreis.example{link}"}
    post = f"POST {link} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
    for page in (*DOORS, "anmelden"):
        for method in ("GET", "POST", "PUT"):
            ask(method, f"/newsletter/{page}/?t={TOKEN}", body="a=b", headers=from_link)
    ask("GET", f"/newsletter/einstellungen/daten.json?t={TOKEN}")
    # What breaks the question mark on the way.
    for mark in ("%3F", "%3f", ";", "&", "=3F", "%253F"):
        ask("GET", f"/newsletter/abmelden/{mark}t={TOKEN}")
    ask("GET", f"/newsletter/abmelden/{TOKEN}")
    # What is not there, may not be read, or is too long, with the link as the page of origin.
    for path in ("/gibt-es-nicht/", "/theme/x.css"):
        ask("GET", path, headers=from_link)
    (server.site / "verboten").mkdir()
    (server.site / "schleife").symlink_to("schleife")
    for path in ("/verboten/", "/schleife"):
        assert ask("GET", path, headers=from_link).status in (403, 404, 500)
    # nginx' own limits, and requests that are none.
    for _ in range(30):
        ask("POST", f"/newsletter/anmelden/?t={TOKEN}", body="a=b", headers=from_link)
    ask("POST", link, body=b"x" * 20_000)
    ask("GET", link, headers={"X-Lang": "x" * 9_000})
    ask("GET", link + "x" * 9_000)
    for words in (
        f"{post}Content-Length: -5\r\n\r\n",
        f"{post}Transfer-Encoding: chunked\r\n\r\nzzz\r\n",
        f"{post}Transfer-Encoding: gzip\r\n\r\n",
        f"{post}Host: y\r\nContent-Length: 0\r\n\r\n",
        f"{post}Bad Header\r\n\r\n",
        f"{post}X: \0\r\n\r\n",
        f"GET {link} FTP/9\r\n\r\n",
        f"GET {link} HTTP/1.1\r\n\r\n",
        f"GET {link}\r\n",
        f"G\1T {link} HTTP/1.1\r\n\r\n",
        f"GET https://x{link} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
        f"GET ../..{link} HTTP/1.1\r\nHost: x\r\n\r\n",
        f"{TOKEN.upper()} {link} HTTP/1.1\r\nHost: \xfc\r\nConnection: close\r\n\r\n",
    ):
        talk(words.encode("latin-1"))
    talk(f"GET {link} HTTP/1.0\r\n\r\n".encode(), plain=True)
    talk(f"GET {link} HTTP/1.0\r\n\r\n".encode(), plain=True, port=server.plain_port)
    hang_up(server, f"{post}Content-Length: 100\r\n\r\nhalb".encode())
    # A service that fails, talks nonsense, or is not there.
    for answer in (
        (500, {}, b""),
        (503, {}, b""),
        (200, {"Content-Length": "zzz"}, b""),
        (200, {"X\0": "1"}, b""),
        (200, {"X-Lang": "x" * 100_000}, b""),
    ):
        service.answer = answer
        ask("POST", link, body="a=b", headers=from_link)
    service.socket.unlink()
    for page in (*DOORS, "anmelden"):
        ask("POST", f"/newsletter/{page}/?t={TOKEN}", body="a=b", headers=from_link)
    service.socket.touch()  # there, but nobody can listen on it
    ask("POST", link, body="a=b", headers=from_link)

    wait_until(lambda: "service=502" in server.logged())
    logged = server.logged()
    assert TOKEN.lower() not in logged.lower().replace(f" {TOKEN.lower()} /newsletter", "")
    assert "127.0.0.1" not in logged
    assert len(logged.splitlines()) > 60
    assert re.search(
        r"^\S+ 127\.0\.0\.0 POST /newsletter/abmelden/ 503 .* service=502 limit=-$",
        logged,
        re.MULTILINE,
    )
    assert re.search(
        r" POST /newsletter/anmelden/ 303 .* service=- limit=REJECTED$", logged, re.MULTILINE
    )


def test_a_log_line_is_one_line_however_the_path_is_made(server, ask, wait_until):
    ask("GET", "/a%0d%0a2026-11-22%20gefaelscht/%1b[31m%22'")
    wait_until(lambda: " 404 " in server.logged())
    (line,) = server.logged().splitlines()
    assert re.fullmatch(r"\S+ 127\.0\.0\.0 GET /a 404 \d+ [\d.]+ service=- limit=-", line)
