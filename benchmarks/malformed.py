"""Requests as nobody should send them, made by hypothesis.

A request begins as one that a browser sends from our own page; then up to four of its parts are spoilt:
method, page, token, origin, framing (lengths, chunks, both), kind of body, fields, headers. So many of
them come far into the service before what is wrong with them shows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote_from_bytes, urlencode

from hypothesis import strategies as st

PARTS = (
    "method",
    "page",
    "token",
    "host",
    "origin",
    "kind",
    "fields",
    "body",
    "framing",
    "headers",
)
WORDS = st.sampled_from([
    "", "ada@post.example", "jörg@müller.example", "'; DROP TABLE application; --", "{{7*7}}", "${7*7}",
    "<script>alert(1)</script>", "\r\nX-Injected: 1", "%0d%0aX-Injected:%201", "\x00", "\u202e\ufeff", "../../etc/passwd",
    "A" * 400, "ä" * 330, "a@" + "b." * 120 + "example", "alle", "sofort", "woche", "monat", "auswahl", "speichern",
    "adresse", "loeschen", "abmelden", "ja", "List-Unsubscribe=One-Click", "2026-11-22", "/newsletter/", "\n" * 50,
])  # fmt: skip
TEXT = WORDS | st.text(max_size=40)
BYTES = TEXT.map(lambda text: text.encode("utf-8", "replace")) | st.binary(max_size=40)
NAMES = st.sampled_from([
    "adresse", "thema", "haeufigkeit", "fassung", "seite", "homepage", "tat", "umfang", "sicher", "t",
    "List-Unsubscribe", "",
]) | TEXT  # fmt: skip
METHODS = st.sampled_from(
    ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "CONNECT", "post", "P O", "\x7f"]
)
PAGES = st.sampled_from([
    "einstellungen/daten.json", "postfach/", "", "anmelden", "einstellungen/../anmelden/", "%2e%2e/", "anmelden/%00",
    "..;/anmelden/", "formular.json", "bestaetigen", "abmelden//",
])  # fmt: skip
FORM = "application/x-www-form-urlencoded"
KINDS = st.sampled_from([
    f"{FORM}; charset=utf-7", f"{FORM}; charset=utf-8", "multipart/form-data; boundary=b", "multipart/form-data",
    "multipart/form-data; boundary=" + "b" * 300, "application/json", "text/plain", "", "*/*", "a/b; " + "x=y; " * 40,
])  # fmt: skip
HEADERS = st.sampled_from([
    b"X-Real-IP", b"X-Forwarded-For", b"Cookie", b"Range", b"Expect", b"Accept-Encoding", b"Upgrade", b"Content-Encoding",
    b"If-Modified-Since", b"Referer", b"User-Agent", b"X-" + b"a" * 200,
])  # fmt: skip
VALUES = (
    st.sampled_from([
        b"100-continue", b"bytes=0-,-1", b"h2c", b"gzip", b"\x1b[31m\x07", b"x" * 7000, b"127.0.0.1\r\n X-Folded: 1",
    ])
    | BYTES
)  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where requests go. `host`: as in the service's address; `prefix`: its path, `/newsletter`.

    `tokens`: some that are good, by page; `wording`: the version of the form.
    """

    port: int
    host: str
    prefix: str
    tls: bool
    wording: str
    tokens: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def _forms(wording: str) -> Mapping[str, st.SearchStrategy[list[tuple[str, str]]]]:
    """Return what our own pages send, by page."""
    often = st.sampled_from(["sofort", "woche", "monat"]).map(lambda word: ("haeufigkeit", word))
    topics = st.lists(st.sampled_from([("thema", "alter"), ("thema", "wohnen")]), max_size=2)
    number = st.integers(0, 9_999)
    order = st.builds(
        lambda n, some, how: [
            ("adresse", f"sturm{n}@post.example"), *some, how, ("fassung", wording), ("seite", "/newsletter/"), ("homepage", "")
        ],
        number, topics, often,
    )  # fmt: skip
    deeds = st.one_of(
        st.builds(lambda some, how, which: [("tat", "speichern"), ("umfang", which), *some, how], topics, often, st.sampled_from(["alle", "auswahl"])),
        number.map(lambda n: [("tat", "adresse"), ("adresse", f"umzug{n}@post.example")]),
        st.just([("tat", "loeschen"), ("sicher", "ja")]),
    )  # fmt: skip
    ways = st.sampled_from([[("tat", "abmelden")], [("List-Unsubscribe", "One-Click")]])
    nothing: st.SearchStrategy[list[tuple[str, str]]] = st.just([])
    return {"anmelden": order, "bestaetigen": nothing, "abmelden": ways, "einstellungen": deeds}


CHUNKED = b"Transfer-Encoding: chunked"
SIZES = st.sampled_from(
    [b"-1", b"zz", b"ffffffffffffffffff", b"1;" + b"e" * 5000, b"", b"0x3", b"3\n"]
)
CODINGS = st.sampled_from([b"gzip", b"identity", b"chunked, chunked", b"xchunked"])


def _length(value: int | bytes) -> bytes:
    return b"Content-Length: " + (value if isinstance(value, bytes) else b"%d" % value)


def _chunks(body: bytes) -> bytes:
    return b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if body else b"0\r\n\r\n"


