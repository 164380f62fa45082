"""Encoding in as many processes as the machine has cores, beside the build that goes on."""

import os
import signal
import threading
from collections.abc import Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import parent_process
from pathlib import Path

from plugins.images.encoding import encode
from plugins.images.inspection import Kind
from plugins.images.recipe import Variant


class Pool:
    """Starts with the first picture that was never encoded, and not before."""

    def __init__(self) -> None:
        self._executor: ProcessPoolExecutor | None = None
        self._jobs: list[Future[None]] = []

    def start(self, source: Path, kind: Kind, wanted: Mapping[Path, Variant]) -> None:
        """Have the files of `wanted` made of `source`."""
        if self._executor is None:
            self._executor = ProcessPoolExecutor(_cores(), initializer=_obey)
        self._jobs.append(self._executor.submit(encode, source, kind, wanted))

    def finish(self) -> None:
        """Wait for all files."""
        if self._executor is not None:
            with self._executor:
                for job in self._jobs:
                    job.result()
            self._executor = None
            self._jobs = []


def _cores() -> int:
    allowed = getattr(os, "sched_getaffinity", None)  # not everywhere
    return len(allowed(0)) if allowed else os.cpu_count() or 1


def _obey() -> None:
    """Leave Ctrl-C to the build, and end with it, even when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)
