"""After `subscribers.erase` an address is in no file of the state in any readable form."""

import base64
import io
import os
import quopri
import re
from urllib.parse import quote

import pytest
from sqlalchemy import insert, select, text, update

from plugins.newsletter.address import read_address
from plugins.newsletter.consent import applications
from plugins.newsletter.consent.applications import Application
from plugins.newsletter.consent.register import Register
from plugins.newsletter.keys import keys_from
from plugins.newsletter.operation.settings_file import load_settings
from plugins.newsletter.operation.workplace import mailer_of
from plugins.newsletter.service.courier import Courier
from plugins.newsletter.store.ledger import delivery
from plugins.newsletter.store.migrate import open_store
from plugins.newsletter.store.people import bounce, consent
from plugins.newsletter.store.states import Frequency

ERIKA, OTHER, NEW = "Erika.Zwirnsberger@familie.example", "otto@post.example", "neu@post.example"
MOVED = "ezwirnsberger@firma.example"
DAY = 86_400


def forms(word):
    """Return every form in which a word may stand in a file."""
    for case in {word, word.lower(), word.upper(), word.title()}:
        yield case.encode()
        yield case.encode("utf-16-le")
        yield case.encode("utf-16-be")
        yield quopri.encodestring(case.encode(), quotetabs=True)
        yield quote(case, safe="").encode()
        yield case.encode().hex().encode()
        for shift in range(3):  # wherever in a longer text it begins
            coded = base64.b64encode(b"\0" * shift + case.encode())
            yield coded[(shift * 8 + 5) // 6 : len(coded) - 4]


@pytest.fixture
def office(project, new_address, monkeypatch):
    """Give a project, on both databases, with its open database and the courier of the service."""
    address = new_address()
    monkeypatch.setenv("NEWSLETTER_DATABASE", address)
    project.settings(
        (
            'title="Musterland Sozial"',
            'title="Musterland", service="https://blog.kreis.example/newsletter"',
        )
    )
    settings = load_settings(project.root, os.environ)
    store = open_store(address, project.root)
    register = Register(store, keys_from(), settings, project.root)
    courier = Courier(
        store, keys_from(), settings, project.root,
        lambda: mailer_of(settings, project.root, os.environ), lambda: project.now,
    )  # fmt: skip

    def sign_up(typed):
        wish = Application(typed, None, Frequency.INSTANT, "1", "/newsletter/", project.now)
        with store.begin() as connection:
            applications.apply(connection, [wish])

    def confirm(typed):
        sign_up(typed)
        before = set(project.mails)
        courier.run_once()
        (mail,) = set(project.mails) - before
        token = re.search(r"[?]t=(?:3D)?([0-9a-f=\r\n]{32,40})", mail)
        assert token
        register.redeem(re.sub(r"[=\r\n]", "", token[1])[:32], project.now)

    project.register, project.courier, project.sign_up, project.confirm = (
        register,
        courier,
        sign_up,
        confirm,
    )
    yield project
    store.close()


def files(project, database, request):
    """Return what lies in the folder of the state, or in that of PostgreSQL."""
    folders = [project.root]
    if database == "postgresql":
        cluster = request.getfixturevalue("postgresql")
        with project.register.store.engine.connect() as connection:
            connection.execute(text("CHECKPOINT"))
            mine = "SELECT oid FROM pg_database WHERE datname = current_database()"
            folders.append(cluster.folder / f"data/base/{connection.scalar(text(mine))}")
    return {
        file: file.read_bytes()
        for folder in folders
        for file in folder.rglob("*")
        if file.is_file()
    }


def live_through(project):
    """Erika signs up twice, gets a post, has a mail returned, wants to move, and signs up once more."""
    assert project("send") == 0
    project.confirm(OTHER)
    project.confirm(ERIKA)
    project.now += 60
    project.publish("Neu")
    assert project("send") == 0
    project.now += 2 * DAY
    project.sign_up(ERIKA)  # known by now
    number = project.register.number_of(read_address(ERIKA))
    project.register.ask_to_move(number, MOVED, project.now)
    project.courier.run_once()
    with project.register.store.begin() as connection:
        mine = delivery.c.subscriber_id == number
        connection.execute(update(delivery).where(mine).values(reply="550 unknown", queue_id="4X"))
        mail = connection.scalar(select(delivery.c.id).where(mine))
        row = {"delivery_id": mail, "subscriber_id": number, "at": project.now, "status": "4.2.2"}
        connection.execute(insert(bounce).values(hard=False, **row))
        if connection.dialect.name == "postgresql":
            connection.execute(text("ANALYZE"))
    project.sign_up(ERIKA.upper())
    return number


def test_after_erase_the_address_is_in_no_file(office, request, database, capsys, monkeypatch):
    number = live_through(office)
    content = b"".join(files(office, database, request).values()).lower()
    for word in (ERIKA.lower(), MOVED, "familie.example"):
        assert word.encode() in content, "else the test proves nothing"
    capsys.readouterr()
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{ERIKA}\n"))
    assert office("subscribers.erase", "--protokoll=alles") == 0
    told = capsys.readouterr()
    left = {
        **files(office, database, request),
        office.root / "log": (told.out + told.err).encode(),
    }
    found = [
        (str(file), form)
        for word in (ERIKA, "Erika.Zwirnsberger", "Zwirnsberger", "familie.example", MOVED)
        for form in forms(word)
        for file, content in left.items()
        if form in content
    ]
    assert found == []
    with office.register.store.read() as connection:
        digests = connection.scalars(select(consent.c.digest).order_by(consent.c.id)).all()
    assert digests[-1] == keys_from().digest(ERIKA.lower())
    assert office.register.member(number).state == "left"
    assert any(OTHER in mail for mail in office.mails)
    assert OTHER.encode() in b"".join(files(office, database, request).values())
