"""The service as a whole: five addresses, answers of one kind, nothing that a client sends is an error of ours."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as trials
from hypothesis import strategies as st
from structlog.testing import capture_logs

from plugins.newsletter.service.published import Published

PAGES = ["anmelden/", "bestaetigen/", "abmelden/", "einstellungen/"]
OWN = {"sec-fetch-site": "same-origin"}


@pytest.mark.parametrize("page", [*PAGES, "einstellungen/daten.json"])
def test_other_methods_are_not_allowed(sqlite_client, page):
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "X"):
        answer = sqlite_client.send(method, page)
        assert answer.status == 405, method
        assert "GET" in answer.headers["allow"]
        assert answer.soup.h1.string == "Nicht angenommen"


def test_what_is_downloaded_is_not_posted_to(sqlite_client):
    assert sqlite_client.post("einstellungen/daten.json").status == 405


def test_every_other_address_is_none(sqlite_client):
    for page in (
        "", "index.html", "anmelden//", "anmelden/x", "Anmelden/", "../newsletter/anmelden/", "./anmelden/",
        "einstellungen/../../../etc/passwd", "einstellungen/daten.json/", "%2e%2e/anmelden/", "anmelden/\0", "stoerung/",
    ):  # fmt: skip
        assert sqlite_client.get(page).status == 404, page


def test_head_is_answered_like_get(sqlite_client):
    for page in PAGES:
        got, head = (sqlite_client.get(page, method=method) for method in ("GET", "HEAD"))
        assert (got.status, got.headers) == (head.status, head.headers)


def test_every_answer_is_for_this_reader_now_and_for_no_list(sqlite_client):
    answers = [sqlite_client.get(page, method=m) for page in [*PAGES, "x"] for m in ("GET", "PUT")]
    answers += [sqlite_client.post(page, b"\xff") for page in PAGES]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "same-origin"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-robots-tag"] == "noindex"
        assert "set-cookie" not in answer.headers
        if answer.body:
            assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("page", PAGES)
def test_a_body_is_limited_in_size_type_and_form(sqlite_client, page):
    send = sqlite_client.send
    form = [("content-type", "application/x-www-form-urlencoded"), *OWN.items()]
    big = [b"a=" + b"x" * 9000, b"x" * 9000]
    assert send("POST", page, b"", form, big).status == 413
    assert send("POST", page, b"", [*form, ("content-length", "999999")], [b""]).status == 413
    assert send("POST", page, b"", [*OWN.items(), ("content-type", "application/json")], [b"{}"]).status == 415  # fmt: skip
    assert send("POST", page, b"", form, [b"a=%ff"]).status == 400
    assert send("POST", page, b"", form, [b"a=1"], broken_off=True).status == 400


def test_a_path_may_have_letters_of_every_language(
    site, settings, sqlite_store, new_place, new_client
):
    site.rename(site.with_name("grüße"))
    moved = replace(settings, service="https://blog.kreis.example/grüße")
    client = new_client(new_place(sqlite_store, moved))
    client.path = "/grüße"
    assert client.get("anmelden").location == "/gr%C3%BC%C3%9Fe/"


def test_a_reason_is_logged_once_a_minute_and_names_nobody(sqlite_client, sqlite_place, site):
    (site / "formular.json").unlink()
    sqlite_place.published = Published(sqlite_place.settings, site.parent.parent)
    fields = {"adresse": "erika@b.example"}
    with capture_logs() as lines:
        answers = [sqlite_client.post("anmelden/", fields) for _ in range(5)]
    assert {answer.status for answer in answers} == {503}
    assert [line["event"] for line in lines] == ["service.unavailable"]
    assert "erika" not in str(lines)


TOKENS = st.one_of(
    st.text(max_size=60),
    st.from_regex(r"[0-9a-f]{32}", fullmatch=True),
    st.from_regex(r"[0-9a-fA-F]{40}", fullmatch=True),
)
NAMES = st.sampled_from(["adresse", "thema", "haeufigkeit", "fassung", "seite", "homepage", "tat", "umfang", "sicher", "List-Unsubscribe", ""])  # fmt: skip
VALUES = st.one_of(st.text(max_size=30), st.sampled_from(["speichern", "loeschen", "ja", "sofort", "alle", "One-Click", "abmelden", "a@b.example", "/x/", "2026-11-22"]))  # fmt: skip
BODIES = st.one_of(
    st.binary(max_size=80),
    st.lists(st.tuples(NAMES, VALUES), max_size=8).map(
        lambda pairs: "&".join(f"{n}={v}" for n, v in pairs).encode(errors="surrogatepass")
    ),
)
HEADERS = st.dictionaries(
    st.sampled_from(["content-type", "sec-fetch-site", "origin", "x-real-ip", "content-length", "host"]),
    st.one_of(
        st.sampled_from(["same-origin", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a", "5", "https://blog.kreis.example"]),
        st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=20),
    ),
)  # fmt: skip


@pytest.fixture
def known(sqlite_client, sqlite_place, subscribe):
    number = subscribe(sqlite_place.store, "da@kreis.example")
    tokens = {p: sqlite_place.keys.sign(p, number) for p in ("settings", "leave")}
    return sqlite_client, tokens


@trials(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(data=st.data())
def test_any_request_has_a_calm_answer(known, data):
    client, tokens = known
    page = data.draw(st.sampled_from([*PAGES, "abmelden", "einstellungen/daten.json"]))
    method = data.draw(st.sampled_from(["GET", "POST", "POST", "HEAD"]))
    headers = data.draw(HEADERS)
    own = data.draw(st.booleans())
    if own:
        headers |= {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}  # fmt: skip
    token = data.draw(st.one_of(TOKENS, *map(st.just, sorted(tokens.values()))))
    query = f"t={token}".encode(errors="surrogatepass")
    answer = client.send(method, page, query, headers.items(), [data.draw(BODIES)])
    assert answer.status < 500
    for value in answer.headers.values():
        assert not re.search(r"[\r\n]", value)
    assert answer.location == "" or answer.location.startswith("/newsletter/")
    if token not in tokens.values() and len(token) > 8:
        assert token not in answer.text + answer.location
