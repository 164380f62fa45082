"""What a form sends is read within limits, and taken apart strictly: wrong is 4xx, never an error of ours."""

import asyncio
from urllib.parse import urlencode

import pytest
from hypothesis import example, given
from hypothesis import settings as trials
from hypothesis import strategies as st
from starlette.exceptions import HTTPException
from starlette.requests import Request

from plugins.newsletter.service.body import URLENCODED, parsed, read, token_of, urlencoded

WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


def request(*pieces: bytes, headers=(), pause: float = 0, lost: bool = False, query: bytes = b"") -> Request:  # fmt: skip
    coming = [*pieces]

    async def receive():
        await asyncio.sleep(pause)
        if lost and not coming:
            return {"type": "http.disconnect"}
        body = coming.pop(0) if coming else b""
        return {"type": "http.request", "body": body, "more_body": bool(coming) or lost}

    scope = {
        "type": "http",
        "method": "POST",
        "path": "/",
        "query_string": query,
        "headers": headers,
    }
    return Request(scope, receive)


def status_of(call, *args) -> int:
    with pytest.raises(HTTPException) as refused:
        call(*args)
    return refused.value.status_code


def received(most: int, seconds: float, *pieces: bytes, **kwargs) -> bytes:
    return asyncio.run(read(request(*pieces, **kwargs), most, seconds))


def refused(most: int, seconds: float, *pieces: bytes, **kwargs) -> int:
    return status_of(lambda: received(most, seconds, *pieces, **kwargs))


def length(text: bytes) -> list[tuple[bytes, bytes]]:
    return [(b"content-length", text)]


def test_a_body_may_come_in_pieces_and_be_just_as_large_as_allowed():
    assert received(6, 1, b"abc", b"", b"def") == b"abcdef"
    assert received(6, 1, b"abcdef", headers=length(b"6")) == b"abcdef"


def test_a_byte_more_is_too_large_whatever_its_length_is_said_to_be():
    assert refused(6, 1, b"abc", b"defg") == 413
    assert refused(6, 1, b"abc", b"defg", headers=length(b"3")) == 413


@pytest.mark.parametrize("said", [b"7", b"99999999999999999999999", b"-1", b"6, 6", b"0x6", b""])
def test_a_length_beyond_the_limit_or_no_number_is_refused_unread(said):
    assert refused(6, 1, b"", headers=length(said)) == 413


def test_who_sends_too_slowly_is_not_waited_for():
    assert refused(99, 0.05, b"a", b"b", pause=0.04) == 408


def test_who_goes_away_is_no_error():
    assert refused(99, 1, b"a", lost=True) == 400


def test_a_compressed_body_is_not_unpacked():
    assert refused(99, 1, b"a", headers=[(b"content-encoding", b"gzip")]) == 415


@trials(max_examples=40)
@given(st.lists(st.tuples(WORDS, WORDS), max_size=20))
def test_fields_arrive_as_they_were_typed(pairs):
    fields = urlencoded(URLENCODED, urlencode(pairs).encode())
    for name, _ in pairs:
        assert list(fields.every(name)) == [value for other, value in pairs if other == name]


def test_a_field_that_must_come_once_is_none_when_it_comes_twice():
    fields = parsed(b"a=1&a=2&b=3&c=")
    assert (fields.one("a"), fields.one("b"), fields.one("c"), fields.one("d")) == (None, "3", "", None)  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        b"a=%", b"a=%4", b"a=%zz", b"a=%u0041", b"a=%ff", b"a=%c3", b"a=%ed%a0%80", b"a=\xff", b"a=\xc3=",
        b"a=%00", b"%00=a", b"a=\0", b"&".join(b"a=1" for _ in range(201)), b"a=%f8%88%80%80%80",
    ],
)  # fmt: skip
def test_what_no_browser_sends_is_refused(body):
    assert status_of(parsed, body) == 400


@pytest.mark.parametrize(
    "kind",
    [
        None, "", "text/plain", "application/json", "multipart/form-data; boundary=x", "a;b;c", ";", "é",
        f"{URLENCODED}; charset=iso-8859-1", f"{URLENCODED}, {URLENCODED}", f"{URLENCODED}; charset=utf-16",
    ],
)  # fmt: skip
def test_what_is_no_form_is_refused(kind):
    assert status_of(urlencoded, kind, b"a=1") == 415


@pytest.mark.parametrize(
    "kind", [URLENCODED, URLENCODED.upper(), f"{URLENCODED}; charset=UTF-8", f'{URLENCODED};charset="utf-8"']
)  # fmt: skip
def test_a_form_says_that_it_is_one(kind):
    assert urlencoded(kind, b"a=1").one("a") == "1"


def test_nothing_at_all_needs_no_type():
    assert not urlencoded(None, b"").values


@given(st.one_of(st.none(), st.text(max_size=60)), st.binary(max_size=200))
@example(URLENCODED, b"=&=&&;%3d")
def test_any_bytes_are_fields_or_a_4xx(kind, body):
    refused = None
    try:
        fields = urlencoded(kind, body)
    except HTTPException as error:
        refused = error.status_code
    if refused is not None:
        assert refused in (400, 415)
        return
    for name, values in fields.values.items():
        "".join((name, *values)).encode()  # no half letters
        assert "\0" not in "".join((name, *values))


@pytest.mark.parametrize(
    ("query", "token"),
    [(b"t=abc", "abc"), (b"t=abc&stand=x", "abc"), (b"", ""), (b"t=", ""), (b"t=a&t=b", ""), (b"t=ab%", ""), (b"t=%ff", "")],
)  # fmt: skip
def test_a_link_that_was_cut_off_has_no_token(query, token):
    assert token_of(request(query=query)) == token
