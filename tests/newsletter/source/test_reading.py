"""A whole feed → its entries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.newsletter.errors import FeedUnusable
from plugins.newsletter.source import elements
from plugins.newsletter.source.reading import read_feed

ADDRESS = "https://blog.kreis.example/feeds/alle.xml"


def test_an_entry_of_atom_says_all_it_has(atom):
    (entry,) = read_feed(atom(), address=ADDRESS).entries
    assert entry.key == "urn:uuid:1"
    assert entry.link == "https://blog.kreis.example/kita/"
    assert entry.title == "Mehr Kitaplätze"
    assert len(entry.fingerprint) == 64


def test_a_guid_of_rss_is_the_link_if_it_says_so(rss):
    feed = read_feed(
        rss(
            "<guid>https://blog.kreis.example/?p=1</guid><title>a</title>",
            '<guid isPermaLink="false">17</guid><title>b</title><link>https://blog.kreis.example/b#x</link>',
        ),
        address=ADDRESS,
    )
    assert [(e.key, e.link) for e in feed.entries] == [
        ("https://blog.kreis.example/?p=1", "https://blog.kreis.example/?p=1"),
        ("17", "https://blog.kreis.example/b"),
    ]


def test_rss_1_0_is_read_too():
    rdf = (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="https://blog.kreis.example/"><title>x</title></channel>'
        '<item rdf:about="https://blog.kreis.example/a/"><title>A</title>'
        "<link>https://blog.kreis.example/a/</link><description>Text</description>"
        "<dc:date>2026-11-20T07:00:00Z</dc:date><dc:subject>wohnen</dc:subject></item></rdf:RDF>"
    )
    (entry,) = read_feed(rdf.encode(), address=ADDRESS).entries
    assert (entry.key, entry.link) == ("https://blog.kreis.example/a/",) * 2
    assert (entry.html, entry.topics) == ("Text", ("wohnen",))
    assert entry.published_at == 1_795_158_000


def test_the_key_does_not_change_when_the_feed_moves(atom, rss):
    for content in (atom("<id>17</id><title>x</title>"), rss("<guid>17</guid><title>x</title>")):
        keys = {
            read_feed(content, address=there).entries[0].key
            for there in (ADDRESS, "https://neu.example/f")
        }
        assert keys == {"17"}


def test_relative_addresses_are_seen_from_the_post_or_what_the_feed_sets(atom):
    body = '<content type="html"{}>&lt;img src="a.png" alt="x"&gt;</content>'
    plain = read_feed(atom(f'<link href="/post/"/>{body.format("")}'), address=ADDRESS).entries[0]
    assert plain.link == "https://blog.kreis.example/post/"
    assert 'src="https://blog.kreis.example/post/a.png"' in plain.html
    based = atom(
        f'<link href="/post/"/>{body.format("")}', base=' xml:base="https://neu.example/x/"'
    )
    entry = read_feed(based, address=ADDRESS).entries[0]
    assert entry.link == "https://neu.example/post/"
    assert 'src="https://neu.example/x/a.png"' in entry.html


def test_a_file_is_seen_from_its_own_word_else_from_the_site(atom):
    entry = "<link href='/post/'/><title>x</title>"
    self_link = '<link rel="self" href="https://eigen.example/feeds/alle.xml"/>'
    feed = read_feed(atom(entry, head=self_link), site="https://blog.kreis.example/")
    assert feed.home == "https://eigen.example/feeds/alle.xml"
    assert feed.entries[0].link == "https://eigen.example/post/"
    assert (
        read_feed(atom(entry), site="https://blog.kreis.example/")
        .entries[0]
        .link.startswith("https://blog.kreis.example/")
    )


def test_without_id_and_link_the_fingerprint_alone_tells_a_post(rss):
    feed = read_feed(
        rss("<title>A</title><description>Text</description>", "<title>Nur Titel</title>"),
        address=ADDRESS,
    )
    assert [(e.key, e.link) for e in feed.entries] == [("", ""), ("", "")]
    assert len({e.fingerprint for e in feed.entries} - {""}) == 2


def test_a_post_without_text_is_not_taken_for_another_of_the_same_title(rss):
    items = [f"<guid>{n}</guid><title>Termine</title>" for n in range(2)]
    assert [e.fingerprint for e in read_feed(rss(*items), address=ADDRESS).entries] == ["", ""]


def test_what_nothing_tells_apart_is_passed_over_with_a_note(rss):
    feed = read_feed(rss("", "<guid>1</guid><title>x</title>"), address=ADDRESS)
    assert len(feed.entries) == 1
    assert "weder Kennung" in feed.notes[0]


def test_of_two_entries_with_one_id_the_last_changed_counts(atom):
    entry = "<id>urn:x:1</id><title>{}</title><updated>2026-11-{}T00:00:00Z</updated>"
    feed = read_feed(
        atom(entry.format("alt", 10), entry.format("neu", 12), entry.format("älter", 1)),
        address=ADDRESS,
    )
    assert [e.title for e in feed.entries] == ["neu"]
    assert "Kennung eines anderen" in feed.notes[0]


def test_a_feed_without_entries_is_a_feed(rss):
    assert read_feed(rss(), address=ADDRESS).entries == ()


def test_an_xml_that_is_like_a_feed_only_by_name_is_refused():
    with pytest.raises(FeedUnusable, match="weder gültiges Atom noch RSS"):
        read_feed(b"<rdf><x/></rdf>", address=ADDRESS)


def test_ten_thousand_entries_are_read_in_their_order(rss):
    items = [f"<guid>urn:x:{n}</guid><description>Text {n}</description>" for n in range(10_000)]
    entries = read_feed(rss(*items), address=ADDRESS).entries
    assert [entries[0].key, entries[-1].key, len(entries)] == ["urn:x:0", "urn:x:9999", 10_000]


NAMES = st.sampled_from(
    [
        "entry",
        "item",
        "title",
        "link",
        "id",
        "guid",
        "content",
        "summary",
        "description",
        "category",
        "author",
        "name",
        "updated",
        "pubDate",
        "enclosure",
        "image",
        "source",
        "dc:date",
        "media:content",
        "media:thumbnail",
        "media:rating",
        "itunes:image",
        "georss:point",
        "cloud",
        "generator",
        "ttl",
    ]
)
VALUES = st.sampled_from(
    ["", "x", "<", "&amp;", "html", "xhtml", "text/plain", "base64", "http://[", "//", "-1", "9999999999",
     "2026-11-20", "0000-00-00T00:00:00Z", "99999-01-01", "Fri, 31 Feb 2026 25:00 XYZ", "\u202e"]
)  # fmt: skip
NODES = st.recursive(
    VALUES.map(lambda text: text.replace("<", "&lt;")),
    lambda inner: st.tuples(
        NAMES,
        st.dictionaries(
            st.sampled_from(["type", "href", "url", "rel", "term", "mode", "xml:base", "src", "isPermaLink"]),
            VALUES.map(lambda text: text.replace("<", "&lt;")),
            max_size=3,
        ),
        st.lists(inner, max_size=4).map("".join),
    ).map(
        lambda node: (
            f"<{node[0]}{''.join(f' {k}={chr(34)}{v}{chr(34)}' for k, v in node[1].items())}>{node[2]}</{node[0]}>"
        )
    ),
    max_leaves=12,
)  # fmt: skip


@given(st.lists(NODES, max_size=5).map("".join), st.booleans())
def test_strange_feeds_are_read_or_refused_but_never_break(inside, is_atom):
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:itunes="http://www.itunes.com/DTDs/PodCast-1.0.dtd" xmlns:georss="http://www.georss.org/georss"'
    )
    xml = (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {spaces}>{inside}</feed>'
        if is_atom
        else f'<rss version="2.0" {spaces}><channel>{inside}</channel></rss>'
    )
    try:
        feed = read_feed(xml.encode(), address=ADDRESS)
    except FeedUnusable:
        return
    for entry in feed.entries:
        assert entry.title
        assert not set(entry.title + entry.summary + entry.author) & set("\r\n\0")
        assert not entry.link or entry.link.startswith(("https://", "http://"))


GOOD = "<guid>gut</guid><title>Gut</title><link>https://blog.kreis.example/gut/</link>"


@pytest.mark.parametrize(
    ("item", "keys"),
    [
        ("<guid><content>x</content></guid><title>ohne Adresse</title>", ["gut"]),
        ("<guid isPermaLink='false'>17</guid><title>x</title><link/>", ["17", "gut"]),
    ],
)
def test_a_poisonous_entry_silences_no_other(rss, item, keys):
    found = [one.key for one in read_feed(rss(item, GOOD), address=ADDRESS).entries if one.key]
    assert found == keys


def test_an_entry_that_cannot_be_read_becomes_a_note(rss, monkeypatch):
    line = elements.author

    def odd(raw):
        if raw.get("title") == "x":
            raise AttributeError
        return line(raw)

    monkeypatch.setattr(elements, "author", odd)
    feed = read_feed(rss("<guid>1</guid><title>x</title>", GOOD), address=ADDRESS)
    assert [one.key for one in feed.entries] == ["gut"]
    assert [note.startswith("1 Einträge des Feeds sind verdorben") for note in feed.notes] == [True]


def test_ids_and_links_fit_into_an_index(rss):
    """PostgreSQL refuses an entry of more than 2,704 bytes in an index."""
    item = "<guid isPermaLink='false'>{}</guid><title>x</title><link>https://a.example/{}</link>"
    for long in ("ä" * 1001, "a" * 9000):
        one, other = (
            read_feed(rss(item.format(long + end, long)), address=ADDRESS).entries[0]
            for end in "xy"
        )
        assert len(one.key.encode()) <= 2000
        assert one.key != other.key
        assert one.link == "", "cut it would lead nowhere"
    (short,) = read_feed(rss(item.format("k" * 2000, "l")), address=ADDRESS).entries
    assert (short.key, short.link) == ("k" * 2000, "https://a.example/l")
