"""deploy/nginx.conf as it is shipped, in a real nginx: what it gives to whom, and what it keeps back."""

import re
import resource
import signal
import socket
import ssl
import subprocess
import sys
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from benchmarks import webserver
from benchmarks.webserver import ReplacementError, WebServer
from plugins.newsletter.settings import SignUp

ROOT = Path(__file__).parents[2]
TOKEN = "Geheimes2Zeichen7Kette"  # noqa: S105  # no password
DOORS = ("bestaetigen", "abmelden", "einstellungen")
SECURITY = (
    "Content-Security-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "Permissions-Policy",
    "Cache-Control",
    "X-Robots-Tag",
)


# --- Who answers what ---------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["bestaetigen", "abmelden"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_at_a_page_with_a_button_never_reaches_the_service(ask, service, page, method):
    answer = ask(method, f"/newsletter/{page}/?t={TOKEN}")
    assert answer.status == 200
    assert answer.body == (f"<h1>{page}</h1>" if method == "GET" else "")
    assert service.asked == []


@pytest.mark.parametrize("page", [*DOORS, "anmelden"])
def test_pressing_a_button_is_for_the_service_with_all_that_was_sent(ask, service, page):
    answer = ask("POST", f"/newsletter/{page}/?t={TOKEN}", body="tat=ja&x=%C3%BC")
    assert (answer.status, answer.body) == (200, "Dienst")
    (asked,) = service.asked
    assert (asked.method, asked.path) == ("POST", f"/newsletter/{page}/?t={TOKEN}")
    assert asked.body == b"tat=ja&x=%C3%BC"


@pytest.mark.parametrize(
    "path", ["/newsletter/einstellungen/", "/newsletter/einstellungen/daten.json"]
)
def test_the_service_renders_the_settings_and_what_is_stored(ask, service, path):
    assert ask("GET", f"{path}?t={TOKEN}").body == "Dienst"
    assert service.asked[0].path == f"{path}?t={TOKEN}"


def test_whoever_opens_the_address_of_the_form_gets_the_form(ask, service):
    answer = ask("GET", f"/newsletter/anmelden/?adresse={TOKEN}")
    assert (answer.status, answer.headers["Location"]) == (303, "/newsletter/")
    assert service.asked == []


def test_the_service_knows_who_asks_from_nginx_alone(ask, service):
    forged = {"X-Real-IP": "203.0.113.9", "X-Forwarded-For": "203.0.113.9"}
    ask("POST", "/newsletter/anmelden/", body="", source="127.9.8.7", headers=forged)
    headers = service.asked[0].headers
    assert headers.get_all("X-Real-IP") == ["127.9.8.7"]
    assert headers.get_all("X-Forwarded-For") is None
    assert headers.get_all("Host") == ["blog.kreis.example"]


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/newsletter/",
        "/newsletter/postfach/",
        "/daten/zahlen.csv",
        "/newsletter/formular.json",
    ],
)
def test_a_page_without_a_button_takes_nothing(ask, service, path):
    assert ask("POST", path, body="a=b").status == 405
    assert service.asked == []


@pytest.mark.parametrize(
    "method", ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND", "GEHEIM"]
)
def test_other_methods_reach_nobody(ask, service, method):
    for path in (
        "/",
        "/gibt-es-nicht/",
        *(f"/newsletter/{page}/" for page in (*DOORS, "anmelden")),
    ):
        assert ask(method, path).status == 405, path
    assert service.asked == []


@pytest.mark.parametrize("status", [303, 400, 403, 404, 409, 422])
def test_what_the_service_answers_is_passed_on(ask, service, status):
    service.answer = (status, {"Content-Type": "text/html", "Location": "/newsletter/"}, b"Antwort")
    answer = ask("POST", "/newsletter/einstellungen/?t=1", body="tat=speichern")
    assert (answer.status, answer.body) == (status, "Antwort")


