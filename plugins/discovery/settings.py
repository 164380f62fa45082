"""What search engines and finders of faults are told beside what the pages say; set once in `pelicanconf.py`."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit


@dataclass(frozen=True, kw_only=True)
class Partner:
    """An organisation that makes the site together with its publisher; `kind` is a type of schema.org."""

    name: str
    address: str
    kind: str = "Organization"


@dataclass(frozen=True, kw_only=True)
class DiscoverySettings:
    """Settings of the machine-readable side of the pages. Raises ValueError on what could never work.

    `licence` is the address of the licence of the texts. `security_contact` is where to report a hole in
    the site, as `mailto:` or `https:`; without it there is no security.txt. `security_expires` is the day
    up to which that promise holds: RFC 9116 wants one, less than a year ahead.
    """

    partners: tuple[Partner, ...] = ()
    licence: str = ""
    security_contact: str = ""
    security_expires: date | None = None

    def __post_init__(self) -> None:
        if self.security_contact:
            if urlsplit(self.security_contact).scheme not in {"mailto", "https"}:
                raise ValueError(
                    f"security_contact must begin with mailto: or https:, not {self.security_contact}"
                )
            if self.security_expires is None:
                raise ValueError("security_contact needs security_expires, a date")
