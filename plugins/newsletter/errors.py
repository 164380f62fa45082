"""What can end a command of the newsletter; each text is one German sentence for the operator.

    NewsletterError           exit code
    ├── Interrupted         0/130  ended by a signal; nothing is lost
    ├── WrongUse                2  an option or a number that cannot be used
    ├── DecisionNeeded          3  somebody has to decide: entries held, an issue paused or too late
    ├── Busy                    4  another process is sending from this database
    ├── FeedUnusable           69  the feed cannot be had or read; the next run tries again
    ├── StoreUnusable          73  the database is locked, full, damaged or not writable
    ├── RelayUnusable          75  the mail server cannot be used now; the next run tries again
    └── SettingsUnusable       78  a setting or a secret is missing or wrong, the password refused

Codes from 69 on are those of sysexits.h. 0: all is well. 1: mails have failed for good.
Raised in the rooms, caught once, in `__main__.py`.
"""


class NewsletterError(Exception):
    """Base of all; `exit_code` is what the shell sees."""

    exit_code = 1


class WrongUse(NewsletterError):  # noqa: N818  # says what happened, not that something did
    """An option or a number that cannot be used."""

    exit_code = 2


class DecisionNeeded(NewsletterError):  # noqa: N818  # as above
    """The work is done as far as it may; the rest waits for a person."""

    exit_code = 3


class Busy(NewsletterError):  # noqa: N818  # as above
    """Another process sends from this database."""

    exit_code = 4


class FeedUnusable(NewsletterError):  # noqa: N818  # as above
    """The feed could not be downloaded or read."""

    exit_code = 69


class StoreUnusable(NewsletterError):  # noqa: N818  # as above
    """The database cannot be used now."""

    exit_code = 73


class RelayUnusable(NewsletterError):  # noqa: N818  # as above
    """The mail server cannot be used now; nothing was accepted that is not recorded."""

    exit_code = 75


class SettingsUnusable(NewsletterError):  # noqa: N818  # as above
    """A setting or a secret is missing or wrong."""

    exit_code = 78


class Interrupted(NewsletterError):  # noqa: N818  # as above
    """The person or the machine ended the work; the next run goes on."""

    exit_code = 130
