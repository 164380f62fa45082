"""A mailbox by IMAP, against a small server of its own, by TLS."""

import ssl
import subprocess
from dataclasses import replace

import pytest

from plugins.newsletter.errors import RelayUnusable, SettingsUnusable, StoreUnusable
from plugins.newsletter.intake.imap import each_new
from plugins.newsletter.intake.message import READ
from plugins.newsletter.settings import Imap
from tests.newsletter.intake.imap_server import ImapServer


@pytest.fixture(scope="session")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("imap")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-days", "2", "-subj", "/CN=imap", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", "key.pem", "-out", "cert.pem"],
        cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    return folder


@pytest.fixture
def server(certificate):
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trust.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    made = ImapServer(trust)
    yield made
    made.close()


@pytest.fixture
def box(server, certificate):
    return Imap(
        host="127.0.0.1", port=server.port, user="post", ca_file=str(certificate / "cert.pem")
    )


def test_what_is_done_is_deleted_and_the_rest_waits_unread_for_a_person(server, box):
    server.put(b"eins", b"zwei", b"drei")
    assert each_new(box, "geheim", lambda raw: raw != b"zwei") == 1
    assert server.mails == {2: b"zwei"}
    assert "\\Seen" not in server.flags[2]


def test_nothing_is_looked_at_twice_and_what_comes_later_is(server, box):
    server.put(b"eins")
    each_new(box, "geheim", lambda _: False)
    server.put(b"zwei")
    seen = []
    assert each_new(box, "geheim", seen.append) == 2
    assert seen == [b"zwei"]


def test_what_a_person_has_read_waits_no_more(server, box):
    server.put(b"eins")
    each_new(box, "geheim", lambda _: False)
    server.flags[1].add("\\Seen")
    assert each_new(box, "geheim", lambda _: False) == 0


def test_a_server_without_keywords_shows_a_mail_again_and_that_is_all(server, box):
    server.keeps_keywords = False
    server.put(b"eins")
    for _ in range(2):
        assert each_new(box, "geheim", lambda _: False) == 1
    assert server.mails == {1: b"eins"}


def test_only_our_own_mails_are_expunged_where_that_can_be_said(server, box):
    server.put(b"eins", b"zwei")
    server.flags[2] = {"\\Deleted"}  # by a person, who may still want it back
    each_new(box, "geheim", lambda _: True)
    assert server.mails == {2: b"zwei"}


def test_an_old_server_expunges_all_that_is_deleted(server, box):
    server.uidplus = False
    server.put(b"eins", b"zwei")
    assert each_new(box, "geheim", lambda _: True) == 0
    assert server.mails == {}


def test_an_old_server_expunges_nothing_of_a_person_where_nothing_was_done(server, box):
    server.uidplus = False
    server.put(b"eins", b"zwei")
    server.flags[2] = {"\\Deleted"}
    each_new(box, "geheim", lambda _: False)
    assert server.mails.keys() == {1, 2}


def test_of_a_huge_mail_the_beginning_is_read(server, box):
    server.put(b"x" * (READ + 10))
    read = []
    each_new(box, "geheim", lambda raw: read.append(len(raw)))
    assert read == [READ]


def test_a_crash_before_a_mail_is_done_leaves_it_where_it_was(server, box):
    def crash(_):
        raise StoreUnusable("gesperrt")

    server.put(b"eins")
    with pytest.raises(StoreUnusable):
        each_new(box, "geheim", crash)
    assert server.mails == {1: b"eins"}
    assert not server.flags


def test_a_folder_with_umlauts_and_quotes_is_found(server, box):
    server.folder = 'R&APw-ckl\\"aufer &- mehr &IAs-'
    named = 'Rückl"aufer & mehr \u200b'
    assert each_new(replace(box, folder=named), "geheim", lambda _: True) == 0


def test_a_password_with_umlauts_is_taken(server, box):
    server.password = 'schlüssel "ß"'  # noqa: S105 - as above
    assert each_new(box, server.password, lambda _: True) == 0


def test_a_server_that_knows_only_login(server, box):
    server.mechanisms = ""
    assert each_new(box, "geheim", lambda _: True) == 0
    assert server.heard[1].startswith("LOGIN")


@pytest.mark.parametrize("mechanisms", ["AUTH=PLAIN", ""])
def test_a_wrong_password_is_for_the_operator(server, box, mechanisms):
    server.mechanisms = mechanisms
    with pytest.raises(SettingsUnusable, match="INTAKE_PASSWORD") as said:
        each_new(box, "falsch", lambda _: True)
    assert "falsch" not in str(said.value)


def test_a_folder_that_is_not_there_is_for_the_operator(server, box):
    with pytest.raises(SettingsUnusable, match="keinen Ordner „Fort“"):
        each_new(replace(box, folder="Fort"), "geheim", lambda _: True)


def test_certificates_that_are_not_there_are_for_the_operator(box):
    with pytest.raises(SettingsUnusable, match="ca_file"):
        each_new(replace(box, ca_file="/nirgends.pem"), "geheim", lambda _: True)


def test_a_server_nobody_vouches_for_is_told_nothing(server, box):
    with pytest.raises(RelayUnusable, match="Zertifikat"):
        each_new(replace(box, ca_file=""), "geheim", lambda _: True)
    assert server.heard == []


@pytest.mark.parametrize("step", ["AUTHENTICATE", "SELECT", "SEARCH", "FETCH", "STORE", "EXPUNGE"])
def test_a_server_that_hangs_up_is_tried_again_next_time(server, box, step):
    server.put(b"eins")
    server.silent_at = step
    with pytest.raises(RelayUnusable, match="der nächste Lauf"):
        each_new(box, "geheim", lambda _: True)
    server.silent_at = ""
    each_new(box, "geheim", lambda _: True)
    assert server.mails.keys() <= ({1} if step == "EXPUNGE" else set())


def test_a_server_that_is_away_is_tried_again_next_time(server, box):
    server.close()
    with pytest.raises(RelayUnusable, match="Keine Mail ist verloren"):
        each_new(replace(box, port=1), "geheim", lambda _: True)


@pytest.mark.parametrize("step", ["SEARCH", "FETCH"])
def test_a_server_that_says_no_is_tried_again_next_time(server, box, step):
    server.put(b"eins")
    server.no_to = step
    with pytest.raises(RelayUnusable):
        each_new(box, "geheim", lambda _: True)
