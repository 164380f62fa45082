"""The bytes of a feed: whole, well-formed, and without tricks."""

import pytest

from plugins.newsletter.errors import FeedUnusable
from plugins.newsletter.source.document import read_document

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{previous};" * 10}">'
        for previous, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><rss><channel><title>&i;</title></channel></rss>"
)


@pytest.mark.parametrize(
    "charset", ["utf-8", "utf-8-sig", "iso-8859-1", "utf-16", "utf-16-le", "utf-32"]
)
def test_every_usual_charset_is_read(charset):
    xml = f'<?xml version="1.0" encoding="{charset.removesuffix("-sig")}"?><rss>Größe</rss>'
    assert read_document(xml.encode(charset)) == "<rss>Größe</rss>"


@pytest.mark.parametrize(
    ("declared", "header", "real"),
    [
        ("iso-8859-1", "text/xml; charset=iso-8859-1", "utf-8"),
        ("utf-8", "text/xml", "windows-1252"),
        ("", "application/xml; charset=iso-8859-2", "iso-8859-2"),
        ("zlib", "text/xml; charset=nix", "utf-8"),
    ],
)
def test_a_wrong_charset_does_no_harm(declared, header, real):
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    assert read_document(f"{head}<rss>Größe</rss>".encode(real), header) == "<rss>Größe</rss>"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "leer"),
        (b"  \n", "leer"),
        (b"<rss><channel><item>", "kein vollständiges"),
        (b"<rss><channel></rss>", "kein vollständiges"),
        (b"<rss/><rss/>", "kein vollständiges"),
        (b"<rss>&nbsp;</rss>", "kein vollständiges"),
        (b"<rss>\x81\xff</rss>", "Zeichensatz"),
        (b"<!DOCTYPE html><html><body><p>Hallo</p></body></html>", "kein Feed, sondern „html“"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "kein"),
        (b"<rss>" + b"<a>" * 300 + b"</a>" * 300 + b"</rss>", "geschachtelt"),
        (LAUGHS.encode(), "Entitäten"),
        (LAUGHS.encode("utf-16"), "Entitäten"),
        (
            b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>',
            "Entitäten",
        ),
        (b'<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1/x"> %x;]><rss/>', "Entitäten"),
    ],
)
def test_anything_but_a_whole_harmless_feed_is_refused(content, reason):
    with pytest.raises(FeedUnusable, match=reason):
        read_document(content)


def test_the_doctype_of_old_rss_is_let_through():
    old = (
        b'<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
        b'"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"/>'
    )
    assert read_document(old).endswith('<rss version="0.91"/>')


def test_every_truncation_of_a_feed_is_noticed(atom):
    whole = atom().rstrip()
    for length in range(0, len(whole), 7):
        with pytest.raises(FeedUnusable):
            read_document(whole[:length])