@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("page", [*DOORS, "anmelden"])
def test_a_service_in_trouble_is_said_in_a_page_of_the_site(ask, service, page, status):
    service.answer = (status, {"Content-Type": "text/plain"}, b"Internal Server Error")
    answer = ask("POST", f"/newsletter/{page}/?t=1", body="a=b")
    assert (answer.status, answer.body) == (503, "<h1>stoerung</h1>")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("page", [*DOORS, "anmelden"])
def test_so_is_a_service_that_is_not_there(ask, service, page):
    service.socket.unlink()
    answer = ask("POST", f"/newsletter/{page}/?t=1", body="a=b")
    assert (answer.status, answer.body) == (503, "<h1>stoerung</h1>")
    assert ask("GET", "/newsletter/einstellungen/?t=1").status == 503
    assert ask("GET", "/newsletter/abmelden/?t=1").status == 200


def test_who_meets_trouble_is_told_once_when_to_come_again(ask, service):
    service.answer = (503, {"Content-Type": "text/plain", "Retry-After": "120"}, b"x")
    for page in (*DOORS, "anmelden"):
        answer = ask("POST", f"/newsletter/{page}/?t=1", body="a=b")
        assert answer.headers.get_all("Retry-After") == ["120"], page
    service.answer = (422, {"Content-Type": "text/html"}, b"x")
    assert "Retry-After" not in ask("POST", "/newsletter/abmelden/?t=1", body="a=b").headers
    assert "Retry-After" not in ask("GET", "/").headers
    service.socket.unlink()
    answer = ask("POST", "/newsletter/abmelden/?t=1", body="a=b")
    assert answer.headers.get_all("Retry-After") == ["60"]


def test_a_site_without_answer_pages_still_says_503(site, ask, service):
    (site / "newsletter/stoerung/index.html").unlink()
    service.socket.unlink()
    assert ask("POST", "/newsletter/abmelden/?t=1", body="a=b").status == 503


# --- Headers --------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/newsletter/einstellungen/?t=1", "/newsletter/abmelden/?t=1"])
def test_an_answer_of_the_service_has_each_header_once(ask, service, path):
    service.answer = (
        200,
        {
            "Content-Type": "text/html",
            "Cache-Control": "no-store",
            "Referrer-Policy": "same-origin",
            "X-Robots-Tag": "noindex",
            "X-Content-Type-Options": "nosniff",
        },
        b"x",
    )
    headers = ask("POST", path, body="a=b").headers
    assert {name: len(headers.get_all(name, [])) for name in SECURITY} == dict.fromkeys(SECURITY, 1)
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "form-action 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_data_may_be_read_by_other_sites_but_not_what_is_stored_of_a_person(ask):
    assert ask("GET", "/daten/zahlen.csv").headers["Access-Control-Allow-Origin"] == "*"
    for path in ("einstellungen/daten.json?t=1", "formular.json"):
        assert "Access-Control-Allow-Origin" not in ask("GET", f"/newsletter/{path}").headers


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/daten/zahlen.csv", "text/csv"),
        ("/feeds/alle.atom.xml", "application/xml"),
        ("/", "text/html"),
    ],
)
def test_files_have_their_kinds_and_pages_are_kept_by_nobody_unasked(ask, path, kind):
    answer = ask("GET", path)
    assert answer.headers["Content-Type"] == f"{kind}; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "X-Robots-Tag" not in answer.headers


def test_only_figures_stand_in_the_frames_of_others(ask):
    def framed(path):
        return ask("GET", path).headers["Content-Security-Policy"].rpartition("frame-ancestors ")[2]

    assert framed("/indikatoren/x/einbetten/") == "*"
    assert framed("/") == "'none'"
    assert framed("/indikatoren/x/einbetten/..%2f..%2f..%2fnewsletter/abmelden/") == "'none'"


