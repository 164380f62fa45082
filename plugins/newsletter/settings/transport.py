"""Where mails go: into a folder, or to one mail server."""

from dataclasses import dataclass
from typing import Literal

Security = Literal["starttls", "tls", "none"]
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, kw_only=True)
class Files:
    """Transport into a folder: one .eml for each mail and a page to browse them. Nothing is sent."""

    folder: str = "var/post"


@dataclass(frozen=True, kw_only=True)
class Smtp:
    """Transport to one mail server (Postfix on this machine, or a relay).

    `security` may be `none` only for this machine. `reply_timeout` is for the answer to the final
    dot, in seconds (RFC 5321, 4.5.3.2.6: ten minutes); `timeout` for every other.
    """

    host: str = "127.0.0.1"
    port: int = 25
    security: Security = "none"
    user: str = ""
    timeout: float = 60
    reply_timeout: float = 600
    mails_per_connection: int = 100
    ca_file: str = ""

    def __post_init__(self) -> None:
        if self.security not in ("starttls", "tls", "none"):
            raise ValueError(f"security must be starttls, tls or none, not {self.security}")
        if self.security == "none" and self.host not in LOOPBACK:
            raise ValueError(f"security=none is for this machine only, not for {self.host}")
        if self.user and self.security == "none":
            raise ValueError("a user name needs security starttls or tls")
        if self.mails_per_connection < 1 or self.timeout <= 0 or self.reply_timeout <= 0:
            raise ValueError("timeouts and mails_per_connection must be above 0")
