"""How far a run has come: a bar on a terminal, a plain line now and then elsewhere."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from plugins.newsletter.operation.wording import number

EVERY_MAILS = 500
EVERY_SECONDS = 30.0
Show = Callable[[int], None]


@contextmanager
def shown(
    total: int, stream: TextIO, ticks: Callable[[], float] = time.monotonic
) -> Iterator[Show]:
    """Give a function that is told how many of `total` mails are done. No mails: nothing is shown.

    `ticks` is a clock that never jumps, in seconds.
    """
    if total == 0:
        yield _silent
    elif stream.isatty():
        with _bar(total, stream) as show:
            yield show
    else:
        yield _lines(total, stream, ticks)


@contextmanager
def _bar(total: int, stream: TextIO) -> Iterator[Show]:
    columns = (
        TextColumn("Mails"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("noch"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(file=stream), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda done: progress.update(task, completed=done, total=max(total, done))


def _lines(total: int, stream: TextIO, ticks: Callable[[], float]) -> Show:
    said_at, said = ticks(), 0

    def show(done: int) -> None:
        nonlocal said_at, said
        if done - said >= EVERY_MAILS or (done > said and ticks() - said_at >= EVERY_SECONDS):
            stream.write(f"{number(done)} von {number(max(total, done))} Mails bearbeitet.\n")
            stream.flush()
            said_at, said = ticks(), done

    return show


def _silent(_: int) -> None:
    """Nothing is due, so nothing is shown."""
