"""Which machines may be asked."""

from collections.abc import Callable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

Machine = IPv4Address | IPv6Address
Reach = Callable[[Machine], bool]
_TRANSLATED = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


def everywhere(_: Machine) -> bool:
    """Allow every machine: for an address that the operator has set."""
    return True


def public(machine: Machine) -> bool:
    """Allow the public internet: no private, loopback, link-local, multicast or reserved address."""
    if isinstance(machine, IPv6Address):
        inner = machine.ipv4_mapped or machine.sixtofour
        if machine in _TRANSLATED:
            inner = IPv4Address(int(machine) & 0xFFFFFFFF)
        if inner is not None:
            return public(inner)
    return machine.is_global and not machine.is_multicast and not machine.is_reserved


def this_machine(machine: Machine) -> bool:
    """Allow loopback addresses only."""
    return machine.is_loopback


def is_loopback(host: str | None) -> bool:
    """Whether a host, as it stands in an address, is this machine."""
    if host == "localhost":
        return True
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False
