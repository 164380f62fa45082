"""Sign-ups are limited by network and overall; who they were cannot be found out."""

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st

from plugins.newsletter.service.guard import DAY, HOUR, Guard


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_network_has_its_number_an_hour(clock):
    guard = Guard(network=3, overall=100, ticks=clock)
    assert [guard.lets("192.0.2.1") for _ in range(4)] == [True, True, True, False]
    clock.now = HOUR - 1
    assert not guard.lets("192.0.2.1")
    clock.now = HOUR
    assert guard.lets("192.0.2.1")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.254", True),
        ("192.0.2.1", "192.0.3.1", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.1", "::ffff:192.0.2.99", True),
        ("192.0.2.1", " 192.0.2.1 ", True),
        ("", "no address", True),
        ("", "192.0.2.1", False),
        ("0.0.0.1", "::1", False),
    ],
)
def test_a_network_is_a_24_or_of_ipv6_a_64(one, other, same):
    guard = Guard(network=1, overall=100, ticks=Clock())
    assert guard.lets(one)
    assert guard.lets(other) is not same


def test_all_together_have_a_number_too(clock):
    guard = Guard(network=100, overall=5, ticks=clock)
    assert sum(guard.lets(f"10.0.{n}.1") for n in range(20)) == 5
    clock.now = HOUR
    assert guard.lets("10.0.99.1")


def test_what_was_refused_does_not_count(clock):
    guard = Guard(network=1, overall=100, ticks=clock)
    assert guard.lets("192.0.2.1")
    for clock.now in range(1, int(HOUR), 60):
        assert not guard.lets("192.0.2.1")
    clock.now = HOUR
    assert guard.lets("192.0.2.1")


def test_no_more_is_remembered_than_was_let_through(clock):
    guard = Guard(network=1, overall=50, ticks=clock)
    for number in range(1000):
        guard.lets(f"10.{number // 250}.{number % 250}.1")
    assert len(guard._passed) == sum(guard._counts.values()) == 50
    clock.now = HOUR
    guard.lets("10.9.9.9")
    assert len(guard._passed) == sum(guard._counts.values()) == len(guard._counts) == 1


def test_the_salt_is_forgotten_after_a_day_with_all_counts(clock):
    guard = Guard(network=2, overall=2, ticks=clock)
    before = guard._salt
    clock.now = DAY - 1
    assert [guard.lets("192.0.2.1") for _ in range(3)] == [True, True, False]
    assert guard._salt == before
    clock.now = DAY
    assert guard.lets("192.0.2.1")
    assert guard._salt != before


def test_no_address_is_kept():
    """Nor can it be found by trying all networks: each process has a salt of its own."""
    one, other = Guard(9, 9, Clock()), Guard(9, 9, Clock())
    for guard in (one, other):
        guard.lets("203.0.113.77")
        assert "203.0.113" not in repr(vars(guard))
    assert one._passed[0][1] != other._passed[0][1]


@trials(max_examples=50)
@given(st.lists(st.tuples(st.text(max_size=40), st.floats(0, 2 * HOUR)), max_size=60))
def test_never_more_than_allowed_in_any_hour(calls):
    clock = Clock()
    guard = Guard(network=2, overall=5, ticks=clock)
    passed: list[float] = []
    for client, pause in calls:
        clock.now += pause
        if guard.lets(client):
            passed.append(clock.now)
    if clock.now < DAY:
        assert all(sum(t - HOUR < each <= t for each in passed) <= 5 for t in passed)
