"""What goes on beside the answers, each in a thread of its own: sending mails, deleting what is due."""

import threading
from collections.abc import Callable

import structlog

from plugins.newsletter.errors import NewsletterError

PAUSE = 30.0  # seconds until work that could not go on is tried again


class Worker(threading.Thread):
    """Does `work` until `stop`; a database or a mail server out of reach interrupts it, not more.

    `work` returns when it was told to stop or when it shall be called again after `pause` seconds.
    A mistake in the program ends the thread; `crashed` is called then, so that it does not go unnoticed.
    """

    def __init__(
        self,
        name: str,
        work: Callable[[], object],
        stop: threading.Event,
        crashed: Callable[[], None],
        pause: float = PAUSE,
    ) -> None:
        super().__init__(name=name, daemon=True)
        self._work = work
        self._stopping = stop
        self._crashed = crashed
        self._pause = pause

    def run(self) -> None:
        """Work."""
        done = False
        try:
            while not self._stopping.is_set():
                try:
                    self._work()
                except NewsletterError as error:
                    self._tell(error)
                self._stopping.wait(self._pause)
            done = True
        finally:
            if not done:
                self._crashed()

    def _tell(self, error: NewsletterError) -> None:
        log: structlog.typing.FilteringBoundLogger = structlog.get_logger()
        kind = type(error).__name__
        log.error("worker.interrupted", worker=self.name, kind=kind, reason=str(error))
