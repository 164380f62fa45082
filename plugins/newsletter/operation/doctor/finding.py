"""What a check found."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How bad a finding is; the words are what the operator reads."""

    OK = "gut"
    HINT = "Hinweis"  # mails arrive, but something could be better or could not be checked
    FAULT = "Fehler"  # mails do not leave, do not arrive, or arrive as spam


@dataclass(frozen=True)
class Finding:
    """One finding: the thing checked, its grade, what is so, and what to do about it."""

    check: str
    grade: Grade
    text: str
    advice: str = ""


def good(check: str, text: str) -> Finding:
    """Return that all is well."""
    return Finding(check, Grade.OK, text)


def hint(check: str, text: str, advice: str = "") -> Finding:
    """Return what could be better."""
    return Finding(check, Grade.HINT, text, advice)


def fault(check: str, text: str, advice: str) -> Finding:
    """Return what is wrong."""
    return Finding(check, Grade.FAULT, text, advice)
