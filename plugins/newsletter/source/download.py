"""One file of the web: redirects followed by rule, bytes counted as they come.

Errors are FeedUnusable with a German sentence that begins with what was asked for.
"""

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urldefrag, urljoin, urlsplit

import requests

from plugins.newsletter.errors import FeedUnusable
from plugins.newsletter.source.network import Answer, Patience, ask
from plugins.newsletter.source.reach import Reach

REDIRECTS = 5
_NOT_MODIFIED = 304
_MOVED = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_STANDARD = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Rules:
    """What is asked for, as the subject of a sentence, and how far one may go for it.

    `limit` counts bytes of the body, unpacked.
    """

    what: str
    limit: int
    reach: Reach
    may_follow: Callable[[str, str], bool]
    patience: Patience


@dataclass(frozen=True)
class Download:
    """What came: `content` is None where nothing has changed; `moved` where it lives from now on."""

    address: str
    headers: Mapping[str, str]
    content: bytes | None = field(repr=False)
    moved: str = ""


def same_site(old: str, new: str) -> bool:
    """Whether two addresses are of one host: scheme no worse, port alike, `www.` or not."""
    before, after = urlsplit(old), urlsplit(new)
    if after.scheme not in {before.scheme, "https"} or after.username or after.password:
        return False
    try:
        ports = _port(before), _port(after)
    except ValueError:
        return False
    return _bare(before) == _bare(after) and (
        ports[0] == ports[1] or ports == tuple(_STANDARD.values())
    )


def download(address: str, headers: Mapping[str, str], rules: Rules) -> Download:
    """Get one address, following at most five redirects. Raises FeedUnusable."""
    asked: list[str] = []
    for_good = True
    here = address
    while len(asked) <= REDIRECTS:
        asked.append(here)
        try:
            with ask(here, dict(headers), rules.reach, rules.patience) as answer:
                goal = answer.headers.get("Location")
                if answer.status not in _MOVED or not goal:
                    content = _content(answer, rules, conditional=_asks_for_news(headers))
                    moved = here if for_good and here != address else ""
                    return Download(here, answer.headers, content, moved)
                for_good = for_good and answer.status in _FOR_GOOD
                here = _next(here, goal, rules)
        except requests.RequestException as error:
            raise FeedUnusable(f"{rules.what} {_why(error)}.") from error
        if here in asked:
            raise FeedUnusable(f"{rules.what} wird immer wieder auf sich selbst weitergeleitet.")
    raise FeedUnusable(f"{rules.what} wird öfter als {REDIRECTS}-mal weitergeleitet.")


def _next(here: str, goal: str, rules: Rules) -> str:
    try:
        there = urldefrag(urljoin(here, goal)).url
        allowed = rules.may_follow(here, there)
    except ValueError:
        allowed = False
    if not allowed:
        raise FeedUnusable(
            f"{rules.what} wird an eine Adresse weitergeleitet, der nicht gefolgt wird "
            "(anderer Rechner oder unverschlüsselt)."
        )
    return there


def _content(answer: Answer, rules: Rules, *, conditional: bool) -> bytes | None:
    if answer.status == _NOT_MODIFIED and conditional:
        return None
    if answer.status != requests.codes.ok:
        raise FeedUnusable(f"{rules.what} {_refusal(answer.status)}.")
    announced = answer.headers.get("Content-Length", "")
    if announced.isdecimal() and int(announced) > rules.limit:
        raise _too_big(rules)
    return _joined(answer.pieces, rules)


def _asks_for_news(headers: Mapping[str, str]) -> bool:
    return "If-None-Match" in headers or "If-Modified-Since" in headers


def _joined(pieces: Iterator[bytes], rules: Rules) -> bytes:
    content = bytearray()
    for piece in pieces:
        content += piece
        if len(content) > rules.limit:
            raise _too_big(rules)
    return bytes(content)


def _too_big(rules: Rules) -> FeedUnusable:
    return FeedUnusable(f"{rules.what} ist größer als {rules.limit / 1_000_000:.3g} MB.")


def _refusal(status: int) -> str:
    match status:
        case 404 | 410:
            return f"ist unter seiner Adresse nicht zu finden (Antwort {status})"
        case 401 | 403 | 407:
            return f"ist nicht öffentlich zugänglich (Antwort {status})"
        case _ if status >= 500:  # noqa: PLR2004  # RFC 9110, 15.6
            return f"ist gerade nicht zu haben: Der Server meldet einen Fehler (Antwort {status})"
        case _:
            return f"ist nicht zu haben (Antwort {status})"


def _why(error: requests.RequestException) -> str:
    causes = list(_causes(error))
    for kinds, reason in _REASONS:
        if any(isinstance(cause, kinds) for cause in causes):
            return reason
    return "ist nicht zu erreichen: Der Server nimmt keine Verbindung an oder bricht sie ab"


# The first that fits anywhere in the chain of causes.
_REASONS: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    (
        (requests.exceptions.SSLError, ssl.SSLError),
        "ist nicht zu haben: Die Verschlüsselung oder das Zertifikat des Servers stimmt nicht",
    ),
    (
        (requests.exceptions.ProxyError,),
        "ist nicht zu erreichen: Der Proxy (HTTPS_PROXY) lässt die Verbindung nicht zu",
    ),
    ((requests.Timeout, TimeoutError), "kommt zu langsam: Die Zeit ist abgelaufen"),
    ((PermissionError,), "liegt auf einem Rechner, der nicht abgefragt werden darf"),
    (
        (socket.gaierror, UnicodeError),
        "ist nicht zu erreichen: Der Name des Rechners ist unbekannt",
    ),
    (
        (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError),
        "kam nicht vollständig oder beschädigt an",
    ),
)


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    todo: list[object] = [error]
    while todo:
        cause = todo.pop()
        if isinstance(cause, BaseException) and id(cause) not in seen:
            seen.add(id(cause))
            todo += [cause.__cause__, cause.__context__, getattr(cause, "reason", None)]
            todo += cause.args  # requests hands on what urllib3 has raised as an argument
            yield cause


def _bare(parts: SplitResult) -> str:
    return (parts.hostname or "").removeprefix("www.")


def _port(parts: SplitResult) -> int | None:
    return parts.port or _STANDARD.get(parts.scheme)
