"""Pages to look at written mails: as the reader will see them, and harmless."""

import re
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from plugins.newsletter.delivery import pages
from plugins.newsletter.delivery.files import FileMailer
from plugins.newsletter.mail.envelope import Mail

PNG = b"\x89PNG\r\n\x1a\nbild"


def make(subject: str = "Größere Häuser", html: str | None = None) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["Message-ID"] = "<abc2d@kreis.example>"
    message["Subject"] = subject
    message["To"] = "a@wohnort.example"
    message["Date"] = "Sun, 22 Nov 2026 12:30:00 +0000"
    message.set_content("Schöne Grüße aus Musterland\n")
    if html is not None:
        message.add_alternative(html, subtype="html")
        part = message.get_payload()[1]
        part.add_related(PNG, "image", "png", cid="<bild1@kreis.example>")
    return message.as_bytes()


PAGE = '<!DOCTYPE html><html lang="de"><head><title>x</title></head><body><h1>Grüße</h1><img src="cid:bild1@kreis.example" alt="Bild"><img src="cid:fehlt" alt=""></body></html>'


def test_the_page_of_a_mail_shows_its_pictures_without_any_request():
    page = BeautifulSoup(pages.mail_page(make(html=PAGE)), "html.parser")
    assert page.h1.text == "Grüße"
    assert [image["src"] for image in page("img")] == ["data:image/png;base64,iVBORw0KGgpiaWxk", ""]
    guard = page.head.find("meta", attrs={"http-equiv": "Content-Security-Policy"})
    assert guard["content"].startswith("default-src 'none'; img-src data:")
    assert page.head.meta["charset"] == "utf-8"
    assert page.head.index(guard) < page.head.index(page.title)


def test_a_mail_without_html_shows_its_text():
    page = pages.mail_page(make().replace(b"Musterland", b"<script>"))
    assert "Schöne Grüße aus &lt;script&gt;" in page


def test_html_without_a_head_is_guarded_too():
    assert pages.mail_page(make(html="<p>Kurz</p>")).startswith("<meta charset")


def test_the_text_page_is_the_text_part():
    assert pages.text_page(make(html=PAGE)).strip() == "\ufeffSchöne Grüße aus Musterland"


@pytest.fixture
def folder(tmp_path):
    mailer = FileMailer(tmp_path)
    for number, subject in enumerate(("Größere Häuser", "<script>alert(1)</script>"), 1):
        mail = Mail(number, "z@kreis.example", "a@wohnort.example", f"<m{number}@kreis.example>",
                    make(subject, PAGE))  # fmt: skip
        mailer.deliver(mail, lambda: True)
    return tmp_path


def test_the_list_names_each_mail_and_leads_to_its_forms(folder):
    page = BeautifulSoup(pages.index_page(folder), "html.parser")
    first, second = page.tbody("tr")
    assert [cell.text for cell in second("td")] == [
        "Größere Häuser",
        "a@wohnort.example",
        "22.11.2026, 13:30 Uhr",
        "Text, Maildatei",
    ]
    assert first.td.text == "<script>alert(1)</script>"
    for link in page("a"):
        assert (folder / link["href"]).is_file()
    assert "2 Mails. Keine hat diesen Rechner verlassen." in page.text


def test_nothing_in_the_list_runs_or_is_remote(folder):
    text = pages.index_page(folder)
    assert "<script" not in text
    assert not re.search(r"https?://|src=|@import|url\(", text)


def test_a_long_list_shows_the_newest(folder, monkeypatch):
    monkeypatch.setattr(pages, "_SHOWN", 1)
    page = BeautifulSoup(pages.index_page(folder), "html.parser")
    assert len(page.tbody("tr")) == 1
    assert "2 Mails, hier die neuesten 1. Keine hat diesen Rechner verlassen." in page.text


def test_mails_that_are_hardly_mails_are_listed(folder):
    (folder / "0000009-x.eml").write_bytes(b"\xff\xfe\r\nDate: never\r\n\r\n")
    assert "(ohne Betreff)" in pages.index_page(folder)


def test_a_mail_that_is_erased_meanwhile_is_left_out(folder, monkeypatch):
    gone = min(folder.glob("*.eml"))
    opened = Path.open

    def erase(file: Path, *how: str):
        gone.unlink(missing_ok=True)
        return opened(file, *how)

    monkeypatch.setattr(Path, "open", erase)
    listed = pages.index_page(folder)
    assert gone.name not in listed
    assert "Eine Mail." in listed
