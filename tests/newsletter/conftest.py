"""A newsletter of an invented county: settings, keys, and a fresh database, on SQLite and PostgreSQL."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import Dialect, Engine, create_engine

from plugins.newsletter import subscribers
from plugins.newsletter.address import read_address
from plugins.newsletter.keys import Keys
from plugins.newsletter.settings import NewsletterSettings, Smtp
from plugins.newsletter.store import database as store_database
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.ledger import delivery
from plugins.newsletter.store.migrate import HEAD, open_store
from plugins.newsletter.store.states import Frequency

EMPTIED = "; ".join((
    "SET lock_timeout = 1000",
    *(f"DELETE FROM {table.name}" for table in reversed(delivery.metadata.sorted_tables)),  # noqa: S608 - names of our own tables
    *(f"SELECT setval('{t}_id_seq', 1, false)" for t in ("entry", "subscriber", "issue", "variant", "delivery")),
    f"UPDATE alembic_version SET version_num = '{HEAD}'",  # noqa: S608 - as above
    "INSERT INTO memory VALUES ('instance', md5(random()::text))",
))  # fmt: skip

_compiled: dict[str, tuple[Dialect, object]] = {}


def create_engine_that_remembers(*arguments: object, **options: object) -> Engine:
    """Make an engine that shares compiled statements with earlier ones: a third of a test's time."""
    engine = create_engine(*arguments, **options)
    dialect, cache = _compiled.get(engine.dialect.name, (None, None))
    if dialect is not None and dialect.server_version_info:  # it has been connected
        engine.dialect, engine._compiled_cache = dialect, cache
    else:
        _compiled[engine.dialect.name] = engine.dialect, engine._compiled_cache
    return engine


store_database.create_engine = create_engine_that_remembers
NOW = 1_790_000_000  # Monday, 21 September 2026, 16:13:20 in Berlin


@pytest.fixture
def settings() -> NewsletterSettings:
    return replace(
        NewsletterSettings(
            feed="https://blog.kreis.example/feeds/alle.atom.xml",
            title="Musterland Sozial",
            site="https://blog.kreis.example",
            sender="neues@kreis.example",
            list_id="neues.kreis.example",
            imprint=("Landkreis Musterland", "Hauptstraße 1", "01234 Musterstadt"),
            imprint_link="https://blog.kreis.example/impressum/",
            privacy_link="https://blog.kreis.example/datenschutz/",
            reply_to="sozialplanung@kreis.example",
            bounces="zustellung@news.kreis.example",
            leaving="abmelden@news.kreis.example",
            service="https://blog.kreis.example/newsletter",
        ),
        transport=Smtp(timeout=5, reply_timeout=5),
    )


@pytest.fixture
def keys() -> Keys:
    return Keys(b"0123456789abcdef0123456789abcdef")


