"""Receipts: what a Postfix log proves of a mail whose answer was lost, and what it does not."""

import bz2
import gzip
import lzma
import os
import socket
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks.postfix import Postfix
from plugins.newsletter.delivery.maillog import parts_of
from plugins.newsletter.delivery.outcome import Result
from plugins.newsletter.delivery.receipts import Receipts, Verdict
from plugins.newsletter.delivery.smtp import SmtpMailer
from plugins.newsletter.mail.envelope import Mail
from plugins.newsletter.settings import Smtp

ONE = "<eins@kreis.example>"
TWO = "<zwei@kreis.example>"
SINCE = int(datetime(2026, 11, 22, 13, 42, 15).timestamp())  # noqa: DTZ001 - syslog's local time
ACCEPTED, ABSENT, UNKNOWN = Verdict.ACCEPTED, Verdict.ABSENT, Verdict.UNKNOWN


def traditional(moment: int) -> str:
    return time.strftime("%b %e %H:%M:%S", time.localtime(moment))


def modern(moment: int) -> str:
    return datetime.fromtimestamp(moment).astimezone().isoformat(timespec="microseconds")


class Log:
    """Writes the lines that Postfix writes; each belongs to the second `at` (from SINCE)."""

    def __init__(self, path: Path, stamp=traditional, name: str = "postfix") -> None:
        self.path, self.stamp, self.name, self.at = path, stamp, name, -1
        self.text = ""

    def line(self, program: str, text: str) -> "Log":
        self.text += f"{self.stamp(SINCE + self.at)} post {self.name}/{program}: {text}\n"
        self.path.write_text(self.text)
        os.utime(self.path, (SINCE + self.at, SINCE + self.at))
        return self

    def begin(self, queue_id: str = "41698262219", pid: int = 7, sub: str = "") -> "Log":
        self.line(f"{sub}smtpd[{pid}]", "connect from localhost[127.0.0.1]")
        return self.line(f"{sub}smtpd[{pid}]", f"{queue_id}: client=localhost[127.0.0.1]")

    def name_it(self, message_id: str = ONE, queue_id: str = "41698262219") -> "Log":
        return self.line("cleanup[9]", f"{queue_id}: message-id={message_id}")

    def activate(self, queue_id: str = "41698262219") -> "Log":
        said = "from=<z+x@kreis.example>, size=18281, nrcpt=1 (queue active)"
        return self.line("qmgr[3]", f"{queue_id}: {said}")

    def lose(self, pid: int = 7, where: str = "DATA (17022 bytes)") -> "Log":
        return self.line(
            f"smtpd[{pid}]", f"lost connection after {where} from localhost[127.0.0.1]"
        )

    def end(self, pid: int = 7, counts: str = "data=0/1", sub: str = "") -> "Log":
        said = f"disconnect from localhost[127.0.0.1] ehlo=1 mail=1 rcpt=1 {counts} commands=3/4"
        return self.line(f"{sub}smtpd[{pid}]", said)

    def later(self, seconds: int = 30) -> "Log":
        self.at += seconds
        return self

    @property
    def verdict(self) -> Verdict:
        return Receipts([self.path]).verdict(ONE, SINCE)


@pytest.fixture(params=[traditional, modern], ids=["RFC 3164", "RFC 3339"])
def log(request, tmp_path) -> Log:
    return Log(tmp_path / "mail.log", request.param)


def test_a_mail_that_became_active_was_accepted(log):
    assert log.begin().name_it().activate().verdict is ACCEPTED


def test_a_known_message_id_alone_proves_nothing(log):
    assert log.begin().name_it().verdict is UNKNOWN
    assert log.later().end(pid=99).verdict is UNKNOWN


def test_a_client_that_vanished_in_the_body_left_nothing(log):
    assert log.begin().name_it().later(1).lose().end().verdict is ABSENT


def test_postfix_may_name_a_mail_after_it_was_lost(log):
    assert log.begin().later(1).lose().name_it().end().verdict is ABSENT
    assert log.verdict is ABSENT


