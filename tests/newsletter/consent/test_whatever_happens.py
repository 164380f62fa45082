"""Whatever people, servers and the operator do in whatever order: nobody gets in, stays in or is written to
who should not, everybody who is in can be proved to want it, and who left is nowhere to be read.

Hypothesis types, clicks, leaves, kills, refuses, moves, forgets and replaces secrets; the real rooms act on
a real database. A model of twenty lines a rule says what must come of it, from what people did alone.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import HealthCheck
from hypothesis import Phase as Phases
from hypothesis import settings as runs
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from plugins.newsletter.address import read_address
from plugins.newsletter.consent import notices, retention, suppression
from plugins.newsletter.consent.choices import Choice
from plugins.newsletter.consent.redeeming import Redeemed
from plugins.newsletter.consent.register import Register
from plugins.newsletter.keys import Keys
from plugins.newsletter.store.people import NoticeKind, application, consent, notice
from plugins.newsletter.store.schema import subscriber
from plugins.newsletter.store.states import Frequency, SubscriberState
from tests.newsletter.consent.office import DAY, HOUR, VERSION, Letter, Office

TYPED = (
    ("max@kreis.example", "MAX@Kreis.example "),
    ("jörg@müller.example", "Jörg@xn--mller-kva.EXAMPLE"),
    ("anna+neues@mail.example", "Anna+Neues@mail.example"),
)  # each row: one mailbox, spelled in several ways
BOXES = tuple(read_address(names[0]).address for names in TYPED)
WEEK = 7 * DAY
BOX = st.integers(0, len(BOXES) - 1)
CHOICES = st.builds(
    Choice,
    st.sampled_from([None, frozenset({"alter"}), frozenset({"alter", "wohnen"})]),
    st.sampled_from(Frequency),
)
FATES = ("accepted", "accepted, killed", "killed", "deferred", "refused")
ENDS = {
    "leaves": (Register.leave, "left"),
    "is removed": (Register.remove, "removed"),
    "complains": (Register.complain, "complained"),
    "bounces": (Register.bounce, "bounced"),
}


@dataclass
class Wish:
    """A sign-up, or a wish to move, of somebody who may or may not be the owner of the mailbox."""

    box: str
    choice: Choice
    asked_at: int
    mover: int | None


@dataclass(eq=False)
class Mail:
    """A mail that is owed because of a wish, and what the world knows of it."""

    kind: NoticeKind
    wish: Wish
    owed: bool = True
    sent_at: int = 0
    void: bool = (
        False  # its reader left, or was moved or refused: it still counts as a mail of that day
    )
    answered_by: int | None = None
    letters: list[Letter] = field(default_factory=list)  # those that arrived

    @property
    def open(self) -> bool:
        return not self.void and self.answered_by is None


class House(RuleBasedStateMachine):
    """People, a courier that is killed, a mail server that refuses; see the module."""

    make: Callable[[], Office]

    @initialize()
    def begin(self) -> None:
        self.office = type(self).make()
        self.wishes: list[Wish] = []
        self.mails: dict[int, Mail] = {}  # by the number of the notice
        self.arrived: list[Letter] = []
        self.members: dict[int, str] = {}  # number → mailbox
        self.choices: dict[int, Choice] = {}
        self.wished_at: dict[int, int] = {}  # when anything was last asked for
        self.states: dict[int, SubscriberState] = {}
        self.history: list[
            tuple[int, str, str]
        ] = []  # (number, mailbox, event): the log of consent
        self.refused: set[str] = set()
        self.log: list[tuple[object, ...]] = []
        self.sign_up_and_confirm(0, Choice(None, Frequency.WEEKLY))
        self.sign_up_and_confirm(1, Choice(frozenset({"alter"}), Frequency.INSTANT))
        self.wait(25 * HOUR)

    @property
    def now(self) -> int:
        return self.office.now

    # --- What people do -----------------------------------------------------------------------------

    @rule(box=BOX, spelling=st.integers(0, 1), choice=CHOICES)
    def sign_up(self, box: int, spelling: int, choice: Choice) -> None:
        self.office.sign_up(TYPED[box][spelling], choice.topics, choice.frequency)
        self.wishes.append(Wish(BOXES[box], choice, self.now, None))

    @rule(which=st.integers(0, 9), box=BOX)
    @precondition(lambda self: self.members)
    def ask_to_move(self, which: int, box: int) -> None:
        number = list(self.members)[which % len(self.members)]
        if self.members[number] != BOXES[box]:
            self.office.register.ask_to_move(number, TYPED[box][1], self.now)
            self.wishes.append(Wish(BOXES[box], self.choices[number], self.now, number))

    @rule(box=BOX, choice=CHOICES)
    def sign_up_and_confirm(self, box: int, choice: Choice) -> None:
        self.sign_up(box, 0, choice)
        self.confirm_what_comes()

    @rule(which=st.integers(0, 9), box=BOX)
    @precondition(lambda self: self.members)
    def move(self, which: int, box: int) -> None:
        self.ask_to_move(which, box)
        self.confirm_what_comes()

    def confirm_what_comes(self) -> None:
        self.decide(100)
        before = len(self.arrived)
        self.post(0, "accepted")
        for which in range(before, len(self.arrived)):
            self.click(which, 0)

    @rule(which=st.integers(0, 30), after=st.sampled_from([0, 60]))
    @precondition(lambda self: self.arrived)
    def click(self, which: int, after: int) -> None:
        """Use any link that ever arrived, for the first time or again."""
        self.office.now += after
        letter = self.arrived[which % len(self.arrived)]
        mail = next((one for one in self.mails.values() if letter in one.letters), None)
        expected = self.answer_to(mail)
        assert self.office.register.redeem(letter.token, self.now) is expected
        if mail and mail.answered_by is None and expected is not Redeemed.GONE:
            if mail.kind is NoticeKind.SUBSCRIBE:
                self.joined(mail)
            else:
                self.moved(mail)

    @rule(which=st.integers(0, 9), choice=CHOICES)
    @precondition(lambda self: self.members)
    def change(self, which: int, choice: Choice) -> None:
        number = list(self.members)[which % len(self.members)]
        self.office.register.change(number, choice, self.now)
        if choice != self.choices[number]:
            self.choices[number] = choice
            self.wished_at[number] = max(self.wished_at[number], self.now)
            self.note(number, "changed")

    @rule(which=st.integers(0, 9), how=st.sampled_from(tuple(ENDS)))
    @precondition(lambda self: self.states)
    def end(self, which: int, how: str) -> None:
        """Leave, or be ended, by a link that never expires; perhaps not for the first time."""
        number = list(self.states)[which % len(self.states)]
        act, event = ENDS[how]
        act(self.office.register, number, self.now)
        if number in self.members:
            self.note(number, event)
            self.over(number)
        elif event == "bounced" and self.states[number] is not SubscriberState.SUPPRESSED:
            self.note(number, event, self.last(number)[1])
        if event == "bounced" and self.states[number] is not SubscriberState.SUPPRESSED:
            self.states[number] = SubscriberState.SUPPRESSED
            self.refuse(self.last(number)[1])

    @rule(which=st.integers(0, 9), named=st.booleans())
    @precondition(lambda self: self.states)
    def erase(self, which: int, named: bool) -> None:  # noqa: FBT001  # hypothesis gives it by name
        number = list(self.states)[which % len(self.states)]
        _, box, event = self.last(number)
        known = number in self.members or named
        self.office.register.erase(number, self.now, read_address(box) if named else None)
        if event != "erased":
            self.note(number, "erased", box)
        if number in self.members:
            self.over(number)
        for key, mail in list(self.mails.items()):
            if (known and mail.wish.box == box and mail.open) or mail.answered_by == number:
                del self.mails[key]
        self.wishes = [
            wish for wish in self.wishes if wish.mover != number and not (known and wish.box == box)
        ]

    # --- What hypothesis would seldom put together -------------------------------------------------------

    @rule(which=st.integers(0, 9), box=BOX, how=st.sampled_from(tuple(ENDS)), back=st.booleans())
    @precondition(lambda self: self.members)
    def want_to_move_and_end_it(self, which: int, box: int, how: str, back: bool) -> None:  # noqa: FBT001  # as above
        """A mail to a new address is open when its asker ends it, comes back perhaps, and asks again."""
        number = list(self.members)[which % len(self.members)]
        old = BOXES.index(self.members[number])
        self.wait(25 * HOUR)
        self.ask_to_move(which, box)
        self.decide(100)
        self.post(0, "accepted")
        self.end(list(self.states).index(number), how)
        if back and how != "bounces":
            self.sign_up_and_confirm(old, Choice(None, Frequency.WEEKLY))
            if number in self.members:
                self.ask_to_move(list(self.members).index(number), box)
            self.confirm_what_comes()
        for letter in range(len(self.arrived))[-3:]:
            self.click(letter, 0)

    @rule(which=st.integers(0, 9), box=BOX)
    @precondition(lambda self: self.members)
    def move_onto_somebody(self, which: int, box: int) -> None:
        """Somebody joins at the new address before the move is confirmed."""
        self.wait(25 * HOUR)
        self.ask_to_move(which, box)
        self.decide(100)
        self.post(0, "accepted")
        moving = len(self.arrived) - 1
        self.wait(25 * HOUR)
        self.sign_up_and_confirm(box, Choice(None, Frequency.MONTHLY))
        self.click(moving, 0)
        self.click(moving, 0)

    @rule(which=st.integers(0, 9), sent=st.booleans())
    @precondition(lambda self: self.states)
    def bounce_late(self, which: int, sent: bool) -> None:  # noqa: FBT001  # as above
        """Who has left asks again; then an old mail comes back."""
        number = list(self.states)[which % len(self.states)]
        if number in self.members:
            self.end(which, "leaves")
        box = BOXES.index(self.last(number)[1])
        self.wait(25 * HOUR)
        self.sign_up(box, 1, Choice(None, Frequency.WEEKLY))
        self.decide(100)
        self.post(0, "accepted" if sent else "deferred")
        self.end(which, "bounces")
        self.wait(60)
        self.post(0, "accepted")
        if self.arrived:
            self.click(len(self.arrived) - 1, 0)

    # --- What the office does -----------------------------------------------------------------------

    @rule(most=st.sampled_from([1, 2, 100]))
    def decide(self, most: int) -> None:
        taken, self.wishes = self.wishes[:most], self.wishes[most:]
        owed: list[Mail] = []
        for wish in taken:
            owed += self.owe(wish, owed)
        decided = self.office.decide(most)
        known = [mail.kind for mail in owed].count(NoticeKind.KNOWN)
        assert decided == (len(owed) - known, known, len(taken) - len(owed))
        rows = [row for row in self.office.rows(notice) if row.id not in self.mails]
        for row, mail in zip(rows, owed, strict=True):
            assert (row.kind, row.address) == (mail.kind, mail.wish.box)
            self.mails[row.id] = mail

    @rule(nth=st.integers(0, 2), fate=st.sampled_from(FATES))
    def post(self, nth: int, fate: str) -> None:
        """Send every mail that is due; something happens to one of them."""
        for place, owed in enumerate(self.office.due()):
            mail = self.mails[owed.id]
            assert (owed.kind, owed.address.address) == (mail.kind, mail.wish.box)
            assert mail.owed
            assert mail.open
            assert mail.wish.box not in self.refused
            letter = self.office.attempt(owed)
            if letter is None:
                mail.owed = False  # tried for a day
                continue
            happened = fate if place == nth else "accepted"
            if happened.startswith("accepted"):
                mail.letters.append(letter)
                self.arrived += [letter] if letter.token else []
            if happened.endswith("killed"):
                return
            if happened == "accepted":
                notices.sent(self.office.store, owed, letter.message_id, self.now)
                mail.owed, mail.sent_at = False, self.now
            if happened == "refused":
                notices.refused(self.office.store, owed)
                mail.owed = False

    @rule(what=st.sampled_from(["lift", "secret", "purge"]), box=BOX)
    def keep_house(self, what: str, box: int) -> None:
        match what:
            case "lift":
                self.lift(box)
            case "secret":
                self.replace_the_secret()
            case "purge":
                self.purge()

    def lift(self, box: int) -> None:
        with self.office.store.begin() as connection:
            suppression.lift(connection, self.office.keys, read_address(BOXES[box]))
        self.refused.discard(BOXES[box])

    def replace_the_secret(self) -> None:
        keys = self.office.keys
        new = bytes([65 + len(keys.old)]) * 32
        self.office.keys = Keys(new, (keys.secret, *keys.old))

    def purge(self) -> None:
        retention.purge(self.office.store, self.office.settings, self.now)
        for key, mail in list(self.mails.items()):
            if mail.wish.asked_at <= self.now - WEEK:
                del self.mails[key]
        self.wishes = [wish for wish in self.wishes if wish.asked_at > self.now - WEEK]

    @rule(seconds=st.sampled_from([1, 60, 5 * HOUR, 25 * HOUR, 3 * DAY, 8 * DAY]))
    def wait(self, seconds: int) -> None:
        self.office.now += seconds

    # --- What must come of it -----------------------------------------------------------------------

    def owe(self, wish: Wish, just_owed: list[Mail]) -> list[Mail]:
        """Say which mail a wish leads to, if any."""
        lately = [
            mail
            for mail in (*self.mails.values(), *just_owed)
            if mail.wish.box == wish.box
            and mail.answered_by is None
            and (mail.owed or max(mail.wish.asked_at, mail.sent_at) > self.now - DAY)
        ]
        if wish.asked_at <= self.now - WEEK or wish.box in self.refused or lately:
            return []
        if wish.box in self.members.values():
            return [Mail(NoticeKind.KNOWN, wish)]
        if wish.mover is None:
            return [Mail(NoticeKind.SUBSCRIBE, wish)]
        return [Mail(NoticeKind.MOVE, wish)] if wish.mover in self.members else []

    def answer_to(self, mail: Mail | None) -> Redeemed:
        """Say what a link must answer."""
        if mail is None or self.now >= mail.wish.asked_at + WEEK:
            return Redeemed.GONE
        good = Redeemed.JOINED if mail.kind is NoticeKind.SUBSCRIBE else Redeemed.MOVED
        if mail.answered_by is not None:
            return good if mail.answered_by in self.members else Redeemed.GONE
        key = next(key for key, one in self.mails.items() if one is mail)
        newer = mail.kind is NoticeKind.MOVE and any(
            one.kind is NoticeKind.MOVE and one.wish.mover == mail.wish.mover and not one.void
            for other, one in self.mails.items()
            if other > key
        )
        return Redeemed.GONE if mail.void or newer or mail.wish.box in self.refused else good

    def joined(self, mail: Mail) -> None:
        box, wish = mail.wish.box, mail.wish
        number = self.office.number(box)
        before = self.owner(box)
        assert number == before if before else number not in self.states
        mail.answered_by = number
        if number in self.members and wish.asked_at <= self.wished_at[number]:
            return
        self.members[number] = box
        self.states[number] = SubscriberState.CONFIRMED
        self.choices[number] = wish.choice
        self.wished_at[number] = max(self.wished_at.get(number, 0), wish.asked_at)
        self.note(number, "confirmed")

    def moved(self, mail: Mail) -> None:
        mover, box = mail.wish.mover, mail.wish.box
        assert mover is not None
        mail.answered_by = next((n for n, there in self.members.items() if there == box), mover)
        if mail.answered_by != mover:
            self.note(mover, "left")
            self.over(mover)
            return
        self.withdraw(mover, self.members[mover])
        self.members[mover] = box
        self.note(mover, "moved")

    def note(self, number: int, event: str, box: str = "") -> None:
        self.history.append((number, box or self.members[number], event))

    def last(self, number: int) -> tuple[int, str, str]:
        return next(one for one in reversed(self.history) if one[0] == number)

    def owner(self, box: str) -> int | None:
        """Return whose mailbox this is, or was last."""
        had = (number for number, there, _ in reversed(self.history) if there == box)
        return next((number for number in had if self.last(number)[1] == box), None)

    def over(self, number: int) -> None:
        self.states[number] = SubscriberState.LEFT
        self.withdraw(number, self.members.pop(number))

    def withdraw(self, number: int, box: str) -> None:
        for key, mail in list(self.mails.items()):
            if mail.open and mail.wish.box == box:
                del self.mails[key]
            elif mail.open and mail.kind is NoticeKind.MOVE and mail.wish.mover == number:
                mail.void, mail.owed = True, False

    def refuse(self, box: str) -> None:
        self.refused.add(box)
        for key, mail in list(self.mails.items()):
            if mail.wish.box == box and mail.owed:
                del self.mails[key]

    # --- What must hold, after every step --------------------------------------------------------------

    @invariant()
    def the_register_says_what_people_did(self) -> None:
        found = {row.id: row for row in self.office.rows(subscriber)}
        assert {number: row.state for number, row in found.items()} == self.states
        for number, row in found.items():
            assert row.address == self.members.get(number, f"~{number}")
        for number, choice in self.choices.items():
            if number in self.members:
                person = self.office.register.member(number)
                assert Choice(person.topics, person.frequency) == choice

    @invariant()
    def every_member_is_proved_completely(self) -> None:
        rows = self.office.rows(consent)
        assert [(row.subscriber_id, row.event) for row in rows] == [
            (number, event) for number, _, event in self.history
        ]
        seen = [tuple(row) for row in rows]
        assert seen[: len(self.log)] == self.log  # nothing is ever rewritten
        self.log = seen
        for number, box in self.members.items():
            own = [row for row in rows if row.subscriber_id == number]
            assert own[-1].digest in self.office.keys.digests(box)
            proofs = [row for row in own if row.event in {"confirmed", "moved"}]
            letter = next(one for one in self.arrived if one.message_id == proofs[-1].message_id)
            assert letter.address.address == box
            assert (proofs[-1].mailed_at, proofs[-1].asked_at) == (
                letter.at,
                letter.notice.asked_at,
            )
            assert letter.notice.asked_at <= letter.at <= proofs[-1].at
            joined = next(row for row in reversed(own) if row.event == "confirmed")
            assert (joined.wording, joined.form) == (VERSION, "/newsletter/")

    @invariant()
    def nobody_is_readable_who_neither_is_in_nor_was_asked(self) -> None:
        readable = {
            *self.members.values(),
            *(wish.box for wish in self.wishes),
            *(mail.wish.box for mail in self.mails.values() if mail.open),
        }
        tables = (subscriber, application, notice, consent)
        found = "\n".join(repr(tuple(row)) for table in tables for row in self.office.rows(table))
        for box, names in zip(BOXES, TYPED, strict=True):
            for name in (box, *names):
                assert box in readable or name.strip().lower() not in found.lower()

    def teardown(self) -> None:
        """Let the office finish: nothing stays undone, and whoever ended is noted beside the database."""
        if not hasattr(self, "office"):
            return
        for _ in range(len(notices.WAITS) + 1):
            self.decide(100)
            self.post(0, "accepted")
            self.wait(6 * HOUR)
        assert not self.wishes
        assert not [mail for mail in self.mails.values() if mail.owed]
        self.the_register_says_what_people_did()
        self.every_member_is_proved_completely()
        file = self.office.root / self.office.settings.departures
        noted = file.read_text().split("\n") if file.exists() else []
        ended = {line.split()[1] for line in noted if line}
        assert ended >= {str(number) for number in self.states.keys() - self.members.keys()}
        file.unlink(missing_ok=True)


def test_whatever_happens(new_store, settings, keys, tmp_path, database):
    def make() -> Office:
        return Office(new_store(), keys, settings, tmp_path)

    examples = 12 if database == "sqlite" else 3
    run_state_machine_as_test(
        type("Trial", (House,), {"make": staticmethod(make)}),
        settings=runs(
            max_examples=examples, stateful_step_count=30, deadline=None,
            suppress_health_check=list(HealthCheck),
            # A failure is told as it was found: to shrink it would take minutes.
            phases=(Phases.explicit, Phases.reuse, Phases.generate),
        ),
    )  # fmt: skip
