"""What can end `inv data.history`; each text is a German sentence for the person at the terminal.

    HistoryError              exit code
    ├── NoHistory             2  there is no git, no repository, no commit
    ├── HistoryTooShort       3  a shallow clone that does not reach back to the log
    ├── HistoryStrange        4  the log describes no state that this history knows
    └── LogUnreadable         5  somebody broke the file of the log

Raised in the rooms, caught once, in `tasks.py`.
"""


class HistoryError(Exception):
    """Base of all; `exit_code` is what the shell sees."""

    exit_code = 1


class NoHistory(HistoryError):  # noqa: N818  # says what is missing
    """There is nothing that a log could be made of."""

    exit_code = 2


class HistoryTooShort(HistoryError):  # noqa: N818  # says what is wrong with the clone
    """The clone begins after the last state that the log knows."""

    exit_code = 3


class HistoryStrange(HistoryError):  # noqa: N818  # says what is wrong with the pair
    """Log and history have no state in common, and the log is older."""

    exit_code = 4


class LogUnreadable(HistoryError):  # noqa: N818  # says what is wrong with the file
    """The log cannot be read, so nothing is written over it."""

    exit_code = 5
