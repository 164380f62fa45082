"""The service as a browser behind the web server meets it, without the network in between."""

import asyncio
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest
from bs4 import BeautifulSoup
from sqlalchemy import event, text
from starlette.applications import Starlette

from plugins.newsletter.consent import applications, notices, wordings
from plugins.newsletter.consent.applications import Application
from plugins.newsletter.keys import Keys
from plugins.newsletter.service.app import application
from plugins.newsletter.service.place import Place
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.states import Frequency

NOW = 1_790_000_000
FORM = {
    "themen": [
        {"kennung": "senioren", "name": "Ältere Menschen"},
        {"kennung": "wohnen", "name": "Wohnen & Miete"},
        {"kennung": "arbeit", "name": "Arbeit"},
    ],
    "einwilligung": {"fassung": "2026-11-22", "text": "Ja, ich möchte den Newsletter."},
}
PAGE = '<!doctype html>\n<html lang="de"><head><meta charset="utf-8"><title>{0}</title></head><body><main><h1>{0}</h1>{1}</main></body></html>\n'
FRAME = "<!--einstellungen--><p>Bitte versuchen Sie es später noch einmal.</p><!--/einstellungen-->"
PAGES = {
    "abgelehnt": "Nicht angenommen", "abmelden": "Abmelden", "bestaetigen": "Bestätigen", "stoerung": "Störung",
}  # fmt: skip
OWN = {"sec-fetch-site": "same-origin", "x-real-ip": "192.0.2.7"}
FORM_TYPE = {"content-type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def soup(self) -> BeautifulSoup:
        return BeautifulSoup(self.body, "html.parser")

    @property
    def location(self) -> str:
        return self.headers.get("location", "")

    def data(self) -> object:
        return json.loads(self.body)


@dataclass
class Client:
    """Calls the application as uvicorn does, each call in the same event loop."""

    app: Starlette
    runner: asyncio.Runner = field(default_factory=asyncio.Runner)
    path: str = "/newsletter"

    async def call(
        self, method: str, page: str, query: str | bytes = b"", headers: Iterable[tuple[str, str]] = (),
        pieces: Sequence[bytes] = (b"",), *, broken_off: bool = False, pause: float = 0,
    ) -> Answer:  # fmt: skip
        coming = [*pieces]
        sent: list[dict] = []

        async def receive() -> dict:
            await asyncio.sleep(pause)
            if broken_off and not coming:
                return {"type": "http.disconnect"}
            piece = coming.pop(0) if coming else b""
            return {"type": "http.request", "body": piece, "more_body": bool(coming) or broken_off}

        async def send(message: dict) -> None:
            sent.append(message)

        raw = f"{self.path}/{page}"
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": raw, "raw_path": raw.encode(), "root_path": "", "client": None, "server": ("127.0.0.1", 8025),
            "query_string": query.encode() if isinstance(query, str) else query,
            "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers],
        }  # fmt: skip
        await self.app(scope, receive, send)
        begin = sent[0]
        given = {name.decode(): value.decode("latin-1") for name, value in begin["headers"]}
        assert len(given) == len(begin["headers"])  # no header comes twice
        return Answer(begin["status"], given, b"".join(m.get("body", b"") for m in sent[1:]))

    def send(self, *args, **kwargs) -> Answer:
        return self.runner.run(self.call(*args, **kwargs))

    def get(self, page: str, query: str = "", method: str = "GET") -> Answer:
        return self.send(method, page, query)

    def post(
        self, page: str, fields: Mapping[str, str | Collection[str]] | bytes = b"", query: str = "",
        headers: Mapping[str, str] = OWN,
    ) -> Answer:  # fmt: skip
        body = fields if isinstance(fields, bytes) else urlencode(fields, doseq=True).encode()
        return self.send("POST", page, query, (FORM_TYPE | dict(headers)).items(), [body])


