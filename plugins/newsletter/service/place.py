"""What the service works with, and the threads in which it asks the database."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

from plugins.newsletter.consent.register import Register
from plugins.newsletter.errors import StoreUnusable
from plugins.newsletter.keys import Keys
from plugins.newsletter.service.guard import Guard
from plugins.newsletter.service.published import Published
from plugins.newsletter.settings import NewsletterSettings
from plugins.newsletter.store.database import Store

_THREADS = 8  # fewer than the connections that the pool of the store gives
_MOST_WAITING = 400  # a database that stands still must not collect requests without end
_P = ParamSpec("_P")
_T = TypeVar("_T")


class Place:
    """Settings, database, keys, the built site, and the limits of one service process.

    `clock`: seconds since 1970. `wake` tells the courier that somebody has signed up.
    """

    def __init__(
        self,
        settings: NewsletterSettings,
        root: Path,
        store: Store,
        keys: Keys,
        *,
        clock: Callable[[], int],
        wake: Callable[[], None] = lambda: None,
    ) -> None:
        self.settings = settings
        self.store = store
        self.keys = keys
        self.clock = clock
        self.wake = wake
        self.register = Register(store, keys, settings, root)
        self.published = Published(settings, root)
        self.guard = Guard(settings.signup.network, settings.signup.overall)
        self._threads = ThreadPoolExecutor(_THREADS, "newsletter-store")
        self._waiting = 0

    async def do(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Do what may take its time in a thread. Raises StoreUnusable where too much waits already."""
        if self._waiting >= _MOST_WAITING:
            raise StoreUnusable("Die Datenbank kommt nicht nach; zu viele Anfragen warten auf sie.")
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._threads, partial(work, *args, **kwargs))
        finally:
            self._waiting -= 1

    def close(self) -> None:
        """Finish what has begun and end the threads."""
        self._threads.shutdown()
