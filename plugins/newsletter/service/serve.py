"""The service as a process: uvicorn answers, one thread sends the mails, one deletes what is due.

It logs neither requests nor addresses. On SIGTERM it accepts nothing new, finishes what it is answering,
lets the courier end its mail, and closes the database.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

from plugins.newsletter.consent import retention, wordings
from plugins.newsletter.errors import NewsletterError, SettingsUnusable
from plugins.newsletter.service.app import application
from plugins.newsletter.service.courier import Courier
from plugins.newsletter.service.place import Place
from plugins.newsletter.service.worker import Worker

_HOUR = 3600.0
_FINISH = 10  # seconds for requests that are being answered
_LAST_MAIL = 15.0  # seconds for the mail that is leaving; one that is cut off is sent again
_CONNECTIONS = 500  # from the web server; more are told 503 at once
_HEADERS = 16_384


class Service:
    """The running service; `run` returns after `stop`, SIGTERM or Ctrl-C."""

    def __init__(self, place: Place, courier: Courier) -> None:
        self._place = place
        self._courier = courier
        self._stop = threading.Event()
        self._crashed = threading.Event()
        self._server = uvicorn.Server(
            uvicorn.Config(
                application(place),
                loop="asyncio",
                http="h11",
                ws="none",
                lifespan="off",
                log_config=None,
                log_level="warning",
                access_log=False,
                proxy_headers=False,
                server_header=False,
                limit_concurrency=_CONNECTIONS,
                h11_max_incomplete_event_size=_HEADERS,
                timeout_graceful_shutdown=_FINISH,
            )
        )

    def run(self, ready: Callable[[str], None]) -> None:
        """Serve; `ready` is told where. Raises SettingsUnusable, StoreUnusable; NewsletterError after a crash."""
        form = self._place.published.form()
        with self._place.store.begin(durable=True) as connection:
            wordings.note(connection, form.version, form.wording, self._place.clock())
        workers = [
            self._worker("courier", lambda: self._courier.run(self._stop)),
            self._worker("purge", self._purge, _HOUR),
        ]
        with _listening(self._place.settings.signup.listen) as sock:
            ready(_name_of(sock))
            try:
                for worker in workers:
                    worker.start()
                self._server.run(sockets=[sock])
            finally:
                self._stop.set()
                self._courier.wake()
                self._place.close()
                for worker in workers:
                    worker.join(_LAST_MAIL)
        if self._crashed.is_set():
            raise NewsletterError(
                "Der Anmeldedienst hat einen Fehler im Programm und ist beendet; das Protokoll nennt ihn. Nichts "
                "ist verloren; starten Sie ihn wieder und melden Sie den Fehler."
            )

    def stop(self) -> None:
        """End it, from any thread."""
        self._server.should_exit = True

    def _worker(self, name: str, work: Callable[[], object], *pause: float) -> Worker:
        return Worker(name, work, self._stop, self._crash, *pause)

    def _crash(self) -> None:
        self._crashed.set()
        self.stop()

    def _purge(self) -> None:
        retention.purge(self._place.store, self._place.settings, self._place.clock())


@contextmanager
def _listening(listen: str) -> Iterator[socket.socket]:
    """Listen at `host:port`, or at a socket whose folder says who may come. Raises SettingsUnusable."""
    file = Path(listen) if listen.startswith("/") else None
    try:
        sock = _bound_file(file) if file else _bound_port(listen)
    except OSError as error:
        raise SettingsUnusable(
            f"Der Anmeldedienst kann nicht auf {listen} hören ({error.strerror or 'unbekannter Rechner'}); "
            "läuft er schon? Sonst berichtigen Sie die Einstellung „signup.listen“."
        ) from error
    with sock:
        sock.listen()
        yield sock
    if file:
        file.unlink(missing_ok=True)


def _bound_file(file: Path) -> socket.socket:
    sock = socket.socket(socket.AF_UNIX)
    try:
        if file.is_socket() and not _answers(file):
            file.unlink()  # a killed process left it
        sock.bind(str(file))
        file.chmod(0o666)
    except OSError:
        sock.close()
        raise
    return sock


def _answers(file: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as trial:
        return trial.connect_ex(str(file)) == 0


def _bound_port(listen: str) -> socket.socket:
    host, _, port = listen.rpartition(":")
    host = host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    sock = socket.socket(family)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, int(port)))
    except OSError:
        sock.close()
        raise
    return sock


def _name_of(sock: socket.socket) -> str:
    name = sock.getsockname()
    if isinstance(name, str):
        return name
    host, port = name[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
