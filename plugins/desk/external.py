"""The addresses outside: does what the site points to still exist? Needs the internet; never in CI.

Each address is asked for once, with a limit on their number and on the time. A server that does not
like `HEAD` is asked with `GET`, whose body is not read.
"""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urldefrag

import requests
from bs4 import BeautifulSoup

from plugins.desk.errors import Faulty

TIMEOUT = (5.0, 15.0)  # seconds to connect, seconds to the first byte
AT_ONCE = 8
_GONE = frozenset({404, 410})
_FINE = range(200, 300)
_MOVED_FOR_GOOD = frozenset({301, 308})
_HEADERS = {"User-Agent": "Linkpruefung (einmaliger Abruf)", "Accept-Language": "de"}


@dataclass(frozen=True, order=True)
class Answer:
    """What became of one address; `fault` is German and empty when all is well."""

    address: str
    fault: str = ""
    moved_to: str = ""


def judge(folder: Path, most: int = 500) -> str:
    """Ask for every external address of a built site; return a report, raise Faulty on dead ones."""
    pages = external_links(folder)
    answers = ask_all(sorted(pages)[:most])
    dead = [answer for answer in answers if answer.fault]
    lines = [
        f"{answer.address}: {answer.fault}\n    auf {', '.join(pages[answer.address])}"
        for answer in dead
    ]
    lines += [
        f"{answer.address}: umgezogen nach {answer.moved_to}\n    auf {', '.join(pages[answer.address])}"
        for answer in answers
        if answer.moved_to and not answer.fault
    ]
    left = f" ({len(pages) - most} weitere nicht)" if len(pages) > most else ""
    lines.append(f"{len(answers)} Adressen geprüft{left}, {len(dead)} nicht erreichbar.")
    if dead:
        raise Faulty("\n".join(lines))
    return "\n".join(lines)


def external_links(folder: Path) -> dict[str, list[str]]:
    """Return each external address, without fragment, and the pages that point to it."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.html")):
        soup = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        for link in soup.select('a[href^="http://"], a[href^="https://"]'):
            address = urldefrag(str(link["href"])).url
            pages = found.setdefault(address, [])
            page = path.relative_to(folder).as_posix()
            if page not in pages:
                pages.append(page)
    return found


def ask_all(addresses: Iterable[str]) -> list[Answer]:
    """Ask for the addresses, a few at once, in their order."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(ask, addresses))


def ask(address: str) -> Answer:
    """Ask one server for one address."""
    try:
        response = requests.head(address, headers=_HEADERS, timeout=TIMEOUT, allow_redirects=True)
        if response.status_code not in _FINE:
            with requests.get(address, headers=_HEADERS, timeout=TIMEOUT, stream=True) as response:
                pass
    except requests.exceptions.SSLError:
        return Answer(address, "Das Zertifikat des Servers ist ungültig")
    except requests.exceptions.Timeout:
        return Answer(address, "Der Server antwortet nicht")
    except requests.exceptions.RequestException:
        return Answer(address, "Der Server ist nicht zu erreichen")
    status = response.status_code
    if status in _GONE:
        return Answer(address, "Die Seite gibt es nicht mehr")
    if status not in _FINE:
        return Answer(address, f"Der Server meldet Fehler {status}")
    moved = bool(response.history) and response.history[0].status_code in _MOVED_FOR_GOOD
    return Answer(address, moved_to=response.url if moved else "")