def test_a_timeout_in_the_body_is_an_end_too(log):
    log.begin().name_it().later(600)
    log.line("smtpd[7]", "timeout after DATA (17022 bytes) from localhost[127.0.0.1]").end()
    assert log.verdict is ABSENT


def test_a_lost_connection_after_the_end_of_the_message_is_no_end(log):
    assert log.begin().name_it().later(1).lose(where="END-OF-MESSAGE").verdict is UNKNOWN


def test_an_accepted_mail_that_waits_before_the_queue_was_accepted(log):
    assert log.begin().name_it().later(1).end(counts="data=1").verdict is ACCEPTED
    assert log.begin().name_it(TWO).end(counts="data=1").verdict is ACCEPTED


def test_some_mail_of_a_connection_refused_leaves_doubt(log):
    assert log.begin().name_it().later(1).end(counts="data=3/4").verdict is UNKNOWN


def test_a_second_attempt_counts_as_much_as_the_first(log):
    log.begin().name_it().later(1).lose().end()
    log.begin("43F7126221A").name_it(ONE, "43F7126221A").activate("43F7126221A").end(
        counts="data=1"
    )
    assert log.verdict is ACCEPTED


def test_a_short_queue_id_that_comes_again_is_another_mail(log):
    log.begin().name_it().later(1).lose().end()
    log.begin().name_it(TWO).activate().end(counts="data=1")
    assert Receipts([log.path]).verdicts({ONE: SINCE, TWO: SINCE}) == {ONE: ABSENT, TWO: ACCEPTED}


def test_a_short_queue_id_that_comes_again_before_its_name_is_another_mail(log):
    log.begin().name_it().later(1).lose().end()
    log.begin().activate().end()
    assert log.verdict is not ACCEPTED


def test_a_mail_never_seen_is_absent_where_it_could_not_be_overlooked(log):
    assert log.begin().later(5).lose(where="DATA (0 bytes)").end().verdict is ABSENT


def test_a_mail_on_its_way_may_be_ours(log):
    log.begin(pid=8).name_it(TWO).activate().begin("43F7126221A", pid=7)
    assert log.later(5).line("smtpd[8]", "disconnect from x[127.0.0.1] data=1").verdict is UNKNOWN
    assert log.end(pid=7).verdict is ABSENT


def test_a_mail_forgotten_long_ago_is_not_ours(log):
    log.at = -5000
    log.begin("43F7126221A", pid=6)
    log.at = -1
    assert log.begin().later(5).lose().end().verdict is ABSENT


def test_a_log_that_stopped_before_proves_nothing(log):
    log.at = -60
    log.begin().lose().end()
    assert log.verdict is UNKNOWN
    assert log.later(65).line("smtpd[1]", "connect from localhost[127.0.0.1]").verdict is ABSENT


def test_a_log_that_began_after_proves_nothing(log):
    assert log.later(5).begin().lose().end().verdict is UNKNOWN


def test_a_log_without_any_mail_at_that_time_is_the_wrong_one(log):
    log.at = -3000
    log.begin().lose().end()
    assert log.later(3100).begin().lose().end().verdict is UNKNOWN


@pytest.mark.parametrize(("at", "verdict"), [(-2, ABSENT), (0, UNKNOWN), (2, UNKNOWN)])
def test_a_new_start_since_then_may_have_cost_the_last_lines(log, at, verdict):
    log.at = -5
    log.begin().later(at + 5)
    log.line("master[1]", "daemon started -- version 3.7.11, configuration /etc/postfix")
    log.at = 5
    assert log.begin(pid=9).end(pid=9).verdict is verdict


@pytest.mark.parametrize(
    "content", [None, "", "garbage\n\0\xff\n", "Nov 99 99:99:99 x postfix/smtpd[1]: a\n"]
)
def test_a_log_that_is_missing_empty_or_none_proves_nothing(tmp_path, content):
    path = tmp_path / "mail.log"
    if content is not None:
        path.write_text(content)
    assert Receipts([path]).verdict(ONE, SINCE) is UNKNOWN


