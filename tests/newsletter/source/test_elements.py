"""What single elements of an entry say: text, times, topics, author, lead picture."""

import pytest

from plugins.newsletter.source.reading import read_feed

ADDRESS = "https://blog.kreis.example/feeds/alle.xml"


@pytest.fixture
def first():
    return lambda content: read_feed(content, address=ADDRESS).entries[0]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("<title>Pflege &amp; Wohnen</title>", "Pflege & Wohnen"),
        ("<title>Wie &lt;b&gt; wirkt</title>", "Wie <b> wirkt"),
        ('<title type="html">Mehr &lt;b&gt;Plätze&lt;/b&gt; &amp;amp; Zeit</title>', "Mehr Plätze & Zeit"),
        ('<title type="html">&lt;script&gt;alert(1)&lt;/script&gt;Neu</title>', "Neu"),
        (
            '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A<br/><i>b</i></div></title>',
            "A b",
        ),
        ("<title>Zwei\n  Zeilen&#13;&#10;Bcc: alle@x.example</title>", "Zwei Zeilen Bcc: alle@x.example"),
        ("<title>&#x202E;verkehrt</title>", "verkehrt"),
    ],
)  # fmt: skip
def test_a_title_of_atom_is_one_line_of_text(atom, first, title, text):
    assert first(atom(f"<id>urn:x:1</id>{title}<content>Text</content>")).title == text


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Pflege &amp;amp; Wohnen", "Pflege & Wohnen"),
        ("<![CDATA[Mehr <b>Plätze</b>]]>", "Mehr Plätze"),
        ("<![CDATA[<script>alert(1)</script>Neu]]>", "Neu"),
        ("5 &lt; 6", "5 < 6"),
        ("Gr&#246;&#223;e &amp;#8211; klein", "Größe – klein"),
    ],
)
def test_a_title_of_rss_may_be_text_or_html(rss, first, title, text):
    assert first(rss(f"<title>{title}</title><guid>x</guid>")).title == text


def test_a_post_without_title_takes_its_first_words(atom, first):
    entry = "<id>urn:x:1</id><content>{}</content>"
    assert first(atom(entry.format("Heute im Kreistag"))).title == "Heute im Kreistag"
    assert first(atom(entry.format(""))).title == "Ohne Titel"
    assert len(first(atom(f"<id>urn:x:1</id><title>{'lang ' * 200}</title>")).title) <= 250


def test_the_content_is_preferred_and_the_summary_kept(atom, first):
    entry = first(atom())
    assert entry.html == "<p>Es gibt mehr <b>Plätze</b>.</p>"
    assert entry.summary == "Kurz gesagt."


def test_without_a_summary_the_text_begins_it(atom, first):
    entry = first(atom(f"<id>urn:x:1</id><content type='html'>&lt;p&gt;{'Wort ' * 100}</content>"))
    assert 250 < len(entry.summary) <= 300
    assert entry.summary.endswith("Wort…")


def test_plain_content_becomes_paragraphs(atom, first):
    entry = first(atom("<id>urn:x:1</id><content>5 &lt; 6\n\nZweiter Absatz</content>"))
    assert entry.html == "<p>5 &lt; 6</p><p>Zweiter Absatz</p>"


def test_inline_xhtml_is_read_as_html(atom, first):
    inline = (
        '<div xmlns="http://www.w3.org/1999/xhtml"><p>Eins<br/>zwei <a href="/x">mehr</a></p></div>'
    )
    entry = first(atom(f'<id>urn:x:1</id><content type="xhtml">{inline}</content>'))
    assert entry.html == '<p>Eins<br>zwei <a href="https://blog.kreis.example/x">mehr</a></p>'


def test_content_that_lies_elsewhere_is_not_fetched(atom, first):
    entry = first(
        atom(
            '<id>urn:x:1</id><content type="text/html" src="http://127.0.0.1/x"/><summary>Da</summary>'
        )
    )
    assert entry.html == "<p>Da</p>"


def test_times_are_utc_whatever_their_zone(atom, rss, first):
    assert first(atom()).published_at == 1_795_158_000
    assert first(atom()).updated_at == 1_795_248_000
    entry = first(rss("<guid>x</guid><pubDate>Fri, 20 Nov 2026 08:00:00 +0100</pubDate>"))
    assert (entry.published_at, entry.updated_at) == (1_795_158_000, None)


@pytest.mark.parametrize("when", ["gestern", "", "Fri, 99 Foo 2026"])
def test_a_time_that_cannot_be_read_is_none(atom, first, when):
    entry = first(atom(f"<id>urn:x:1</id><published>{when}</published>"))
    assert entry.published_at is None


def test_a_time_in_the_future_is_handed_on_for_others_to_judge(atom, first):
    entry = first(atom("<id>urn:x:1</id><published>2099-01-01T00:00:00Z</published>"))
    assert entry.published_at == 4_070_908_800


