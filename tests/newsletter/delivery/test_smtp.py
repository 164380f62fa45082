"""SmtpMailer against a server that fails: what each failure means, by phase."""

import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from plugins.newsletter.delivery.outcome import Outcome, Phase, Result
from plugins.newsletter.delivery.smtp import SmtpMailer
from plugins.newsletter.errors import StoreUnusable
from plugins.newsletter.mail.envelope import Mail
from tests.newsletter.delivery.relay import (
    ACCEPT_AND_DROP,
    ACCEPT_AND_SILENT,
    DROP,
    SILENT,
    Relay,
    Say,
)

HEAD = b"Message-ID: <eins@kreis.example>\r\nSubject: Neues\r\n\r\n"
MAIL = Mail(
    delivery=1,
    sender="zustellung+x@news.kreis.example",
    recipient="anna@wohnort.example",
    message_id="<eins@kreis.example>",
    content=HEAD + b"Guten Tag.\r\n" * 300,
)


class Journal:
    """Counts how often the mailer was about to end a mail, and how much the server then had."""

    def __init__(self, *, answer: bool = True) -> None:
        self.answer, self.asked = answer, 0

    def __call__(self) -> bool:
        self.asked += 1
        return self.answer


@pytest.fixture
def mailer(relay):
    made = []

    def make(**changes) -> SmtpMailer:
        password = changes.pop("password", "")
        made.append(SmtpMailer(relay.transport(**changes), password, "sender.example"))
        return made[-1]

    yield make
    for one in made:
        one.close()


def once(mailer: SmtpMailer, mail: Mail = MAIL) -> tuple[Outcome, int]:
    journal = Journal()
    return mailer.deliver(mail, journal), journal.asked


def short(outcome: Outcome) -> tuple[Result, Phase, int]:
    return outcome.result, outcome.phase, outcome.code


def test_an_accepted_mail_arrives_as_it_was_given(relay, mailer):
    outcome, asked = once(mailer())
    assert short(outcome) == (Result.ACCEPTED, Phase.DOT, 250)
    assert outcome.queue_id == "4Qz1Xy0abc"
    assert asked == 1
    (mail,) = relay.accepted
    assert (mail.sender, mail.recipient, mail.content) == (
        MAIL.sender,
        MAIL.recipient,
        MAIL.content,
    )
    assert mail.message_id == MAIL.message_id


def test_the_size_is_told_where_the_server_asks_for_it(relay, mailer):
    once(mailer())
    relay.offers.clear()
    once(mailer())
    assert f"MAIL FROM:<{MAIL.sender}> SIZE={len(MAIL.content)}" in relay.heard[0]
    assert f"MAIL FROM:<{MAIL.sender}>" in relay.heard[1]


def test_the_journal_is_asked_before_the_last_bytes_leave(relay, mailer):
    def look() -> bool:
        assert not relay.accepted
        return True

    assert mailer().deliver(MAIL, look).result is Result.ACCEPTED


D, R, U = Result.DEFERRED, Result.REFUSED, Result.UNCERTAIN
REPLIES = [
    *[("mail", f"{c} 4.3.0 later", D, Phase.MAIL, c) for c in (421, 450, 451, 452, 454)],
    ("mail", "552 5.3.4 too large", R, Phase.MAIL, 552),
    *[("mail", f"{c} 5.7.1 not you", D, Phase.MAIL, c) for c in (530, 550, 553, 554)],
    *[("rcpt", f"{c} 4.2.0 later", D, Phase.RCPT, c) for c in (421, 450, 451, 452, 454)],
    *[("rcpt", f"{c} 5.1.1 unknown", R, Phase.RCPT, c) for c in (550, 552, 553, 554, 556)],
    *[("data", f"{c} 4.3.0 later", D, Phase.DATA, c) for c in (421, 450, 451, 452, 454)],
    *[("data", f"{c} 5.5.1 no", R, Phase.DATA, c) for c in (550, 552, 554)],
    *[(s, "503 5.5.1 out of step", D, Phase(s), 503) for s in ("mail", "rcpt", "data")],
    *[("dot", f"{c} 4.3.0 later", D, Phase.DOT, c) for c in (421, 450, 451, 452, 454)],
    *[("dot", f"{c} 5.7.1 not this", R, Phase.DOT, c) for c in (550, 552, 554)],
]


@pytest.fixture(params=[True, False], ids=["in one breath", "one by one"])
def breath(request, relay):
    """MAIL and RCPT go together where the server offers PIPELINING, else one after the other."""
    if not request.param:
        relay.offers.remove("PIPELINING")