def test_no_log_knows_nothing():
    assert Receipts([]).verdict(ONE, SINCE) is UNKNOWN
    assert Receipts(["/gibt/es/nicht"]).verdicts({}) == {}


def test_a_line_still_being_written_is_not_read(log):
    log.begin().name_it().activate()
    log.path.write_text(log.text[:-1])
    assert log.verdict is UNKNOWN


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [
        (".1", bytes),
        (".1.gz", gzip.compress),
        ("-20261122.xz", lzma.compress),
        (".20261122-134215.bz2", bz2.compress),
    ],
)
def test_a_log_is_read_across_its_rotation(log, suffix, pack):
    log.begin().name_it()
    old = log.path.with_name(log.path.name + suffix)
    old.write_bytes(pack(log.text.encode()))
    os.utime(old, (SINCE, SINCE))
    log.text = ""
    assert log.later(2).activate().verdict is ACCEPTED
    log.text = ""
    assert log.lose().end().verdict is ABSENT
    log.path.with_name("mail.log.bak").write_text("not a part")
    assert log.verdict is ABSENT


def test_a_broken_part_leaves_doubt_but_not_of_what_was_found(log):
    log.begin().name_it()
    old = log.path.with_name("mail.log.1.gz")
    old.write_bytes(gzip.compress(log.text.encode())[:-9])
    os.utime(old, (SINCE, SINCE))
    assert log.later(2).lose().end().verdict is UNKNOWN


@pytest.mark.parametrize("name", ["postfix", "postfix-out", "mx.kreis"])
def test_instances_and_services_have_names(tmp_path, name):
    log = Log(tmp_path / "mail.log", name=name)
    assert log.begin(sub="submission/").name_it().activate().verdict is ACCEPTED


def test_long_queue_ids_and_odd_names_are_read(log):
    long = "4Qz1Xy0abczQ1"
    log.begin(long).name_it("<a=b/c+d%e'@kreis.example>", long)
    log.begin("B").line("cleanup[9]", "B: message-id=").line("cleanup[9]", "B: message-id=? <x> y")
    log.name_it(ONE + " ", "B").activate("B").activate(long)
    assert log.verdict is not ACCEPTED
    odd = "<a=b/c+d%e'@kreis.example>"
    assert Receipts([log.path]).verdict(odd, SINCE) is ACCEPTED


def test_two_instances_do_not_share_their_queue_ids(tmp_path):
    one = Log(tmp_path / "mail.log").begin().name_it()
    one.name = "postfix-out"
    assert one.activate().verdict is UNKNOWN


def test_all_logs_must_agree_that_a_mail_is_absent(tmp_path):
    first = Log(tmp_path / "one.log").begin().later(1).lose().end()
    second = Log(tmp_path / "two.log").begin().name_it()
    both = Receipts([first.path, second.path])
    assert both.verdict(ONE, SINCE) is UNKNOWN
    second.activate()
    assert both.verdict(ONE, SINCE) is ACCEPTED


def test_the_turn_of_the_year_and_the_leap_day_are_understood(tmp_path):
    log = Log(tmp_path / "mail.log")
    for day in (datetime(2027, 1, 1, 0, 0, 1), datetime(2028, 2, 29, 12)):  # noqa: DTZ001 - local
        since = int(day.timestamp())
        log.at, log.text = since - SINCE - 2, ""
        log.begin().later(4).lose().end()
        assert Receipts([log.path]).verdict(ONE, since) is ABSENT


def test_a_long_log_is_read_from_near_the_attempt_on(log):
    log.begin()
    one_day = []
    for second in range(SINCE - 90_000, SINCE - 60, 30):
        stamp = log.stamp(second)
        one_day.append(f"{stamp} post postfix/smtpd[5]: A{second}: client=x[192.0.2.1]\n")
        one_day.append(f"{stamp} post postfix/cleanup[5]: A{second}: message-id=<{second}@x>\n")
        one_day.append(f"{stamp} post dovecot: nothing of ours " + "x" * 200 + "\n")
    log.text = "".join(one_day) + log.text
    log.name_it().later(1).lose().end()
    (part,) = parts_of(log.path)
    assert len(list(part.lines(SINCE - 3600))) < 2000 < len(list(part.lines(0)))
    assert log.verdict is ABSENT


