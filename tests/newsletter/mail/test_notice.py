"""The mails that confirm, or say that there is nothing to confirm."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup

from plugins.newsletter.address import read_address
from plugins.newsletter.errors import SettingsUnusable
from plugins.newsletter.mail.notice import notice_id
from plugins.newsletter.settings import Files, Retention, SignUp
from plugins.newsletter.store.people import NoticeKind
from plugins.newsletter.store.states import Frequency

KINDS = tuple(NoticeKind)
NEW_YEAR = 1_798_758_300  # 1 January 2027, 0:05 in Berlin
HTTPS = re.compile(r"https?://[^\s\"<>]+")


def words(read) -> tuple[str, str]:
    """Both parts as running text."""
    page = BeautifulSoup(read.html, "html.parser")
    return tuple(" ".join(text.split()) for text in (read.text, page.get_text(" ")))


@pytest.mark.parametrize("kind", KINDS)
def test_it_belongs_to_no_list_and_says_that_a_machine_wrote_it(noticed, kind):
    read = noticed(kind)
    assert [name for name in read.message if name.startswith("List-")] == []
    assert "Precedence" not in read.message
    assert read.message["Auto-Submitted"] == "auto-generated"  # RFC 3834, 5
    assert read.message["Reply-To"] == "sozialplanung@kreis.example"
    assert read.message["Message-ID"] == "<abc2d@kreis.example>"
    assert read.message["To"] == "eva@anbieter.example"
    assert read.message["Date"].datetime.timestamp() == 1_790_000_060
    assert (read.mail.sender, read.mail.recipient) == (
        "zustellung@news.kreis.example",
        "eva@anbieter.example",
    )


def test_without_a_mailbox_for_returns_they_come_to_the_sender(noticed, settings):
    silent = replace(settings, bounces="", transport=Files())
    assert noticed(settings=silent).mail.sender == "neues@kreis.example"


@pytest.mark.parametrize("kind", KINDS)
def test_both_parts_name_the_newsletter_the_day_and_the_house(noticed, kind):
    for text in words(noticed(kind)):
        assert "„Musterland Sozial“" in text
        assert "am Montag, dem 21. September 2026, wurde" in text
        assert "keine Werbung" in text
        assert "Landkreis Musterland Hauptstraße 1 01234 Musterstadt" in text
        assert "sozialplanung@kreis.example" in text


def test_a_sign_up_says_what_is_ordered_until_when_and_what_happens_without_an_answer(noticed):
    read = noticed()
    assert read.message["Subject"] == "Bitte bestätigen Sie: Newsletter „Musterland Sozial“"
    for text in words(read):
        assert re.search(
            r"Themen:? (- )?Ältere Menschen (- )?Wohnen Häufigkeit:? einmal in der Woche", text
        )
        assert "Der Link gilt bis Montag, 28. September 2026, 16:13 Uhr." in text
        assert "Haben Sie das nicht bestellt?" in text
        assert (
            "Dann tun Sie bitte nichts. Ohne Ihre Bestätigung bekommen Sie keinen Newsletter"
            in text
        )
        assert "nach sieben Tagen löschen wir Ihre Adresse wieder" in text


@pytest.mark.parametrize(
    ("frequency", "said"),
    [
        (Frequency.INSTANT, "bei jedem neuen Beitrag"),
        (Frequency.WEEKLY, "einmal in der Woche"),
        (Frequency.MONTHLY, "einmal im Monat"),
    ],
)
def test_all_topics_and_every_frequency_have_their_words(noticed, frequency, said):
    for text in words(noticed(topics=None, frequency=frequency)):
        assert re.search(rf"Themen:? alle Häufigkeit:? {said}", text)


def test_a_move_tells_the_new_address_nothing_about_the_subscriber(noticed):
    """A stranger may get it, if the address was mistyped."""
    read = noticed(NoticeKind.MOVE)
    assert read.message["Subject"] == "Bitte bestätigen Sie Ihre neue Adresse: „Musterland Sozial“"
    for text in words(read):
        assert "bis dahin kommt der Newsletter an die bisherige" in text
        assert "Dann tun Sie bitte nichts." in text
        assert "Wohnen" not in text
        assert "Woche" not in text


def test_somebody_known_learns_what_comes_and_where_to_change_or_end_it(noticed):
    read = noticed(NoticeKind.KNOWN)
    assert read.message["Subject"] == "Sie bekommen den Newsletter „Musterland Sozial“ schon"
    for text in words(read):
        assert "Sie müssen nichts tun" in text
        assert re.search(
            r"Themen:? (- )?Ältere Menschen (- )?Wohnen Häufigkeit:? einmal in der Woche", text
        )
        assert "Der Link gilt" not in text
    for part in (read.text, read.html):
        assert "/newsletter/einstellungen/?t=0f1e" in part
        assert "/newsletter/abmelden/?t=0f1e" in part


@pytest.mark.parametrize("kind", KINDS)
def test_no_link_leads_elsewhere_and_nothing_is_loaded(noticed, kind):
    read = noticed(kind)
    assert not BeautifulSoup(read.html, "html.parser").select("img, link, script, form, [src]")
    links = set(HTTPS.findall(read.text + read.html))
    assert {link for link in links if not link.startswith("https://blog.kreis.example")} == set()
    carrying = {link for link in links if "t=" in link}
    assert len(carrying) == (2 if kind is NoticeKind.KNOWN else 1)
    assert not read.mail.content.count(b"\0")


def test_times_are_those_of_the_county(noticed):
    for text in words(noticed(asked_at=NEW_YEAR - 86_400, until=NEW_YEAR)):
        assert "am Donnerstag, dem 31. Dezember 2026, wurde" in text
        assert "bis Freitag, 1. Januar 2027, 0:05 Uhr" in text


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (timedelta(hours=12), "nach einem Tag löschen"),
        (timedelta(days=1), "nach einem Tag löschen"),
        (timedelta(days=2, seconds=1), "nach drei Tagen löschen"),
        (timedelta(days=14), "nach 14 Tagen löschen"),
    ],
)
def test_it_says_how_long_an_address_is_kept(noticed, settings, kept, said):
    patient = replace(
        settings,
        signup=SignUp(confirm_within=kept, mail_every=kept),
        retention=Retention(unconfirmed=kept),
    )
    for text in words(noticed(settings=patient)):
        assert said in text


@pytest.mark.parametrize("kind", KINDS)
def test_no_name_becomes_markup_or_a_header(noticed, settings, kind):
    sly = replace(settings, title="A & <b>B</b>\r\nBcc: x@kreis.example")
    read = noticed(kind, settings=sly, topics=["<script>alert(1)</script>\r\nX: y", "C & D"])
    assert "Bcc" not in read.message
    page = BeautifulSoup(read.html, "html.parser")
    assert not page.select("script, b")
    if kind is not NoticeKind.MOVE:
        assert "C & D" in page.get_text()
        assert "<script>alert(1)</script> X: y" in read.text
    assert "„A & <b>B</b> Bcc: x@kreis.example“" in " ".join(page.h1.parent.get_text().split())


def test_an_address_beyond_ascii_needs_a_server_that_takes_it(noticed):
    read = noticed(address=read_address("jörg@müller.example"))
    assert read.mail.smtputf8
    assert read.mail.recipient == "jörg@xn--mller-kva.example"
    assert "To: jörg@xn--mller-kva.example\r\n".encode() in read.mail.content
    assert not noticed(address=read_address("eva@müller.example")).mail.smtputf8


def test_the_same_notice_gives_the_same_bytes(noticed):
    assert noticed().mail == noticed().mail


def test_a_house_may_say_it_in_its_own_words(noticed, tmp_path):
    own = tmp_path / "theme/mail"
    own.mkdir(parents=True)
    (own / "notice.txt").write_text("Hallo {{ link }}", encoding="utf-8")
    assert re.fullmatch(r"Hallo https://\S+/bestaetigen/\?t=0f1e\w+\n", noticed(root=tmp_path).text)


@pytest.mark.parametrize("words", ["{% if %}", "{{ nobody }}", '{% set heading = "Nur das" %}'])
def test_words_that_cannot_be_used_are_one_sentence(noticed, tmp_path, words):
    own = tmp_path / "theme/mail"
    own.mkdir(parents=True)
    (own / "notice_words.j2").write_text(words, encoding="utf-8")
    with pytest.raises(SettingsUnusable, match=r"Die Vorlage „notice_words\.j2“ der E-Mails"):
        noticed(root=tmp_path)


def test_a_notice_has_one_message_id_and_no_two_have_the_same(settings):
    made = notice_id("0f1e2d", 7, 1_790_000_000, settings)
    assert re.fullmatch(r"<[0-9a-f]{30}@kreis\.example>", made)
    assert made == notice_id("0f1e2d", 7, 1_790_000_000, settings)
    others = {
        ("0f1e2d", 8, 1_790_000_000),
        ("0f1e2d", 7, 1_790_000_001),
        ("3c4b5a", 7, 1_790_000_000),
    }
    assert made not in {notice_id(*other, settings) for other in others}
