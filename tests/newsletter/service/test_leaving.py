"""Leaving: one button, or none at all (RFC 8058); again and years later the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsletter.keys import Keys
from plugins.newsletter.service.leaving import is_one_click
from plugins.newsletter.store.states import SubscriberState

NOW = 1_790_000_000
ONE_CLICK = b"List-Unsubscribe=One-Click"
PART = b'--{0}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--{0}--\r\n'
MULTIPART = PART.replace(b"{0}", b"abc")
PAGE = {"tat": "abmelden"}


@pytest.fixture
def number(place, subscribe) -> int:
    return subscribe(place.store, "a@b.example")


@pytest.fixture
def query(place, number) -> str:
    return f"t={place.keys.sign('leave', number)}"


def state(place, number) -> SubscriberState:
    return place.register.member(number).state


def test_programs_that_open_every_link_end_nothing(client, place, number, query):
    for method in ("GET", "HEAD"):
        for page in ("abmelden/", "abmelden"):
            answer = client.get(page, query, method)
            assert (answer.status, answer.soup.h1.string) == (200, "Abmelden")
            assert query not in answer.text
    assert state(place, number) is SubscriberState.CONFIRMED


def test_the_button_ends_it_and_says_the_same_again(client, place, number, query):
    for _ in range(2):
        answer = client.post("abmelden/", PAGE, query)
        assert (answer.status, answer.location) == (303, "/newsletter/abgemeldet/")
        assert state(place, number) is SubscriberState.LEFT


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", ONE_CLICK),
        ("application/x-www-form-urlencoded; charset=UTF-8", ONE_CLICK + b"\r\n"),
        ("multipart/form-data; boundary=abc", MULTIPART),
        ('multipart/form-data; boundary="a b:c"', PART.replace(b"{0}", b"a b:c")),
    ],
)
def test_a_mail_program_ends_it_without_a_page(client, place, number, kind, body):
    query = f"t={place.keys.sign('leave', number)}"
    for _ in range(2):
        answer = client.send("POST", "abmelden/", query, [("content-type", kind)], [body])
        assert answer.status == 200
        assert answer.headers["content-type"].startswith("text/plain")
        assert not {"location", "set-cookie"} & answer.headers.keys()
        assert state(place, number) is SubscriberState.LEFT


def test_a_boundary_that_nobody_can_read_is_no_form(client, place, number, query):
    for boundary in ("*0=abc; boundary*=abc", f"*{'9' * 5000}=abc", "*=x'y'%FF"):
        kind = f"multipart/form-data; boundary{boundary}"
        answer = client.send("POST", "abmelden/", query, [("content-type", kind)], [MULTIPART])
        assert answer.status == 415, boundary
    assert state(place, number) is SubscriberState.CONFIRMED


def test_one_click_needs_no_origin_for_its_token_is_the_proof(client, place, number, query):
    answer = client.post("abmelden", ONE_CLICK, query, headers={"sec-fetch-site": "cross-site"})
    assert answer.status == 200
    assert state(place, number) is SubscriberState.LEFT


def test_the_button_needs_an_origin(client, place, number, query):
    answer = client.post("abmelden/", PAGE, query, headers={"sec-fetch-site": "cross-site"})
    assert answer.status == 403
    assert state(place, number) is SubscriberState.CONFIRMED


def test_a_bad_link_ends_nobody(client, place, number, query):
    other = f"t={place.keys.sign('settings', number)}"
    for asked in (
        "", "t=", "t=abc", f"{query}0", query[:-1], f"{query}&{query}", f"{query}%", other,
    ):  # fmt: skip
        answer = client.post("abmelden/", PAGE, asked)
        assert (answer.status, answer.location) == (303, "/newsletter/link-ungueltig/"), asked
        answer = client.post("abmelden/", ONE_CLICK, asked, headers={})
        assert (answer.status, answer.headers["content-type"][:10]) == (400, "text/plain"), asked
    assert state(place, number) is SubscriberState.CONFIRMED


def test_a_post_that_says_something_else_ends_nothing(client, place, number, query):
    for body in (b"", b"tat=loeschen", b"List-Unsubscribe=Two-Clicks", b"tat=abmelden&tat=abmelden"):  # fmt: skip
        assert client.post("abmelden/", body, query).status == 400, body
    assert state(place, number) is SubscriberState.CONFIRMED


def test_a_link_signed_with_an_older_secret_still_ends_it(new_place, new_client, place, number):
    old = place.keys.sign("leave", number)
    place.keys = Keys(b"another secret of thirty-two bytes", (place.keys.secret,))
    assert new_client(place).post("abmelden/", PAGE, f"t={old}").location == "/newsletter/abgemeldet/"  # fmt: skip
    assert state(place, number) is SubscriberState.LEFT


def test_whose_row_went_years_ago_is_gone_and_hears_so(client, place):
    query = f"t={place.keys.sign('leave', 4711)}"
    assert client.post("abmelden/", PAGE, query).location == "/newsletter/abgemeldet/"
    assert client.post("abmelden/", ONE_CLICK, query, headers={}).status == 200


def test_a_database_that_another_holds_is_told_calmly(client, place, number, query, blocked):
    with blocked():
        assert client.post("abmelden/", PAGE, query).status == 503
        answer = client.post("abmelden/", ONE_CLICK, query, headers={})
        assert (answer.status, answer.headers["content-type"][:10]) == (503, "text/plain")
    assert state(place, number) is SubscriberState.CONFIRMED
    assert client.post("abmelden/", ONE_CLICK, query, headers={}).status == 200


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", MULTIPART),
        ("multipart/form-data; boundary=xyz", MULTIPART),
        ("multipart/mixed; boundary=abc", MULTIPART),
        ("multipart/form-data; boundary=abc", MULTIPART.replace(b"One-Click", b"Two-Clicks")),
        ("multipart/form-data; boundary=abc", MULTIPART.replace(b"List-Un", b"List-Re")),
        ("multipart/form-data; boundary=abc", ONE_CLICK),
        (None, b""),
    ],
)
def test_what_is_not_one_click_is_none(kind, body):
    assert not is_one_click(kind, body)


@given(st.one_of(st.none(), st.text(max_size=80)), st.binary(max_size=300))
def test_any_bytes_are_one_click_or_not(kind, body):
    assert is_one_click(kind, body) in (True, False)
    assert is_one_click(f"multipart/form-data; boundary={kind}", body) in (True, False)
