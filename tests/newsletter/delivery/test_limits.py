"""How fast mails may leave."""

import pytest
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st

from plugins.newsletter.delivery.limits import PAUSE, SLOWEST, Bucket, Buckets
from plugins.newsletter.settings import Limits
from plugins.newsletter.store.ledger import ALL_MAILS

NOW = 1_790_000_000
rates = st.floats(0.5, 10_000)


def test_a_full_bucket_holds_ten_seconds_of_its_rate():
    bucket = Bucket.full(600, NOW)
    assert [bucket.take(NOW) for _ in range(101)] == [True] * 100 + [False]


def test_a_slow_bucket_holds_at_least_one_mail():
    bucket = Bucket.full(1, NOW)
    assert [bucket.take(NOW), bucket.take(NOW)] == [True, False]
    assert bucket.wait(NOW) == pytest.approx(60)
    assert not bucket.take(NOW + 59)
    assert bucket.take(NOW + 60)


@runs(max_examples=40, deadline=None)
@given(rates, st.lists(st.integers(0, 100), max_size=60))
def test_never_more_than_the_burst_and_the_rate(rate, steps):
    bucket, now, taken = Bucket.full(rate, NOW), NOW, 0
    size = bucket.size
    for step in steps:
        now += step
        taken += sum(bucket.take(now) for _ in range(20))
        assert taken <= size + (now - NOW) * rate / 60 + 1e-6


@runs(max_examples=40, deadline=None)
@given(rates, st.lists(st.integers(-(10**8), 10**8), max_size=20))
def test_a_jumping_clock_gives_no_more_than_a_full_bucket_and_starves_nobody(rate, jumps):
    bucket, now = Bucket.full(rate, NOW), NOW
    for jump in jumps:
        now += jump
        bucket.fill(now)
        assert bucket.tokens <= bucket.size
    while bucket.take(now):
        pass
    assert bucket.wait(now) <= 60 / rate + 1e-6
    assert bucket.take(now + bucket.wait(now) + 0.001)


def test_a_421_halves_the_rate_and_pauses_and_success_brings_it_back():
    bucket = Bucket.full(600, NOW)
    bucket.slow_down(NOW)
    assert bucket.slowness == 2
    assert bucket.wait(NOW) == pytest.approx(2 * PAUSE)
    for _ in range(20):
        bucket.slow_down(NOW)
    assert bucket.slowness == SLOWEST
    assert bucket.wait(NOW) == pytest.approx(SLOWEST * PAUSE)
    eased = 0
    while bucket.slowness > 1:
        bucket.ease()
        eased += 1
    assert eased < 100


def test_a_domain_without_tokens_is_blocked_and_the_others_go_on():
    buckets = Buckets(Limits(mails=6000, domain=60, domains={"gross.example": 120}))
    assert sum(buckets.admit("klein.example", NOW) for _ in range(100)) == 10
    assert sum(buckets.admit("gross.example", NOW) for _ in range(100)) == 20
    assert buckets.blocked(NOW) == {"klein.example", "gross.example"}
    assert buckets.admit("anders.example", NOW)
    assert buckets.wait(NOW) == pytest.approx(5)  # until half full
    assert buckets.blocked(NOW + 4) == {"klein.example", "gross.example"}
    assert not buckets.blocked(NOW + 5)


def test_all_together_keep_to_the_overall_rate():
    buckets = Buckets(Limits(mails=60, domain=60))
    assert buckets.room(NOW) == 10
    assert sum(buckets.admit(f"d{n}.example", NOW) for n in range(30)) == 10
    assert buckets.room(NOW) == 0
    assert buckets.wait(NOW) == pytest.approx(1)
    assert not buckets.blocked(NOW), "no domain is to blame"


def test_a_restarted_process_has_no_burst_to_spend(store):
    limits = Limits(mails=60, domain=30)
    first = Buckets(limits)
    while first.admit("a.example", NOW):
        pass
    first.slow_down(NOW)
    with store.begin() as connection:
        first.save(connection, NOW)
        second = Buckets(limits)
        second.load(connection, NOW)
    assert second.room(NOW) == 0
    assert second.named[ALL_MAILS].slowness == 2
    assert second.named["a.example"].tokens == pytest.approx(first.named["a.example"].tokens)


def test_full_buckets_are_forgotten(store):
    buckets = Buckets(Limits())
    for number in range(50):
        buckets.admit(f"d{number}.example", NOW)
    with store.begin() as connection:
        buckets.save(connection, NOW)
        buckets.save(connection, NOW + 60)
        again = Buckets(Limits())
        again.load(connection, NOW + 60)
    assert not again.named
    assert not buckets.named


def test_a_changed_limit_counts_at_once(store):
    with store.begin() as connection:
        before = Buckets(Limits(mails=6000))
        before.admit("a.example", NOW)
        before.save(connection, NOW)
        after = Buckets(Limits(mails=60))
        after.load(connection, NOW)
    assert after.room(NOW) == 10
