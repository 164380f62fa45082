"""The closing summary counts what readers can see."""

from pathlib import Path

from plugins.desk.summary import Contents, count

FEED = '<feed xmlns="http://www.w3.org/2005/Atom"><entry/><entry/></feed>'


def test_counts_posts_reviews_pages_charts_and_feeds(tmp_path: Path) -> None:
    for name in (
        "index.html",
        "404.html",
        "2024/index.html",
        "2024/12/rueckblick-2024/index.html",
        "2023/12/rueckblick-2023/index.html",
        "2024/03/ein-beitrag/index.html",
        "felder/wohnen/index.html",
        "diagramme/ein-beitrag-1.png",
        "theme/logo.png",
        "feeds/alle.rss.xml",
        "feeds/feld/wohnen.atom.xml",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "feeds/art").mkdir()
    (tmp_path / "feeds/art/rueckblick.atom.xml").write_text(FEED)
    assert count(tmp_path) == Contents(posts=1, reviews=2, pages=7, charts=1, feeds=3)


def test_says_it_in_german() -> None:
    assert str(Contents(posts=1, reviews=2, pages=41, charts=1, feeds=0)) == (
        "1 Beitrag, 2 Jahresrückblicke, 1 Diagramm, 0 Feeds; 41 Seiten insgesamt"
    )
