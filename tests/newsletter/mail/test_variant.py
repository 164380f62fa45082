"""Articles → a frozen mail, read back as a mail program would."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.newsletter.errors import SettingsUnusable
from plugins.newsletter.mail.quoting import quoted
from plugins.newsletter.mail.variant import compose
from plugins.newsletter.store.states import Frequency

NOWHERE = Path("/nowhere")
WEEKLY, MONTHLY, INSTANT = Frequency.WEEKLY, Frequency.MONTHLY, Frequency.INSTANT


def at(year: int, month: int, day: int) -> int:
    return int(datetime(year, month, day, 12, tzinfo=UTC).timestamp())


def test_the_same_articles_give_the_same_bytes(article, settings):
    for kind, articles in ((INSTANT, [article()]), (WEEKLY, [article(1), article(2)])):
        first, second = (compose(kind, articles, settings, NOWHERE) for _ in range(2))
        assert first == second


def test_a_mail_needs_an_article(settings):
    with pytest.raises(ValueError):
        compose(WEEKLY, [], settings, NOWHERE)


def test_an_instant_mail_holds_the_whole_post(mailed, article):
    mail = mailed(article())
    page = BeautifulSoup(mail.html, "html.parser")
    assert mail.message["Subject"] == "Fast drei von zehn Menschen sind 65 oder älter"
    assert [h1.get_text() for h1 in page.find_all("h1")] == [mail.message["Subject"]]
    assert "ALTER schätzen\u00a0· Datenbeitrag\u00a0· 20.\u00a0September 2026" in page.get_text()
    assert page.find("a", class_="knopf")["href"] == article().link
    for part in (mail.text, page.get_text()):
        place = [
            part.index(words)
            for words in (
                "Der Anteil steigt weiter", "1995 war im Landkreis", "Erst ging es schnell",
                "Musterstadt", "Donaudampf", "Beitrag auf der Website lesen", "Sie bekommen diese",
                "Newsletter abbestellen", "Landkreis Musterland", "Impressum",
            )
        ]  # fmt: skip
        assert place == sorted(place)


def test_text_comes_first_then_html_with_its_pictures(mailed, article):
    parts = [part.get_content_type() for part in mailed(article()).message.walk()]
    assert parts == [
        "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
    ]  # fmt: skip
    without = [part.get_content_type() for part in mailed(article(pictures={})).message.walk()]
    assert without == ["multipart/alternative", "text/plain", "text/html"]


def test_a_chart_is_a_part_with_its_words_and_its_size(mailed, article, picture):
    mail = mailed(article())
    image = BeautifulSoup(mail.html, "html.parser").img
    part = next(part for part in mail.message.walk() if part["Content-ID"])
    assert image["src"] == "cid:" + part["Content-ID"].strip("<>")
    assert (image["alt"], image["width"], image["height"]) == (
        "Liniendiagramm: Anteil ab 65 Jahren",
        "560",
        "373",
    )
    assert part.get_content() == picture().content
    assert (part.get_content_disposition(), part.get_filename()) == ("inline", "bild-1.png")
    assert "[Bild: Liniendiagramm: Anteil ab 65 Jahren]" in mail.text


def test_the_summary_stands_above_the_body_unless_the_body_begins_with_it(mailed, article):
    assert 'class="vorspann"' in mailed(article()).html
    begun = mailed(article(summary="1995 war im Landkreis gut jede sechste Person 65 oder älter …"))
    assert 'class="vorspann"' not in begun.html
    assert begun.text.count("1995 war im Landkreis") == 1


def test_the_lead_picture_stands_above_a_body_that_does_not_show_it(mailed, article, picture):
    lead = "https://blog.kreis.example/bilder/rathaus.jpg"
    mail = mailed(
        article(lead=lead, lead_alt="Rathaus", html="<p>Text</p>", pictures={lead: picture()})
    )
    shown = BeautifulSoup(mail.html, "html.parser").find("p", class_="bild").img
    assert shown["src"].startswith("cid:")
    assert shown["alt"] == "Rathaus"
    assert len(BeautifulSoup(mailed(article()).html, "html.parser").find_all("img")) == 1


@pytest.mark.parametrize(
    ("kind", "days", "heading"),
    [
        (WEEKLY, [(2026, 9, 20)], "Neues aus der Woche"),
        (MONTHLY, [(2026, 10, 2), (2026, 10, 30)], "Neues im Oktober"),
        (MONTHLY, [(2026, 10, 30), (2026, 11, 2)], "Neues aus dem Monat"),
        (INSTANT, [(2026, 10, 30), (2026, 11, 2)], "Neue Beiträge"),
    ],
)
def test_a_digest_says_what_it_covers_and_no_more(mailed, article, kind, days, heading):
    articles = [article(number, published_at=at(*day)) for number, day in enumerate(days)]
    page = BeautifulSoup(mailed(*articles, kind=kind).html, "html.parser")
    assert page.h1.get_text() == heading


def test_a_digest_shows_each_post_in_the_order_given(mailed, article):
    articles = [article(number, title=f"Beitrag {number}") for number in (4, 2)]
    mail = mailed(*articles, kind=WEEKLY)
    page = BeautifulSoup(mail.html, "html.parser")
    assert mail.message["Subject"] == "Beitrag 4 – und ein weiterer Beitrag"
    assert [(h2.get_text(), h2.a["href"]) for h2 in page.find_all("h2")] == [
        (f"Beitrag {number}", f"https://blog.kreis.example/2026/09/aeltere-{number}/")
        for number in (4, 2)
    ]
    assert [a.get_text() for a in page.select(".weiter a")] == [
        "Weiterlesen: Beitrag 4",
        "Weiterlesen: Beitrag 2",
    ]
    assert "Erst ging es schnell" not in mail.text
    assert mail.text.index("Beitrag 4\n---------") < mail.text.index("Beitrag 2\n---------")


@pytest.mark.parametrize(("number", "listed"), [(3, 0), (4, 4)])
def test_a_long_digest_begins_with_its_contents(mailed, article, number, listed):
    page = BeautifulSoup(mailed(*map(article, range(number)), kind=WEEKLY).html, "html.parser")
    assert len(page.select("ol.inhalt li")) == listed


def test_a_post_without_a_title_is_called_by_its_first_words(mailed, article):
    assert mailed(article(title=" ")).message["Subject"] == article().summary
    assert mailed(article(title="", summary="")).message["Subject"] == "Neuer Beitrag"


def test_a_post_with_nothing_at_all_is_still_a_mail(mailed, article):
    bare = article(title="", summary="", html="", link="", topics=(), published_at=None, lead="")
    mail = mailed(bare)
    assert "Beitrag auf der Website lesen" not in mail.html + mail.text
    assert mailed(bare, bare, bare, bare, kind=WEEKLY).text


def test_a_long_subject_stays_readable(mailed, article):
    assert len(mailed(article(title="Wort " * 200)).message["Subject"]) <= 152


def test_a_long_post_is_cut_and_says_so_in_both_parts(mailed, article):
    assert "weiterlesen" not in mailed(article()).text
    long = mailed(article(html=("<h2>Teil</h2><p>" + "Größe über alles. " * 20 + "</p>") * 150))
    assert len(quoted(long.html)) <= 50_000
    assert len(quoted(long.html)) > 30_000
    for part in (long.text, long.html):
        assert "Der Beitrag ist länger, als eine E-Mail sein sollte." in part
        assert "Auf der Website weiterlesen" in part
    assert long.text.count("\nTeil\n----") == long.html.count("Teil</h2>")


def test_a_post_of_one_endless_paragraph_is_its_summary(mailed, article):
    mail = mailed(article(html="<p>" + "ä" * 60_000 + "</p>"))
    assert len(quoted(mail.html)) <= 50_000
    assert article().summary in " ".join(mail.text.split())


def test_62_posts_fit_and_each_one_is_named_with_its_link(mailed, article):
    articles = [article(n, title=f"Titel {n} " + "ä" * 90, summary="ü" * 900) for n in range(62)]
    mail = mailed(*articles, kind=MONTHLY)
    assert len(quoted(mail.html)) <= 50_000
    for each in articles:
        assert each.link in mail.html
        assert each.link in mail.text


def test_nothing_in_a_mail_is_loaded_from_anywhere(mailed, article, picture):
    bad = (
        '<img src="https://z.example/a.png"><img srcset="https://z.example/b.png 2x"><p style="background:url(https://z.example/c)"'
        ' background="https://z.example/d">x</p><link rel="stylesheet" href="https://z.example/e.css">'
        '<video src="https://z.example/f" poster="https://z.example/g"></video><object data="https://z.example/h"></object>'
    )
    for mail in (mailed(article(html=bad)), mailed(article(), article(2), kind=WEEKLY)):
        page = BeautifulSoup(mail.html, "html.parser")
        for tag in page.select("*"):
            assert tag.name not in {
                "link",
                "script",
                "iframe",
                "object",
                "video",
                "audio",
                "base",
                "form",
            }
            loading = {"src", "srcset", "background", "poster", "data", "ping"} & set(tag.attrs)
            assert all(tag[name].startswith("cid:") for name in loading)
        assert not re.search(r"url\(|@import|@font-face", mail.html)


def test_no_address_in_a_mail_belongs_to_one_person_but_leave_and_settings(
    mailed, article, addressed, settings
):
    frozen = compose(INSTANT, [article()], settings, NOWHERE)
    one, other = (addressed(frozen.content, subscriber=number).content for number in (1, 2))
    differing = {a for a, b in zip(one.split(b"\r\n"), other.split(b"\r\n"), strict=True) if a != b}
    # Header lines, and in each part the two lines of the two links.
    assert all(
        re.match(rb"(Message-ID|List-Unsubscribe):| <mailto:|https://blog|[a-z0-9]+(=|@|$)", line)
        for line in differing
    )


def test_a_template_of_the_house_replaces_the_plugins_own(mailed, article, tmp_path):
    folder = tmp_path / "theme/mail"
    folder.mkdir(parents=True)
    (folder / "reason.txt").write_text("Weil Sie es wollten: {{ kind }}", encoding="utf-8")
    mail = mailed(article(), root=tmp_path)
    assert "Weil Sie es wollten: instant" in mail.text
    assert "Weil Sie es wollten: instant" in mail.html


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("reason.txt", "{{ nicht_da }}"),
        ("words.j2", "{% set links = 'L' %}"),
        ("instant.html", "{% if %}"),
    ],
)
def test_a_broken_template_is_named(article, settings, tmp_path, name, text):
    folder = tmp_path / "theme/mail"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsUnusable, match=f"„{name}“"):
        compose(INSTANT, [article()], settings, tmp_path)


def test_without_a_service_the_mail_names_the_ways_that_there_are(mailed, article, bare):
    by_mail = mailed(article(), settings=replace(bare, leaving="abmelden@kreis.example"))
    assert "mailto:abmelden+" in by_mail.html
    assert "Themen und Häufigkeit" not in by_mail.html + by_mail.text
    none = mailed(article(), settings=bare)
    assert "abbestellen" not in none.html + none.text


def test_the_text_has_no_blank_at_an_end_and_few_empty_lines(mailed, article):
    for mail in (mailed(article()), mailed(*map(article, range(5)), kind=WEEKLY)):
        assert not re.search(r"[ \t]\r?\n", mail.text)
        assert "\n\n\n" not in mail.text


SLY = st.text(
    st.one_of(st.sampled_from("\r\n\0\v\x85\u2028:=?<>&\"'ä{%}"), st.characters()), max_size=60
)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.tuples(SLY, SLY, SLY, SLY), st.sampled_from((INSTANT, WEEKLY)))
def test_no_text_of_a_post_can_add_a_header_or_a_part(mailed, article, texts, kind):
    title, summary, topic, alt = texts
    html = article().html.replace("Liniendiagramm: Anteil ab 65 Jahren", alt.replace('"', ""))
    plain = mailed(article(), kind=kind)
    mail = mailed(article(title=title, summary=summary, topics=(topic,), html=html), kind=kind)
    assert mail.message.keys() == plain.message.keys()
    for part, same in zip(mail.message.walk(), plain.message.walk(), strict=True):
        assert part.get_content_type() == same.get_content_type()
        assert part.keys() == same.keys()
    assert b"\0" not in mail.mail.content
    assert mail.html.count("<script") == 0