def test_a_post_that_only_tells_its_change_was_published_then(atom, first):
    entry = first(atom("<id>urn:x:1</id><updated>2026-11-20T07:00:00Z</updated>"))
    assert entry.published_at == entry.updated_at == 1_795_158_000


def test_topics_are_the_terms_and_people_read_the_labels(atom, rss, first):
    entry = first(
        atom(
            '<id>urn:x:1</id><category term="bildung" label="BILDUNG für alle"/>'
            '<category term="wohnen"/><category term="bildung"/><category label="ohne Begriff"/>'
        )
    )
    assert entry.topics == ("bildung", "wohnen", "ohne Begriff")
    assert entry.topic_labels == {"bildung": "BILDUNG für alle"}
    assert first(rss("<guid>x</guid><category>Pflege &amp; Wohnen</category>")).topics == (
        "Pflege & Wohnen",
    )


def test_only_categories_of_the_chosen_scheme_are_topics(atom, rss):
    kinds = '<id>urn:x:1</id><category term="projekt" scheme="urn:x:art"/><category term="frei"/>'
    field = '<category term="bildung" scheme="urn:x:feld" label="BILDUNG"/>'

    def topics(content, scheme):
        return [one.topics for one in read_feed(content, topic_scheme=scheme).entries]

    assert topics(atom(kinds + field), "urn:x:feld") == [("bildung",)]
    assert topics(atom(kinds), "urn:x:feld") == [()]
    assert topics(atom(kinds + field), "") == [("projekt", "frei", "bildung")]
    item = '<guid>x</guid><category domain="urn:x:feld">Bildung</category><category>frei</category>'
    assert topics(rss(item), "urn:x:feld") == [("Bildung",)]


def test_a_scheme_that_no_category_has_is_told(atom, rss):
    def notes(content, scheme):
        return read_feed(content, topic_scheme=scheme).notes

    (note,) = notes(atom(), "urn:x:falsch")
    assert "topic_scheme" in note
    assert notes(atom(), "") == ()
    assert notes(rss("<guid>x</guid><title>ohne</title>"), "urn:x:feld") == ()


def test_an_author_is_a_name_and_never_a_mail_address(atom, rss, first):
    assert first(atom()).author == "Sozialplanung"
    assert (
        first(rss("<guid>x</guid><dc:creator>Erika Muster</dc:creator>")).author == "Erika Muster"
    )
    named = "e.muster@kreis.example (Erika Muster)"
    assert first(rss(f"<guid>x</guid><author>{named}</author>")).author == "Erika Muster"
    mail = "<author><name>Erika</name><email>e@kreis.example</email></author>"
    assert first(atom(f"<id>urn:x:1</id>{mail}")).author == "Erika"
    assert first(rss("<guid>x</guid><author>e.muster@kreis.example</author>")).author == ""


@pytest.mark.parametrize(
    "attached",
    [
        '<enclosure url="/a.png" type="image/png" length="1"/>',
        '<enclosure url="/a.mp3" type="audio/mpeg" length="1"/><media:content url="/a.png" medium="image"/>',
        '<media:group><media:content url="/a.png" type="image/png"/></media:group>',
        '<media:thumbnail url="/a.png"/>',
        '<content:encoded>&lt;img src="/a.png" alt="x"&gt;&lt;img src="/b.png" alt="x"&gt;</content:encoded>',
    ],
)  # fmt: skip
def test_the_lead_picture_is_the_attached_one_else_the_first(rss, first, attached):
    entry = first(rss(f"<link>https://blog.kreis.example/post/</link>{attached}"))
    assert entry.lead == "https://blog.kreis.example/a.png"


def test_an_attached_picture_of_atom_leads(atom, first):
    entry = first(atom('<id>urn:x:1</id><link rel="enclosure" type="image/png" href="/a.png"/>'))
    assert entry.lead == "https://blog.kreis.example/a.png"
    assert entry.lead_alt == ""
    assert first(atom()).lead == ""


def test_the_title_of_an_attached_picture_stands_in_for_it(atom, first):
    link = '<link rel="enclosure" type="image/png" href="/a.png" title="Rathaus\nim Schnee"/>'
    assert first(atom(f"<id>urn:x:1</id>{link}")).lead_alt == "Rathaus im Schnee"


@pytest.mark.parametrize(
    ("written", "known"),
    [("0001-01-01", False), ("1989-12-31", False), ("1990-01-01", True),
     ("2099-12-31", True), ("2100-01-01", False), ("9999-12-31", False)],
)  # fmt: skip
def test_a_time_that_is_not_of_our_age_is_unknown(atom, first, written, known):
    entry = first(
        atom(f"<id>urn:x:1</id><title>x</title><published>{written}T00:00:00Z</published>")
    )
    assert (entry.published_at is not None) is known
