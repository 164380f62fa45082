"""Which web servers a build writes its files for."""

from dataclasses import dataclass

HOSTS = ("nginx", "apache", "static")


@dataclass(frozen=True, kw_only=True)
class HostingSettings:
    """`hosts`: any of `nginx`, `apache` and `static`. Raises ValueError on another name."""

    hosts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if unknown := set(self.hosts) - set(HOSTS):
            raise ValueError(f"hosts may be {', '.join(HOSTS)}, not {', '.join(sorted(unknown))}")
