"""What every command is given."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from plugins.newsletter.operation.workplace import Workplace, open_workplace


@dataclass(frozen=True)
class Call:
    """One call of the program. `root`: the project's folder; `clock`: seconds since 1970."""

    arguments: argparse.Namespace
    root: Path
    environment: Mapping[str, str] = field(repr=False)
    clock: Callable[[], int]
    out: TextIO

    def say(self, line: str) -> None:
        """Print one line for the operator at once, also into a pipe."""
        self.out.write(f"{line}\n")
        self.out.flush()

    @contextmanager
    def workplace(self) -> Iterator[Workplace]:
        """Open settings and database. Raises SettingsUnusable and StoreUnusable."""
        with open_workplace(self.root, self.environment, self.clock) as opened:
            yield opened
