"""Which machines may be asked."""

from ipaddress import ip_address

import pytest

from plugins.newsletter.source.reach import everywhere, is_loopback, public, this_machine


@pytest.mark.parametrize(
    "machine",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "0.0.0.0", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1",  # noqa: S104  # judged, not bound
        "ff02::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a00:1",
        "2002:7f00:1::", "2001:db8::1", "192.0.2.1",
    ],
)  # fmt: skip
def test_nothing_but_the_public_internet_is_public(machine):
    assert not public(ip_address(machine))
    assert everywhere(ip_address(machine))


@pytest.mark.parametrize("machine", ["93.184.216.34", "2a00:1450::1", "64:ff9b::5db8:d822"])
def test_the_public_internet_is(machine):
    assert public(ip_address(machine))
    assert not this_machine(ip_address(machine))


def test_this_machine_has_its_own_names():
    assert all(map(is_loopback, ["localhost", "127.0.0.1", "127.8.9.1", "::1"]))
    assert not any(map(is_loopback, ["", None, "localhost.example", "10.0.0.1", "2130706433"]))
    assert this_machine(ip_address("127.0.0.2"))