def test_personal_answers_are_not_compressed_pages_are(site, ask, service):
    (site / "index.html").write_text("<p>Satz</p>" * 500, encoding="utf-8")
    service.answer = (200, {"Content-Type": "text/html"}, b"Satz " * 500)
    asking = {"Accept-Encoding": "gzip"}
    answer = ask("GET", "/newsletter/einstellungen/?t=1", headers=asking)
    assert "Content-Encoding" not in answer.headers
    assert ask("HEAD", "/", headers=asking).headers["Content-Encoding"] == "gzip"


def test_http_2_is_spoken(server):
    trusting = ssl.create_default_context(cafile=str(server.certificate))
    trusting.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection(("127.0.0.1", server.port)) as raw,
        trusting.wrap_socket(raw, server_hostname="blog.kreis.example") as line,
    ):
        assert line.selected_alpn_protocol() == "h2"
        assert line.version() in ("TLSv1.2", "TLSv1.3")


def test_without_encryption_there_is_only_the_way_to_the_encrypted_page(server, talk):
    words = f"GET /newsletter/abmelden/?t={TOKEN} HTTP/1.1\r\nHost: boese.example\r\nConnection: close\r\n\r\n"
    said = talk(words.encode(), plain=True, port=server.plain_port).decode()
    assert said.startswith("HTTP/1.1 301 ")
    assert f"\r\nLocation: https://blog.kreis.example/newsletter/abmelden/?t={TOKEN}\r\n" in said


def test_the_certificate_is_renewed_without_encryption(server, talk):
    folder = server.folder / "challenges/.well-known/acme-challenge"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "probe").write_text("Beweis")
    words = b"GET /.well-known/acme-challenge/probe HTTP/1.0\r\nHost: x\r\n\r\n"
    assert talk(words, plain=True, port=server.plain_port).endswith(b"Beweis")


# --- Too much, too large, too slow ------------------------------------------------------------------


def test_a_storm_of_sign_ups_gets_the_answer_that_everybody_gets(ask, service):
    service.answer = (303, {"Location": "/newsletter/postfach/"}, b"")
    answers = [
        ask("POST", "/newsletter/anmelden/", body="a=b", source=f"127.1.1.{n}")
        for n in range(1, 41)
    ]
    assert {answer.status for answer in answers} == {303}
    assert {answer.headers["Location"] for answer in answers} == {"/newsletter/postfach/"}
    assert len({answer.body for answer in answers}) == 1
    for name in SECURITY:
        assert len({str(answer.headers.get_all(name)) for answer in answers}) == 1, name
    held_off = len(answers) - len(service.asked)
    assert 10 < held_off < 20  # the burst is twenty, and one more for each second that passes
    ask("POST", "/newsletter/anmelden/", body="a=b", source="127.1.2.1")
    assert len(service.asked) == len(answers) - held_off + 1


@pytest.mark.parametrize("page", DOORS)
def test_confirming_choosing_and_leaving_are_never_limited(ask, service, page):
    for _ in range(40):
        assert (
            ask("POST", f"/newsletter/{page}/?t=1", body="List-Unsubscribe=One-Click").status == 200
        )
    assert len(service.asked) == 40


def networks():
    """Return the rules by which nginx.conf knows a network, as Python reads them."""
    text = webserver.SHIPPED.read_text(encoding="utf-8")
    body = re.search(r"map \$remote_addr \$network \{(.*?)\n\}", text, re.DOTALL)[1]
    return re.findall(r'"~(\S+)"\s+"?([^\s";]+)"?;', body)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0"),
        ("2001:db8:1:2:aaaa:bbbb:cccc:dddd", "2001:db8:1:2::"),
        ("2001:db8:1:2::1", "2001:db8:1:2::"),
        ("2001:db8:1::5", "2001:db8:1::"),
        ("2001:db8::a:b:c:d", "2001:db8::"),
        ("::1", "::"),
    ],
)
def test_a_client_is_known_by_its_network_alone(address, network):
    for pattern, value in networks():
        if found := re.search(pattern.replace("(?<", "(?P<"), address):
            named = re.sub(r"\$(\w+)", lambda word: found[word[1]], value)
            assert named == network
            return
    pytest.fail(f"{address} ist keinem Netz zugeordnet")


