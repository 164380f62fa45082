"""What can end a command of the desk; each text is a German sentence for the person at the terminal.

    DeskError                 exit code
    ├── Faulty                1  the content or the built site has faults, already printed
    ├── WrongAnswer           2  an option or answer that cannot be used
    ├── NotWritable           3  no permission, no space, a file where a folder should be
    ├── Busy                  4  another build or preview is at work in this folder
    └── Interrupted         130  Ctrl-C, or the machine ends the program

Raised in the rooms, caught once, in `tasks.py`.
"""

import errno


class DeskError(Exception):
    """Base of all; `exit_code` is what the shell sees."""

    exit_code = 1


class Faulty(DeskError):  # noqa: N818  # says what happened, not that something did
    """The report has been printed; the text says only what that means."""


class WrongAnswer(DeskError):  # noqa: N818  # says what happened, not that something did
    """An answer or option that cannot be used."""

    exit_code = 2


class NotWritable(DeskError):  # noqa: N818  # says what happened, not that something did
    """A file or folder could not be written."""

    exit_code = 3

    @classmethod
    def because(cls, error: OSError, name: str) -> "NotWritable":
        """Say in German why `name` (as the person knows it) could not be written."""
        reason = _REASONS.get(error.errno or 0, error.strerror or "unbekannter Grund")
        return cls(f"In „{name}“ kann nicht geschrieben werden: {reason}.")


class Busy(DeskError):  # noqa: N818  # says what happened, not that something did
    """Somebody else is at work in this folder."""

    exit_code = 4


class Interrupted(DeskError):  # noqa: N818  # says what happened, not that something did
    """The person or the machine ended the work; what was there before is untouched."""

    exit_code = 130


_REASONS = {
    errno.EACCES: "Es fehlt die Schreibberechtigung",
    errno.EPERM: "Es fehlt die Schreibberechtigung",
    errno.EROFS: "Der Datenträger ist schreibgeschützt",
    errno.ENOSPC: "Der Datenträger ist voll",
    errno.EDQUOT: "Der zugeteilte Speicherplatz ist verbraucht",
    errno.EEXIST: "An dieser Stelle liegt eine Datei statt eines Ordners",
    errno.ENOTDIR: "An dieser Stelle liegt eine Datei statt eines Ordners",
    errno.EBUSY: "Ein anderes Programm hält den Ordner fest",
    errno.EXDEV: "Der Ordner liegt auf einem anderen Datenträger",
}