@pytest.mark.usefixtures("breath")
@pytest.mark.parametrize("case", REPLIES, ids=lambda case: f"{case[0]} {case[1]}")
def test_a_refusal_is_judged_by_its_phase_and_code(relay, mailer, case):
    step, reply, result, phase, code = case
    relay.script(step, reply)
    sender = mailer()
    outcome, asked = once(sender)
    assert short(outcome) == (result, phase, code)
    assert asked == (phase is Phase.DOT)
    assert not relay.accepted
    assert once(sender)[0].result is Result.ACCEPTED
    assert len(relay.heard) == (2 if code in (421, 503) else 1)


GARBAGE = Say(raw=b"\x00\xff nonsense\r\n", accept=True)
LOST = [
    *[(s, DROP, D, p, n) for s, p, n in (
        ("mail", Phase.MAIL, 0), ("rcpt", Phase.RCPT, 0), ("data", Phase.DATA, 0))],
    *[(s, Say(raw=GARBAGE.raw), D, p, 0) for s, p in (
        ("mail", Phase.MAIL), ("rcpt", Phase.RCPT), ("data", Phase.DATA))],
    *[(s, SILENT, D, p, 0) for s, p in (
        ("mail", Phase.MAIL), ("rcpt", Phase.RCPT), ("data", Phase.DATA))],
    ("mail", Say("250 ok", drop=True), D, Phase.RCPT, 0),
    ("rcpt", Say("250 ok", drop=True), D, Phase.DATA, 0),
    ("data", Say("354 go on", drop=True), D, Phase.DATA, None),
    ("data", "250 what is DATA", D, Phase.DATA, 0),
    ("mail", "354 already", D, Phase.MAIL, 0),
    ("rcpt", Say("250 one", raw=b"250 two\r\n"), D, Phase.DATA, 0),
    ("dot", DROP, U, Phase.DOT, 1),
    ("dot", ACCEPT_AND_DROP, U, Phase.DOT, 1),
    ("dot", SILENT, U, Phase.DOT, 1),
    ("dot", ACCEPT_AND_SILENT, U, Phase.DOT, 1),
    ("dot", GARBAGE, U, Phase.DOT, 1),
    ("dot", Say("354 go on and on"), U, Phase.DOT, 1),
    ("dot", Say(raw=b"25", drop=True, accept=True), U, Phase.DOT, 1),
    ("dot", Say(raw=b"250-half\r\n", drop=True, accept=True), U, Phase.DOT, 1),
    ("dot", Say(raw=b"250-a\r\n450 b\r\n"), U, Phase.DOT, 1),
    ("dot", Say(raw=b"250-" + b"x" * 200_000), U, Phase.DOT, 1),
]  # fmt: skip


@pytest.mark.usefixtures("breath")
@pytest.mark.parametrize("case", LOST)
def test_a_lost_reply_leaves_doubt_only_after_the_last_bytes(relay, mailer, case):
    step, fault, result, phase, asked = case
    relay.script(step, fault)
    sender = mailer(timeout=0.3, reply_timeout=0.3)
    outcome, times = once(sender)
    # A connection cut between 354 and the dot may be seen before the last bytes or after them.
    honest = {(result, phase, 0)} | ({(U, Phase.DOT, 0)} if asked is None else set())
    assert short(outcome) in honest
    assert asked is None or times == asked
    assert len(relay.accepted) <= (outcome.result is Result.UNCERTAIN)
    assert once(sender)[0].result is Result.ACCEPTED


LARGE = replace(MAIL, content=HEAD + b"Eine lange Zeile voll Text.\r\n" * 300_000)


def test_a_connection_that_breaks_in_the_body_was_surely_not_accepted(relay, mailer):
    relay.script("body", Say(drop=True, at=10_000))
    outcome, asked = once(mailer(), LARGE)
    assert short(outcome) == (Result.DEFERRED, Phase.DATA, 0)
    assert asked == 0


def test_a_server_that_stops_reading_in_the_body_was_surely_not_the_end(relay, mailer):
    relay.script("body", Say(delay=1, drop=True, at=10_000))
    outcome, asked = once(mailer(timeout=0.3), LARGE)
    assert short(outcome) == (Result.DEFERRED, Phase.DATA, 0)
    assert asked == 0


@pytest.mark.parametrize(
    "case",
    [("552 5.3.4 too large", R, 552), ("451 4.3.0 disk", D, 451), ("421 4.3.2 closing", D, 421)],
)
@pytest.mark.parametrize("drop", [True, False])
def test_an_answer_in_the_midst_of_the_body_counts(relay, mailer, case, drop):
    reply, result, code = case
    relay.script("body", Say(reply, drop=drop, at=1000))
    sender = mailer()

    def after_it_came() -> bool:
        sender._connection.sock.recv(1, 2)  # MSG_PEEK: wait until the answer is there
        return True

    assert short(sender.deliver(MAIL, after_it_came)) == (result, Phase.DATA, code)
    assert not relay.accepted
    assert once(sender)[0].result is Result.ACCEPTED


