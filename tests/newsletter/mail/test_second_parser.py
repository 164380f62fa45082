"""Mails read by a second, independent program: SpamAssassin, its own MIME parser and its local rules.

One process for all mails, since it takes seconds to start.
"""

import base64
import json
import os
import shutil
import subprocess

import pytest

from plugins.newsletter.address import read_address
from plugins.newsletter.store.people import NoticeKind
from plugins.newsletter.store.states import Frequency

JUDGE = r"""
use strict; use warnings; use JSON::PP; use MIME::Base64; use Mail::SpamAssassin;
my $judge = Mail::SpamAssassin->new({local_tests_only => 1, dont_copy_prefs => 1, userstate_dir => shift @ARGV});
my @all;
for my $file (@ARGV) {
    open my $in, '<:raw', $file or die $!;
    local $/;
    my $mail = $judge->parse(<$in>, 1);
    my $status = $judge->check($mail);
    push @all, {
        subject => encode_base64($mail->get_header('Subject'), ''),
        names => [map { /^([\w-]+):/ ? $1 : () } split /\n/, $mail->get_pristine_header()],
        parts => [map { {type => $_->{type}, content => encode_base64($_->decode(), '')} } $mail->find_parts(qr/./, 1)],
        score => $status->get_score() + 0,
        rules => $status->get_names_of_tests_hit(),
    };
    $status->finish;
    $mail->finish;
}
print encode_json(\@all);
"""


@pytest.fixture
def mails(mailed, noticed, article, bare):
    plain = article(pictures={}, html="<p>Ein kurzer Hinweis auf die Sprechstunde am Montag.</p>")
    long = article(html=article().html * 60)
    sly = article(title="Zeile\r\nBcc: a@b.example \0 =?utf-8?q?x?= <script>", topics=("a\nb",))
    return {
        "instant": mailed(article()),
        "weekly": mailed(*map(article, range(3)), kind=Frequency.WEEKLY),
        "monthly": mailed(*map(article, range(12)), kind=Frequency.MONTHLY),
        "no pictures": mailed(plain),
        "long": mailed(long),
        "sly": mailed(sly),
        "idn": mailed(article(), address=read_address("eva@müller.example")),
        "bare": mailed(article(), settings=bare),
        "long title": mailed(article(title="Wie viele Menschen älter werden " * 6)),
        "long ascii title": mailed(article(title="Wie viele Menschen wo wohnen " * 6)),
        **{str(kind): noticed(kind) for kind in NoticeKind},
    }


def test_a_second_parser_reads_the_same_and_finds_no_spam(mails, tmp_path):
    if not shutil.which("spamassassin"):
        pytest.skip("SpamAssassin is not installed here")
    files = []
    for number, mail in enumerate(mails.values()):
        files.append(tmp_path / f"{number}.eml")
        files[-1].write_bytes(mail.mail.content)
    program = tmp_path / "judge.pl"
    program.write_text(JUDGE, encoding="utf-8")
    done = subprocess.run(
        ["perl", program, tmp_path, *files], capture_output=True, check=True, timeout=120,
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "C.UTF-8"},
    )  # fmt: skip
    judged = json.loads(done.stdout)
    assert len(judged) == len(mails)
    for name, mail, seen in zip(mails, mails.values(), judged, strict=True):
        assert seen["score"] <= 0.5, (name, seen["rules"])
        assert seen["names"] == mail.message.keys(), name
        assert base64.b64decode(seen["subject"]).decode().strip() == mail.message["Subject"], name
        leaves = [part for part in mail.message.walk() if not part.is_multipart()]
        assert [part["type"] for part in seen["parts"]] == [p.get_content_type() for p in leaves], (
            name
        )
        for part, leaf in zip(seen["parts"], leaves, strict=True):
            assert _content(base64.b64decode(part["content"]), leaf) == _content(
                leaf.get_payload(decode=True), leaf
            ), (name, part["type"])


def _content(content: bytes, leaf) -> bytes:
    """SpamAssassin gives text with LF, and the line break before a boundary to the part (RFC 2046 does not)."""
    if leaf.get_content_maintype() != "text":
        return content
    return content.replace(b"\r\n", b"\n").rstrip(b"\n")