def test_a_form_larger_than_any_form_ends_at_nginx(ask, service):
    assert SignUp().body_bytes == 16_384
    assert ask("POST", "/newsletter/anmelden/", body=b"x" * 16_385).status == 413
    chunks = (b"x" * 1_000 for _ in range(17))
    assert ask("POST", "/newsletter/anmelden/", body=chunks).status == 413
    assert service.asked == []
    assert ask("POST", "/newsletter/anmelden/", body=b"x" * 16_384).status == 200
    assert len(service.asked[0].body) == 16_384


def workers(server):
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if f"\nPPid:\t{server._process.pid}\n" in status.read_text():
                found.append(status.parent)
        except OSError:
            continue
    return found


def test_a_slow_form_is_kept_from_the_service_and_from_the_disk_until_it_is_whole(
    server, ask, service
):
    trusting = ssl.create_default_context(cafile=str(server.certificate))
    head = (
        "POST /newsletter/abmelden/?t=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        "Transfer-Encoding: chunked\r\n\r\n"
    )
    with (
        socket.create_connection(("127.0.0.1", server.port), 10) as raw,
        trusting.wrap_socket(raw, server_hostname="localhost") as line,
    ):
        line.sendall(head.encode() + b"1\r\nx\r\n" * 2_000)
        assert ask("POST", "/newsletter/abmelden/?t=2", body="a=b").status == 200
        assert [asked.path[-3:] for asked in service.asked] == ["t=2"]
        opened = [
            str(each.readlink()) for worker in workers(server) for each in worker.glob("fd/*")
        ]
        assert len(opened) > 10
        assert not [name for name in opened if f"{server.folder}/body" in name]
        line.sendall(b"0\r\n\r\n")
        assert line.recv(12) == b"HTTP/1.1 200"
    assert service.asked[1].body == b"x" * 2_000


def test_two_thousand_who_never_finish_their_request_stop_nobody(server, ask):
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4_096), hard))
    try:
        with ExitStack() as stack:
            for n in range(2_000):
                line = stack.enter_context(closing(socket.socket()))
                line.bind((f"127.2.{n // 200}.{n % 200 + 1}", 0))
                line.connect(("127.0.0.1", server.plain_port if n % 2 else server.port))
                line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: " if n % 2 else b"\x16\x03\x01")
            for page in ("abmelden", "anmelden"):
                assert ask("POST", f"/newsletter/{page}/?t=1", body="a=b").status == 200
            assert ask("GET", "/").status == 200
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


# --- The stand itself -------------------------------------------------------------------------------


def test_a_shipped_file_that_lost_a_place_to_fill_in_is_noticed(tmp_path, site, monkeypatch):
    changed = tmp_path / "nginx.conf"
    text = webserver.SHIPPED.read_text(encoding="utf-8")
    changed.write_text(
        text.replace("ssl_certificate_key /etc/letsencrypt", "ssl_certificate_key /etc/ssl")
    )
    monkeypatch.setattr(webserver, "SHIPPED", changed)
    with pytest.raises(ReplacementError, match="privkey"):
        WebServer(site, "127.0.0.1:9").__enter__()


def test_nginx_ends_with_its_parent(site, wait_until):
    program = (
        "import sys, time; from pathlib import Path; from benchmarks.webserver import WebServer\n"
        f"with WebServer(Path({str(site)!r}), '127.0.0.1:9') as server:\n"
        "    print(server.port, server.folder, flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as parent:
        port, folder = parent.stdout.readline().split()
        socket.create_connection(("127.0.0.1", int(port))).close()
        parent.send_signal(signal.SIGKILL)

    def gone():
        try:
            socket.create_connection(("127.0.0.1", int(port)), 1).close()
        except ConnectionRefusedError:
            return True
        return False

    wait_until(gone)
    subprocess.run(["rm", "-r", folder], check=True)
