"""Work beside the answers goes on through disturbances, and does not die unnoticed."""

import threading

from structlog.testing import capture_logs

from plugins.newsletter.errors import RelayUnusable, StoreUnusable
from plugins.newsletter.service.worker import Worker


def run(*steps) -> tuple[int, bool, list]:
    """Run a worker through these steps; return how often it worked, whether it crashed, and the log."""
    stop, crashed, left = threading.Event(), threading.Event(), [*steps]
    count = 0

    def work() -> None:
        nonlocal count
        count += 1
        if not left:
            stop.set()
        elif (step := left.pop(0)) is not None:
            raise step

    with capture_logs() as lines:
        worker = Worker("courier", work, stop, crashed.set, pause=0)
        worker.start()
        worker.join(30)
    assert not worker.is_alive()
    return count, crashed.is_set(), lines


def test_a_database_or_a_mail_server_out_of_reach_only_interrupts_it():
    count, crashed, lines = run(StoreUnusable("Voll."), None, RelayUnusable("Fort."))
    assert (count, crashed) == (4, False)
    assert [line["reason"] for line in lines] == ["Voll.", "Fort."]


def test_a_mistake_in_the_program_is_told(monkeypatch):
    seen = []
    monkeypatch.setattr(threading, "excepthook", seen.append)
    count, crashed, _ = run(None, ZeroDivisionError())
    assert (count, crashed) == (2, True)
    assert seen[0].exc_type is ZeroDivisionError


def test_it_does_nothing_once_it_shall_stop():
    stop, done = threading.Event(), []
    stop.set()
    worker = Worker("purge", lambda: done.append(1), stop, lambda: done.append(2))
    worker.start()
    worker.join(30)
    assert not done
