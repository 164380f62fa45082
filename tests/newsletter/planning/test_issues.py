"""The way of an issue: what may follow what, and when it is over."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, insert, select, update

from plugins.newsletter.errors import WrongUse
from plugins.newsletter.planning.issues import (
    Account,
    Settled,
    accounts,
    begin_due,
    cancel,
    pause,
    resume,
    settle,
)
from plugins.newsletter.store.ledger import delivery, issue, variant
from plugins.newsletter.store.states import DeliveryState, IssueState

NOON = int(datetime(2026, 9, 22, 12, tzinfo=UTC).timestamp())
HOUR, DAY = 3600, 86_400
OPEN = ("pending", "claimed", "sending", "deferred", "uncertain")


@pytest.fixture
def add(store, subscribe):
    """Give a function that adds an issue with one delivery in each of these states."""

    def added(state, *deliveries, planned_for=NOON, frozen=None, **values) -> int:
        with store.begin() as c:
            number = c.scalars(
                insert(issue).returning(issue.c.id),
                {
                    "kind": "instant", "slot": f"{state} {deliveries} {planned_for}", "title": "",
                    "state": state, "created_at": NOON, "planned_for": planned_for,
                    "frozen": len(deliveries) if frozen is None else frozen, **values,
                },
            ).one()  # fmt: skip
            body = c.scalars(
                insert(variant).returning(variant.c.id), {"issue_id": number, "mask": 1}
            ).one()
        for at, one in enumerate(deliveries):
            person = subscribe(store, f"{number}-{at}@mail.example")
            with store.begin() as c:
                row = {"subscriber_id": person, "state": one}
                c.execute(insert(delivery), {"issue_id": number, "variant_id": body, **row})
        return number

    return added


@pytest.fixture
def state(store):
    def of(number) -> str:
        with store.read() as c:
            return c.scalar(select(issue.c.state).where(issue.c.id == number))

    return of


@pytest.fixture
def begin(store, settings):
    def begun(moment):
        with store.begin() as c:
            return begin_due(c, settings, moment)

    return begun


@pytest.fixture
def deliveries(store):
    def of(number) -> list[str]:
        with store.read() as c:
            rows = select(delivery.c.state).where(delivery.c.issue_id == number)
            return list(c.scalars(rows.order_by(delivery.c.id)))

    return of


# From each state: what it becomes, `same` where nothing happens, `refused` with WrongUse.
WAYS = {
    #             begin      pause      resume     cancel       settle
    "draft":     ("same",    "refused", "refused", "cancelled", "same"),
    "planned":   ("sending", "paused",  "same",    "cancelled", "same"),
    "sending":   ("same",    "paused",  "same",    "cancelled", "done"),
    "paused":    ("same",    "same",    "sending", "cancelled", "same"),
    "done":      ("same",    "refused", "refused", "refused",   "same"),
    "cancelled": ("same",    "refused", "refused", "same",      "same"),
    "expired":   ("same",    "refused", "refused", "refused",   "same"),
}  # fmt: skip
DOING = ("begin", "pause", "resume", "cancel", "settle")


def test_the_table_names_every_state():
    assert set(WAYS) == set(IssueState)


@pytest.mark.parametrize("begun", WAYS)
@pytest.mark.parametrize("doing", DOING)
def test_each_state_allows_what_the_table_says(request, store, add, begun, doing):
    settings, state = (request.getfixturevalue(name) for name in ("settings", "state"))
    number = add(begun, "sent", paused_at=NOON if begun == "paused" else None)
    expected = WAYS[begun][DOING.index(doing)]
    acts = {
        "begin": lambda c: begin_due(c, settings, NOON).began == (number,),
        "pause": lambda c: pause(c, number, NOON),
        "resume": lambda c: resume(c, number, NOON),
        "cancel": lambda c: cancel(c, number, NOON),
        "settle": lambda c: settle(c, NOON).done == (number,),
    }
    with store.begin() as c:
        if expected == "refused":
            with pytest.raises(WrongUse, match=f"^Ausgabe {number} ist .*; .*lässt sich .*[.]$"):
                acts[doing](c)
        else:
            assert acts[doing](c) is (expected != "same")
    assert state(number) == (begun if expected in ("same", "refused") else expected)


@pytest.mark.parametrize("act", [pause, resume, cancel])
def test_an_issue_that_does_not_exist_is_refused(store, act):
    with store.begin() as c, pytest.raises(WrongUse, match="77 gibt es nicht"):
        act(c, 77, NOON)


def test_an_issue_begins_when_its_time_has_come(store, settings, add):
    number = add("planned", "pending", planned_for=NOON + 1)
    with store.begin() as c:
        assert begin_due(c, settings, NOON).began == ()
        assert begin_due(c, settings, NOON + 1).began == (number,)
        assert begin_due(c, settings, NOON + 1).began == ()


def test_nothing_begins_in_quiet_hours(store, settings, add, state):
    number = add("planned", "pending")
    night = NOON + 10 * HOUR
    with store.begin() as c:
        assert begin_due(c, settings, night).began == ()
        assert begin_due(c, settings, night + 9 * HOUR).began == (number,)


@pytest.mark.parametrize(("late", "becomes"), [(0, "sending"), (1, "paused")])
def test_what_is_too_late_is_paused_and_asks(store, begin, add, late, becomes):
    number = add("planned", "pending")
    assert begin(NOON + 48 * HOUR + late).late == ((number,) if late else ())
    with store.begin() as c:
        row = c.execute(select(issue)).one()
        assert (row.state, row.reason) == (becomes, "late" if late else "")
        assert resume(c, number, NOON + 50 * HOUR) is bool(late)
    assert begin(NOON + 50 * HOUR).late == ()
    with store.read() as c:
        assert c.scalar(select(issue.c.state)) == "sending"


def test_what_goes_on_late_is_not_paused_again(begin, add, state):
    number = add("sending", "pending")
    assert begin(NOON + 60 * DAY).late == ()
    assert state(number) == "sending"


def test_what_is_resumed_before_its_time_waits_for_it(store, add, state):
    number = add("planned", "pending", planned_for=NOON + HOUR)
    with store.begin() as c:
        pause(c, number, NOON)
        assert resume(c, number, NOON)
    assert state(number) == "planned"


def test_a_cancelled_issue_excludes_what_has_not_left(store, add, deliveries):
    every = tuple(DeliveryState)
    number = add("sending", *every)
    with store.begin() as c:
        cancel(c, number, NOON)
    expected = ["excluded" if one in ("pending", "deferred") else one for one in every]
    assert deliveries(number) == expected


@pytest.mark.parametrize(("ended", "becomes"), [("cancelled", "excluded"), ("expired", "expired")])
def test_what_comes_back_to_an_issue_after_its_end_is_closed(
    store, add, deliveries, ended, becomes
):
    number = add(ended, "pending", "uncertain", "deferred", "sent")
    with store.begin() as c:
        settle(c, NOON)
    assert deliveries(number) == [becomes, "uncertain", becomes, "sent"]


@pytest.mark.parametrize(
    "fate", [(14 * DAY, "paused", "pending"), (14 * DAY + 1, "expired", "expired")]
)
def test_a_paused_issue_that_nobody_resumes_expires(begin, add, state, deliveries, fate):
    after, becomes, what_had_not_left = fate
    number = add("paused", "pending", "sent", paused_at=NOON)
    begin(NOON + after)
    assert state(number) == "paused", "the first run past the time may have a wrong clock"
    begin(NOON + after)
    assert state(number) == becomes
    assert deliveries(number) == [what_had_not_left, "sent"]


def test_neither_a_clock_that_jumps_nor_weeks_without_a_run_expire_what_is_paused(
    begin, add, state
):
    number = add("paused", "pending", paused_at=NOON)
    begin(NOON + HOUR)
    begin(NOON + 365 * DAY)
    begin(NOON + 2 * HOUR)
    assert state(number) == "paused"
    begin(NOON + 20 * DAY)
    assert state(number) == "paused"
    assert begin(NOON + 21 * DAY).expired == (number,)


def test_what_a_clock_that_was_ahead_has_planned_begins_now(begin, add, state):
    ahead = add("planned", "pending", planned_for=NOON + 365 * DAY)
    near = add("planned", "pending", planned_for=NOON + DAY)
    assert begin(NOON).began == (ahead,)
    assert state(near) == "planned"


def test_what_was_paused_by_a_clock_that_was_ahead_can_be_resumed_and_expires(store, begin, add):
    times = {"planned_for": NOON + 365 * DAY, "paused_at": NOON + 365 * DAY}
    asked, left = (add("paused", state, **times) for state in ("pending", "deferred"))
    begin(NOON)
    with store.begin() as c:
        assert resume(c, asked, NOON)
        states = dict(c.execute(select(issue.c.id, issue.c.state)).all())
    assert states == {asked: "sending", left: "paused"}
    begin(NOON + 15 * DAY)
    assert begin(NOON + 15 * DAY).expired == (left,)


@pytest.mark.parametrize("last", OPEN)
def test_an_issue_is_not_done_while_one_delivery_is_open(store, add, state, last):
    number = add("sending", "sent", last)
    with store.begin() as c:
        assert settle(c, NOON) == Settled()
    assert state(number) == "sending"


def test_an_issue_is_done_when_its_account_balances(store, add, state):
    number = add("sending", "sent", "sent", "excluded", "failed", "expired")
    with store.begin() as c:
        assert accounts(c, number) == Account(5, 2, 1, 1, 1, 0)
        assert accounts(c, number).balanced
        assert settle(c, NOON).done == (number,)
    assert state(number) == "done"


@pytest.mark.parametrize("frozen", [1, 3])
def test_an_account_that_does_not_balance_is_reported_and_never_done(store, add, state, frozen):
    broken = add("sending", "sent", "failed", frozen=frozen)
    fine = add("sending", "sent")
    with store.begin() as c:
        settled = settle(c, NOON)
    assert settled.done == (fine,)
    assert [f"Ausgabe {broken} geht nicht auf" in fault for fault in settled.faults] == [True]
    assert state(broken) == "sending"


def test_a_lost_row_unbalances_the_account(store, add):
    number = add("sending", "sent", "sent")
    with store.begin() as c:
        one = select(delivery.c.id).limit(1).scalar_subquery()
        c.execute(delete(delivery).where(delivery.c.id == one))
        assert not accounts(c, number).balanced
        c.execute(update(issue).values(frozen=1))
        assert accounts(c, number).balanced