def test_a_welcome_in_the_midst_of_the_body_is_not_taken_for_acceptance(relay, mailer):
    relay.script("data", Say("354 go on", raw=b"250 2.0.0 Ok: queued as 4Qz1Xy0abc\r\n"))
    relay.script("dot", "550 5.7.1 not this")
    assert short(once(mailer())[0]) == (Result.DEFERRED, Phase.DATA, 0)


def test_a_mail_that_is_withheld_is_never_accepted(relay, mailer):
    sender = mailer()
    journal = Journal(answer=False)
    assert sender.deliver(MAIL, journal).result is Result.WITHHELD
    assert journal.asked == 1
    assert once(sender)[0].result is Result.ACCEPTED
    assert len(relay.accepted) == 1


@pytest.mark.parametrize("error", [StoreUnusable, KeyboardInterrupt, OSError])
def test_a_journal_that_fails_keeps_the_mail_from_being_accepted(relay, mailer, error):
    def fail() -> bool:
        raise error

    sender = mailer()
    with pytest.raises(error):
        sender.deliver(MAIL, fail)
    assert sender._connection is None
    assert once(sender)[0].result is Result.ACCEPTED
    assert len(relay.accepted) == 1


def test_one_connection_carries_many_mails(relay, mailer):
    sender = mailer(mails_per_connection=3)
    assert [once(sender)[0].result for _ in range(7)] == [Result.ACCEPTED] * 7
    assert [sum(line.startswith("MAIL") for line in one) for one in relay.heard] == [3, 3, 1]
    assert relay.heard[0][-1].upper() == "QUIT"


@pytest.mark.usefixtures("breath")
def test_after_a_refusal_the_connection_is_used_again(relay, mailer):
    relay.refuse[MAIL.recipient] = "550 5.1.1 unknown"
    sender = mailer()
    once(sender)
    other = replace(MAIL, recipient="bert@wohnort.example")
    assert once(sender, other)[0].result is Result.ACCEPTED
    assert len(relay.heard) == 1
    assert "RSET" in [line.upper() for line in relay.heard[0]]


def test_many_refusals_in_a_row_do_not_wear_the_server_out(relay, mailer):
    relay.refuse[MAIL.recipient] = "550 5.1.1 unknown"
    sender = mailer()
    assert {once(sender)[0].code for _ in range(20)} == {550}
    assert max(sum(x.startswith("RCPT") for x in one) for one in relay.heard) < 10


@pytest.mark.parametrize("rset", ["421 4.3.2 closing", DROP, SILENT])
def test_a_failed_rset_changes_nothing_of_the_outcome(relay, mailer, rset):
    relay.script("rcpt", "550 5.1.1 unknown")
    relay.script("rset", rset)
    sender = mailer(timeout=0.3)
    assert short(once(sender)[0]) == (Result.REFUSED, Phase.RCPT, 550)
    assert once(sender)[0].result is Result.ACCEPTED


@pytest.mark.parametrize(
    "farewell", [Say("250 ok", drop=True), Say("250 ok", raw=b"421 bye\r\n", drop=True)]
)
def test_a_server_that_hung_up_between_two_mails_is_called_again(relay, mailer, farewell):
    relay.script("dot", farewell)
    sender = mailer()
    assert [once(sender)[0].result for _ in range(2)] == [Result.ACCEPTED] * 2
    assert len(relay.accepted) == 2


@pytest.mark.parametrize("fault", [DROP, SILENT])
def test_a_used_connection_that_fails_at_mail_is_tried_once_more_on_a_new_one(relay, mailer, fault):
    sender = mailer(timeout=0.3)
    once(sender)
    relay.script("mail", fault)
    assert once(sender)[0].result is Result.ACCEPTED
    relay.script("mail", fault, fault)
    assert short(once(sender)[0]) == (Result.DEFERRED, Phase.MAIL, 0)


def test_slow_split_and_long_replies_are_replies(relay, mailer):
    relay.script("greeting", "220 relay.example\nESMTP\nbe patient")
    relay.script("mail", Say("250 2.1.0 ok", bytewise=0.001))
    relay.script("rcpt", Say("250 2.1.5 ok", delay=0.2))
    relay.script("dot", "250 2.0.0\nlong\nOk: queued as 4F2DA0C1")
    outcome = once(mailer())[0]
    assert outcome.result is Result.ACCEPTED
    assert outcome.queue_id == "4F2DA0C1"


