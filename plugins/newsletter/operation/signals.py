"""SIGTERM and Ctrl-C: the mail that is leaving is finished, then the run ends."""

import signal
import time
from types import FrameType, TracebackType
from typing import Self

_NAP = 1.0  # seconds after which a waiting run looks whether it shall stop


class Stop:
    """Whether the run shall end. A second Ctrl-C does not wait for the mail."""

    def __init__(self) -> None:
        self.received: signal.Signals | None = None
        self._before: dict[signal.Signals, object] = {}

    def __enter__(self) -> Self:
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what signal() itself returned

    def __call__(self) -> bool:
        """Say whether the run shall end."""
        return self.received is not None

    def wait(self, seconds: float) -> None:
        """Sleep, but no longer than until a signal comes."""
        end = time.monotonic() + seconds
        while not self() and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, _NAP))

    def _note(self, number: int, _: FrameType | None) -> None:
        if self.received is not None and number == signal.SIGINT:
            raise KeyboardInterrupt
        self.received = signal.Signals(number)