@dataclass
class Cluster:
    """A PostgreSQL of its own in a short-lived folder, reached by its socket alone."""

    binaries: Path
    folder: Path = field(
        default_factory=lambda: Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    )  # short: the path of a socket has at most 107 bytes
    process: subprocess.Popen[bytes] | None = None
    numbers: Iterator[int] = field(default_factory=count)
    free: list[str] = field(default_factory=list)
    cleaners: dict[str, psycopg.Connection] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # PostgreSQL refuses to run as root.
        self.user = "postgres" if os.geteuid() == 0 else None
        if self.user:
            owner = pwd.getpwnam(self.user)
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
        self.run("initdb", "-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")  # fmt: skip
        self.start()
        self.make("vorlage")
        open_store(self.address("vorlage"), self.folder).close()

    def start(self) -> None:
        # It must not outlive this process, however that ends.
        tied = ["setpriv", "--pdeathsig", "INT", "--"] if shutil.which("setpriv") else []
        off = [f"-c{name}=off" for name in ("fsync", "full_page_writes")]
        self.process = subprocess.Popen(
            [*tied, self.binaries / "postgres", "-D", "data", "-k", self.folder,
             "-clisten_addresses=", "-cshared_buffers=16MB", "-cautovacuum=off", *off],
            cwd=self.folder, user=self.user, group=self.user, env={"LC_ALL": "C"},
            stdout=subprocess.DEVNULL, stderr=(self.folder / "log").open("wb"),
        )  # fmt: skip
        for _ in range(400):
            try:
                return psycopg.connect(self.address("postgres")).close()
            except psycopg.OperationalError:
                time.sleep(0.05)
        raise AssertionError((self.folder / "log").read_text())

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        if self.process:
            self.process.send_signal(how)
            self.process.wait(30)
            self.process = None

    def run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [self.binaries / program, *arguments], cwd=self.folder, user=self.user, group=self.user,
            env={"LC_ALL": "C"}, check=True, capture_output=True,
        )  # fmt: skip

    def address(self, name: str, user: str = "postgres", password: str = "") -> str:
        secret = f":{password}" if password else ""
        return f"postgresql://{user}{secret}@/{name}?host={self.folder}"

    def sql(self, statement: str) -> None:
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[arg-type]

    def make(self, name: str, template: str = "template1") -> str:
        self.sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.address(name)

    def fresh(self) -> str:
        """Return the address of a database that is migrated and empty."""
        name = self.free.pop() if self.free else f"test{next(self.numbers)}"
        return self.address(name) if name in self.cleaners else self.make(name, "vorlage")

    def give_back(self, address: str) -> None:
        """Empty a database for the next test: twenty times faster than to make one."""
        name = address.partition("?")[0].rpartition("/")[2]
        try:
            if name not in self.cleaners:
                self.cleaners[name] = psycopg.connect(address, autocommit=True)
            self.cleaners[name].execute(EMPTIED)
            self.free.append(name)
        except psycopg.Error:  # changed or still held by the test: nobody gets it again
            self.cleaners.pop(name, None)

    def empty(self) -> str:
        """Return the address of a new database without any table."""
        return self.make(f"leer{next(self.numbers)}")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """Give one PostgreSQL for all tests of this process."""
    places = [*Path("/usr/lib/postgresql").glob("*/bin"), *map(Path, os.get_exec_path())]
    binaries = next((place for place in places if (place / "initdb").exists()), None)
    if binaries is None:
        missing = (
            "PostgreSQL is not installed (initdb is neither in PATH nor in /usr/lib/postgresql)"
        )
        pytest.fail(missing) if os.environ.get("CI") else pytest.skip(missing)
    cluster = Cluster(binaries)
    yield cluster
    cluster.stop()
    shutil.rmtree(cluster.folder)


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Path:
    """Give the file of a migrated, empty database to copy: faster than to migrate each time."""
    folder = tmp_path_factory.mktemp("vorlage")
    open_store("newsletter.sqlite3", folder).close()
    return folder / "newsletter.sqlite3"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request) -> str:
    """Run the test on both databases."""
    return request.param


@pytest.fixture
def new_address(request, database, tmp_path) -> Iterator[Callable[[], str]]:
    """Give the addresses of as many fresh databases as the test (or its examples) asks for."""
    given: list[str] = []

    def make() -> str:
        if database == "sqlite":
            name = f"newsletter{len(given) or ''}.sqlite3"
            given.append(shutil.copy(request.getfixturevalue("migrated"), tmp_path / name).name)
        else:
            given.append(request.getfixturevalue("postgresql").fresh())
        return given[-1]

    yield make
    if database == "postgresql":
        for address in given:
            request.getfixturevalue("postgresql").give_back(address)


@pytest.fixture
def new_store(new_address, tmp_path) -> Iterator[Callable[[], Store]]:
    """Give as many fresh stores as the test (or its examples) asks for."""
    opened: list[Store] = []

    def make() -> Store:
        opened.append(open_store(new_address(), tmp_path))
        return opened[-1]

    yield make
    for store in opened:
        store.close()


@pytest.fixture
def store(new_store) -> Store:
    """Give a fresh store; the test runs once on SQLite and once on PostgreSQL."""
    return new_store()


@pytest.fixture
def sqlite_store(migrated, tmp_path) -> Iterator[Store]:
    """Give a fresh store on SQLite, for tests that need only one database."""
    opened = open_store(shutil.copy(migrated, tmp_path / "newsletter.sqlite3").name, tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def subscribe() -> Callable[..., int]:
    """Give a function that adds a confirmed subscriber and returns its number."""

    def confirmed(
        store: Store,
        address: str,
        *,
        topics: Collection[str] | None = None,
        frequency: Frequency = Frequency.INSTANT,
        now: int = NOW,
    ) -> int:
        with store.begin() as connection:
            number = subscribers.ask(
                connection, read_address(address), now, topics=topics, frequency=frequency
            )
            subscribers.confirm(connection, number, now)
        return number

    return confirmed