# How long the body is said to be, rightly or not: headers, and the body as it is sent.
Framing = Callable[[st.DrawFn, bytes], tuple[list[bytes], bytes]]
FRAMINGS: Mapping[str, Framing] = {
    "sound": lambda _, body: ([_length(len(body))], body),
    "chunks": lambda _, body: ([CHUNKED], _chunks(body)),
    "bad chunks": lambda draw, body: ([CHUNKED], draw(SIZES) + b"\r\n" + body + b"\r\n0\r\n\r\n"),
    "chunks never end": lambda _, body: ([CHUNKED], b"%x\r\n%b" % (len(body) + 5, body)),
    "both": lambda draw, body: ([CHUNKED, _length(draw(st.integers(0, 50)))], _chunks(body)),
    "too long": lambda draw, body: ([_length(len(body) + draw(st.integers(1, 5000)))], body),
    "too short": lambda draw, body: ([_length(draw(st.integers(0, len(body))))], body),
    "negative": lambda _, body: ([_length(-len(body) - 1)], body),
    "two lengths": lambda _, body: ([_length(len(body)), _length(len(body) + 1)], body),
    "huge": lambda _, body: ([_length(10**20 - 1)], body),
    "no number": lambda draw, body: ([_length(draw(BYTES).replace(b"\n", b""))], body),
    "unknown coding": lambda draw, body: ([b"Transfer-Encoding: " + draw(CODINGS)], body),
    "none": lambda _, body: ([], body),
}


@st.composite
def requests(draw: st.DrawFn, place: Place) -> bytes:
    """Make the bytes of one request to this place."""
    spoilt = draw(st.sets(st.sampled_from(PARTS), max_size=4))
    name = draw(st.sampled_from(["anmelden", "bestaetigen", "abmelden", "einstellungen"]))
    method = draw(METHODS) if "method" in spoilt else "POST"
    path = f"{place.prefix}/{draw(PAGES) if 'page' in spoilt else name + '/'}".encode()
    path += _query(draw, place, name, spoilt="token" in spoilt)
    host = (
        draw(st.sampled_from(["evil.example", "", "a b", "x" * 300]))
        if "host" in spoilt
        else place.host
    )
    head = [method.encode() + b" " + path + b" HTTP/1." + (b"0" if spoilt == {"method"} else b"1")]
    head += [f"Host: {host}".encode(), *_origin(draw, place, spoilt="origin" in spoilt)]
    kind = draw(KINDS) if "kind" in spoilt else FORM
    head += [f"Content-Type: {kind}".encode()] if kind else []
    if "headers" in spoilt:
        head += [draw(HEADERS) + b": " + draw(VALUES) for _ in range(draw(st.integers(1, 3)))]
    body = _body(draw, _forms(place.wording)[name], spoilt)
    how = draw(st.sampled_from(list(FRAMINGS))) if "framing" in spoilt else "sound"
    framing, body = FRAMINGS[how](draw, body)
    return b"\r\n".join([*head, *framing, b"", body])


def _query(draw: st.DrawFn, place: Place, name: str, *, spoilt: bool) -> bytes:
    good = place.tokens.get(name, ())
    if not spoilt:
        return b"?t=" + draw(st.sampled_from(good)).encode() if good else b""
    others = [token for each in place.tokens.values() for token in each]
    token = draw(st.sampled_from([*others, "0" * 40, "f" * 32, ""]) | TEXT)
    raw = token.encode("utf-8", "replace")
    wild = raw.replace(b"\r", b"").replace(b"\n", b"")
    quoted = quote_from_bytes(raw).encode()
    return draw(
        st.sampled_from(
            [b"?t=" + quoted, b"?t=" + wild, b"?t=" + quoted + b"&t=2", b"?" + wild, b""]
        )
    )


def _origin(draw: st.DrawFn, place: Place, *, spoilt: bool) -> list[bytes]:
    own = f"https://{place.host}"
    if not spoilt:
        return [b"Origin: " + own.encode(), b"Sec-Fetch-Site: same-origin"]
    origins = [own, "https://evil.example", "null", "", f"{own}.evil.example", f"{own}:444"]
    sites = ["same-origin", "cross-site", "same-site", "none", "", "x, same-origin"]
    said = []
    for header, values in (("Origin", origins), ("Sec-Fetch-Site", sites)):
        said += [
            f"{header}: {draw(st.sampled_from(values))}".encode()
            for _ in range(draw(st.integers(0, 2)))
        ]
    return said


def _body(
    draw: st.DrawFn, form: st.SearchStrategy[list[tuple[str, str]]], spoilt: set[str]
) -> bytes:
    if "body" in spoilt:
        return draw(
            st.binary(max_size=200)
            | st.integers(0, 1500).map(
                lambda n: b"&".join([b"thema=%d" % each for each in range(n)])
            )
            | st.sampled_from([321, 16_384, 16_385, 70_000]).map(lambda n: b"adresse=" + b"a" * n)
            | st.tuples(BYTES, BYTES).map(
                lambda pair: (
                    b'--b\r\nContent-Disposition: form-data; name="%b"\r\n\r\n%b\r\n--b--\r\n'
                    % pair
                )
            )
        )
    fields = draw(form)
    if "fields" in spoilt:
        kept = [pair for pair in fields if draw(st.booleans())]
        renamed = [(name, draw(TEXT)) for name, _ in fields if draw(st.booleans())]
        fields = [*kept, *renamed, *draw(st.lists(st.tuples(NAMES, TEXT), max_size=3))]
    return urlencode(fields, errors="replace").encode()
