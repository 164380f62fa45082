"""`python -m plugins.newsletter <command>`: errors become one German sentence and an exit code."""

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from types import TracebackType

from plugins.newsletter.errors import Interrupted, NewsletterError
from plugins.newsletter.operation.arguments import read_arguments
from plugins.newsletter.operation.commands.call import Call
from plugins.newsletter.operation.log import log, set_up

# Command → module below `operation`, imported only when it is called: all of them at once take as much
# time as most commands do.
COMMANDS: Mapping[str, str] = {
    "preview": "commands.showing",
    "plan": "commands.planning",
    "send": "commands.sending",
    "run": "commands.sending",
    "status": "commands.watching",
    "pause": "commands.deciding",
    "resume": "commands.deciding",
    "cancel": "commands.deciding",
    "test": "commands.showing",
    "doctor": "commands.examining",
    "demo": "demo.command",
    "backup": "commands.keeping",
    "restore": "commands.keeping",
    "serve": "commands.serving",
    "bounces": "commands.taking",
    **{
        f"subscribers.{deed}": "commands.subscribing"
        for deed in ("status", "add", "remove", "erase", "purge")
    },
    **{f"subscribers.{deed}": "commands.listing" for deed in ("export", "import")},
}


def _now() -> int:
    return int(time.time())


def main(words: Sequence[str], root: Path, clock: Callable[[], int] = _now) -> int:
    """Run one command for the project in `root`; return the exit code (errors.py)."""
    try:
        faults = _run(words, root, clock)
    except NewsletterError as error:
        faults = [error]
    except KeyboardInterrupt:
        faults = [Interrupted("Abgebrochen; nichts ist verloren, der nächste Lauf macht weiter.")]
    except BrokenPipeError:
        # Whoever was reading has gone (`status | head`); nothing may be written at the end either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return faults[0].exit_code if faults else 0


def _run(words: Sequence[str], root: Path, clock: Callable[[], int]) -> list[NewsletterError]:
    arguments = read_arguments(words)
    set_up(arguments.protokoll, as_json=arguments.protokoll_json)
    # `inv` starts this with Ctrl-C ignored, so that it is ours to end after the current mail.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    log().debug("command", name=arguments.command)
    call = Call(arguments, root, os.environ, clock, sys.stdout)
    return function_of(arguments.command)(call)


def function_of(command: str) -> Callable[[Call], list[NewsletterError]]:
    """Import what does a command: the function of its name, `import_` where Python has the word."""
    module = import_module(f"plugins.newsletter.operation.{COMMANDS[command]}")
    name = command.rpartition(".")[2]
    found = getattr(module, f"{name}_" if iskeyword(name) else name)
    function: Callable[[Call], list[NewsletterError]] = found
    return function


def crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Tell of a mistake in the program itself; its traceback may hold addresses, the log does not."""
    log().critical("crashed", exc_info=(kind, error, trace))
    sys.stderr.write(
        "Das Programm hat einen Fehler; bitte melden Sie die Zeilen darüber. Nichts ist verloren, der nächste "
        "Lauf macht weiter.\n"
    )


if __name__ == "__main__":
    sys.excepthook = crashed
    set_up("warnung")
    sys.exit(main(sys.argv[1:], Path.cwd()))