def test_a_reply_that_trickles_forever_ends_with_the_timeout(relay, mailer):
    relay.script("rcpt", Say("250 " + "x" * 100, bytewise=0.1))
    assert short(once(mailer(timeout=0.5))[0]) == (Result.DEFERRED, Phase.RCPT, 0)


def test_a_reply_without_end_ends_with_its_length(relay, mailer):
    relay.script("rcpt", Say(raw=b"250-" + b"x" * 200_000, silent=True))
    begun = time.monotonic()
    assert short(once(mailer(timeout=30))[0]) == (Result.DEFERRED, Phase.RCPT, 0)
    assert time.monotonic() - begun < 15


def test_a_reply_is_kept_short(relay, mailer):
    relay.script("rcpt", "550 " + "\n".join(["x" * 400] * 20))
    assert len(once(mailer())[0].reply) <= 300


def test_the_last_answer_may_take_longer_than_the_others(relay, mailer):
    relay.script("dot", Say("250 ok", delay=0.6))
    assert once(mailer(timeout=0.3, reply_timeout=5))[0].result is Result.ACCEPTED


INTERNATIONAL = replace(MAIL, recipient="jörg@xn--mnchen-3ya.example", smtputf8=True)


def test_an_international_address_goes_where_it_is_offered(relay, mailer):
    assert once(mailer(), INTERNATIONAL)[0].result is Result.ACCEPTED
    assert relay.accepted[0].recipient == INTERNATIONAL.recipient
    command = next(line for line in relay.heard[0] if line.startswith("MAIL"))
    assert command.endswith(" BODY=8BITMIME SMTPUTF8")


@pytest.mark.parametrize("marked", [True, False])
def test_an_international_address_is_refused_where_it_is_not_offered(relay, mailer, marked):
    relay.offers.remove("SMTPUTF8")
    sender = mailer()
    outcome, asked = once(sender, replace(INTERNATIONAL, smtputf8=marked))
    assert short(outcome) == (Result.REFUSED, Phase.MAIL, 0)
    assert (outcome.reply, asked) == ("smtputf8", 0)
    assert once(sender)[0].result is Result.ACCEPTED
    assert len(relay.heard) == 1


@pytest.mark.parametrize(
    "address", ["a@b.example>\r\nRCPT TO:<c@d.example", "a b@c.example", "a\0@b"]
)
def test_an_address_that_would_break_the_dialogue_is_refused(relay, mailer, address):
    assert once(mailer(), replace(MAIL, recipient=address))[0].result is Result.REFUSED
    assert not relay.accepted


LINES = st.lists(
    st.sampled_from([b"", b".", b"..", b".a", b"a.", b"Text", b"\xc3\xa4", b"x" * 990])
)


@pytest.fixture(scope="module")
def steady():
    server = Relay().open()
    sender = SmtpMailer(server.transport(mails_per_connection=10_000), local_hostname="s.example")
    yield server, sender
    sender.close()
    server.close()


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(LINES)
@example([])
@example([b"."])
@example([b"", b".", b""])
def test_every_body_arrives_byte_for_byte(steady, lines):
    server, sender = steady
    content = b"".join(line + b"\r\n" for line in lines)
    server.accepted.clear()
    assert once(sender, replace(MAIL, content=content))[0].result is Result.ACCEPTED
    assert server.accepted[0].content == content


@pytest.mark.parametrize("size", [1022, 1023, 1024, 1025, 1026, 1027])
def test_a_dot_at_the_seam_of_the_last_piece_arrives(steady, size):
    server, sender = steady
    content = b"\r\n." * 2000 + b"x" * size + b"\r\n"
    server.accepted.clear()
    once(sender, replace(MAIL, content=content))
    assert server.accepted[0].content == content


@settings(max_examples=100)
@given(st.text(alphabet="\r\n.aä").map(str.encode))
@example(b"a\n.\nMAIL FROM:<x@y>\n")
@example(b"a\r.\r\n")
@example(b"\r\r\n.\r\n")
def test_bare_line_ends_never_end_a_mail_early(steady, content):
    server, sender = steady
    server.accepted.clear()
    assert once(sender, replace(MAIL, content=content))[0].result is Result.ACCEPTED
    arrived = server.accepted[0].content
    assert arrived.count(b"\n") == arrived.count(b"\r\n") == arrived.count(b"\r")
    assert arrived.replace(b"\r\n", b"") == content.replace(b"\r", b"").replace(b"\n", b"")