# ── a real Postfix ─────────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def postfix():
    if not Postfix.possible():
        pytest.skip("needs Postfix, and to be root")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with Postfix.started(port) as running:
        time.sleep(1)  # receipts of the second of its start would be doubtful
        yield running


def mail(name: str) -> Mail:
    head = f"Message-ID: <{name}@kreis.example>\r\nSubject: Neues\r\n\r\n".encode()
    return Mail(1, "z@kreis.example", "a@wohnort.example", f"<{name}@kreis.example>",
                head + b"Guten Tag.\r\n" * 2000)  # fmt: skip


def reached(receipts: Receipts, message_id: str, since: int, wanted: Verdict) -> bool:
    """Say whether the verdict comes; Postfix logs through a process, which may lag."""
    end = time.monotonic() + 20
    while receipts.verdict(message_id, since) is not wanted:
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


class Client:
    """Speaks to Postfix up to any byte of a mail, and vanishes."""

    def __init__(self, port: int, one: Mail) -> None:
        self.sock = socket.create_connection(("127.0.0.1", port), 10)
        self.file = self.sock.makefile("rb")
        self.file.readline()
        for command in (
            "EHLO client",
            f"MAIL FROM:<{one.sender}>",
            f"RCPT TO:<{one.recipient}>",
            "DATA",
        ):
            self.sock.sendall(f"{command}\r\n".encode())
            while self.file.readline()[3:4] == b"-":
                pass

    def send(self, data: bytes) -> None:
        self.sock.sendall(data)

    def vanish(self) -> None:
        self.file.close()
        self.sock.close()


def test_a_real_log_tells_accepted_cut_and_waiting_mails_apart(postfix):
    receipts = Receipts([postfix.log])
    mailer = SmtpMailer(Smtp(port=postfix.port, timeout=10, reply_timeout=10), "", "sender.example")
    assert mailer.deliver(mail("accepted"), lambda: True).result is Result.ACCEPTED
    assert mailer.deliver(mail("withheld"), lambda: False).result is Result.WITHHELD
    mailer.close()
    clients = {}
    for name, ends in (("body", b""), ("no-dot", b"\r\n"), ("dot", b".\r\n"), ("nothing", None)):
        one = mail(name)
        clients[name] = Client(postfix.port, one)
        if ends is not None:
            clients[name].send(one.content + ends)
    since = int(time.time())
    open_one = "<body@kreis.example>"
    while postfix.log.read_text().count(": client=") < 6:
        time.sleep(0.01)
    assert reached(receipts, "<dot@kreis.example>", since, ACCEPTED)
    assert receipts.verdict(open_one, since) is UNKNOWN
    assert receipts.verdict("<nothing@kreis.example>", since) is UNKNOWN
    for client in clients.values():
        client.vanish()
    expected = {"accepted": ACCEPTED, "withheld": ABSENT, "body": ABSENT, "no-dot": ABSENT,
                "dot": ACCEPTED, "nothing": ABSENT}  # fmt: skip
    for name, verdict in expected.items():
        message_id = f"<{name}@kreis.example>"
        assert reached(receipts, message_id, since, verdict), name


def test_a_real_mail_sent_again_after_a_cut_is_accepted(postfix):
    one = mail("again")
    client = Client(postfix.port, one)
    since = int(time.time())
    client.send(one.content)
    client.vanish()
    receipts = Receipts([postfix.log])
    assert reached(receipts, one.message_id, since, ABSENT)
    mailer = SmtpMailer(Smtp(port=postfix.port, timeout=10, reply_timeout=10), "", "sender.example")
    outcome = mailer.deliver(replace(one, delivery=2), lambda: True)
    mailer.close()
    assert outcome.result is Result.ACCEPTED
    assert f": {outcome.queue_id}: client=" in postfix.log.read_text()
    assert reached(receipts, one.message_id, since, ACCEPTED)