def write_site(folder: Path, form: object = FORM) -> None:
    """Write what the site publishes for the service."""
    for name, title in PAGES.items():
        _write(folder / name / "index.html", PAGE.format(title, f"<p>{title}.</p>"))
    _write(folder / "einstellungen/index.html", PAGE.format("Ihr Newsletter", FRAME))
    _write(folder / "formular.json", json.dumps(form, ensure_ascii=False))


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.fixture(autouse=True)
def no_other_loop() -> Iterator[None]:
    """Hide the event loop that a browser of the same process keeps in this thread between its steps."""
    kept = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(kept)


@pytest.fixture
def site(tmp_path) -> Path:
    """Give the folder of the built site below which the service lives."""
    folder = tmp_path / "output/newsletter"
    write_site(folder)
    return folder


@pytest.fixture
def new_place(
    site, tmp_path, settings: NewsletterSettings, keys: Keys
) -> Iterator[Callable[..., Place]]:
    """Give places on any store; `woken` counts how often the courier was called."""
    made: list[Place] = []

    def make(store: Store, with_settings: NewsletterSettings = settings, **kwargs) -> Place:
        made.append(Place(with_settings, tmp_path, store, keys, **{"clock": lambda: NOW, **kwargs}))
        return made[-1]

    yield make
    for place in made:
        place.close()


@pytest.fixture
def place(new_place, store) -> Place:
    """Give a place; the test runs on SQLite and on PostgreSQL."""
    return new_place(store)


@pytest.fixture
def sqlite_place(new_place, sqlite_store) -> Place:
    return new_place(sqlite_store)


@pytest.fixture
def new_client() -> Iterator[Callable[[Place], Client]]:
    made: list[Client] = []

    def make(place: Place) -> Client:
        made.append(Client(application(place)))
        return made[-1]

    yield make
    for client in made:
        client.runner.close()


@pytest.fixture
def blocked(place, database, tmp_path) -> Callable[[], AbstractContextManager[object]]:
    """Give a context in which another program holds the database; nobody waits long for it here."""

    def lock() -> AbstractContextManager[object]:
        place.store.engine.dispose()
        if database == "sqlite":
            event.listen(
                place.store.engine,
                "connect",
                lambda held, _: held.execute("PRAGMA busy_timeout=50"),
            )
            return place.store.begin()
        event.listen(place.store.engine, "connect", _hurry)
        return _locked(place.store)

    return lock


def _hurry(held: psycopg.Connection, _: object) -> None:
    held.execute("SET lock_timeout = 50")
    held.commit()


@contextmanager
def _locked(store: Store) -> Iterator[None]:
    with store.begin() as connection:
        connection.execute(text("LOCK TABLE application, subscriber, notice, token, consent"))
        yield


@pytest.fixture
def link(place) -> Callable[[str], str]:
    """Give a function that lets an address sign up and returns the token of its confirmation mail."""

    def asked(address: str) -> str:
        wish = Application(address, None, Frequency.INSTANT, "2026-11-22", "/newsletter/", NOW)
        with place.store.begin() as connection:
            wordings.note(connection, "2026-11-22", "Ja, ich möchte den Newsletter.", NOW)
            applications.apply(connection, [wish])
        return last_token(place)

    return asked


def last_token(place: Place) -> str:
    """Return the token of the mail that is owed, as the courier makes it."""
    applications.decide(place.store, place.keys, place.settings, NOW)
    with place.store.read() as connection:
        owed = notices.due(connection, NOW, 1)[0]
    token = notices.begin(place.store, owed, NOW, message_id="<1@kreis.example>")
    assert token
    return token


@pytest.fixture
def token_of_last_mail() -> Callable[[Place], str]:
    return last_token


@pytest.fixture
def client(new_client, place) -> Client:
    return new_client(place)


@pytest.fixture
def sqlite_client(new_client, sqlite_place) -> Client:
    return new_client(sqlite_place)
