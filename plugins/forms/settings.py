"""What the form for the newsletter needs to know; set once in `pelicanconf.py`."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

_PATH = re.compile(r"(/[a-z0-9-]+)+")
_VERSION = re.compile(r"[\w.-]{1,40}")


@dataclass(frozen=True, kw_only=True)
class FormSettings:
    """Settings of the sign-up form. Raises ValueError on what could never work.

    `service`: address of the sign-up service without a slash at its end; the web server of the site
    answers below its path. Empty: there is no service, no form and none of its pages. `text`: what a
    person consents to, as it stands above the button; `version`: the name of just this wording. The
    proof of a consent names both, so a changed text needs a new version. `privacy`: the page, and the
    place on it, that says what becomes of an address.
    """

    service: str = ""
    version: str
    text: str
    privacy: str = "/datenschutz/#newsletter"

    def __post_init__(self) -> None:
        parts = urlsplit(self.service)
        if self.service and (
            parts.scheme != "https" or not parts.hostname or not _PATH.fullmatch(parts.path)
        ):
            raise ValueError(
                f"service must be like https://example.org/newsletter, not {self.service}"
            )
        if not _VERSION.fullmatch(self.version):
            raise ValueError("version must be a word, such as the day of the wording: 2026-11-22")
        if not self.text.strip() or self.text != " ".join(self.text.split()):
            raise ValueError("text must be one paragraph without a line break")

    @property
    def path(self) -> str:
        """The path below which the service answers, such as `/newsletter`; empty without one."""
        return urlsplit(self.service).path
