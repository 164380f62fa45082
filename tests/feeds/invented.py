"""An invented county's articles: Musterland, its office, its posts."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from plugins.feeds.entry import Category, Enclosure, FeedEntry
from plugins.feeds.feed import Feed
from plugins.feeds.settings import FeedSettings

WINTER = timezone(timedelta(hours=1))
SETTINGS = FeedSettings(
    public_url="https://musterland.example",
    title="Musterland Sozial",
    subtitle="Zahlen und Hilfen für Musterland",
    author="Sozialplanung Musterland",
    rights="CC BY 4.0, Landkreis Musterland",
    identifier="tag:musterland.example,2020:feeds",
    since=datetime(2020, 1, 1, tzinfo=UTC),
)

CHART = """
<figure class="chart chart-line" id="d-1a2b" data-picture="/diagramme/arbeit-1a2b.png"
 data-width="1200" data-height="675" aria-labelledby="t">
<figcaption><strong class="chart-title">In der Kreisstadt sinkt die Quote</strong>
<span class="chart-subtitle">Arbeitslosenquote in %, 2011–2024</span></figcaption>
<svg role="img" viewBox="0 0 10 10"><title>T</title><desc>D</desc><text>99</text></svg>
<p class="chart-description">Die Quote fiel von 12,1\u00a0% auf 10,5\u00a0%.</p>
<details class="chart-table"><summary>Werte als Tabelle</summary>
<section tabindex="0" aria-label="Werte"><table><tr><td>Tabellenwert</td></tr></table></section></details>
<p class="chart-source">Quelle: Statistik Musterland. Stand: 2024.
<a href="/lizenzen/">Lizenz</a></p>
</figure>
"""
HTML = f"""
<h2 id="lage">Die Lage in Größenau</h2>
<p class="lead" style="color:red" onclick="x()">Es sind
<data class="value" value="10.5">10,5\u00a0%</data>, siehe <a href="/felder/arbeit/">Arbeit</a>
und Fußnote<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p>
{CHART}
<p><img src="/bilder/markt.jpg" alt="Markt" loading="lazy"></p>
<script>alert(1)</script>
"""


def entry(number: int = 1, **changes: object) -> FeedEntry:
    """Return an invented entry; entries with a higher number are newer."""
    published = datetime(2024, 3, 6, 9, 30, tzinfo=WINTER) + timedelta(days=number)
    values: dict[str, object] = {
        "identifier": UUID(int=number),
        "title": f"Beitrag {number}: Größe & Maß <klein>",
        "url": f"https://musterland.example/2024/03/beitrag-{number}/",
        "published": published,
        "updated": published + timedelta(hours=2),
        "summary": "Wer hilft & wie: a < b, „Straße“.",
        "html": '<p>Über <a href="https://musterland.example/felder/arbeit/">Arbeit</a> &amp; mehr.</p>',
        "categories": (
            Category("arbeit", SETTINGS.permanent_id("feld"), "ARBEIT finden"),
            Category("projekt", SETTINGS.permanent_id("art"), "Projekt"),
        ),
        "enclosure": Enclosure(
            "https://musterland.example/bilder/markt.jpg", 2345, "image/jpeg", "Der Markt & Bäume"
        ),
    }
    return FeedEntry(**(values | changes))  # type: ignore[arg-type]


def feed(*entries: FeedEntry) -> Feed:
    """Return an invented feed of these entries, in this order."""
    return Feed(
        name="feld/arbeit",
        title="Musterland Sozial: ARBEIT finden",
        subtitle="Alles über Arbeit & Größe",
        page="https://musterland.example/felder/arbeit/",
        entries=entries,
        since=datetime(2021, 5, 4, 12, tzinfo=UTC),
    )


@dataclass
class Word:
    """A field or a kind."""

    key: str
    title: str
    label: str = ""


@dataclass
class Picture:
    """A lead picture."""

    src: str
    alt: str


@dataclass
class Post:
    """An article as Pelican hands it over."""

    identifier: UUID | None = field(default_factory=lambda: UUID(int=7))
    title: str = "Neues aus Größenau"
    url: str = "2024/03/neues/"
    date: datetime = datetime(2024, 3, 6, tzinfo=WINTER)
    summary: str = "Kurz gesagt."
    content: str = HTML
    kind: Word = field(default_factory=lambda: Word("projekt", "", "Projekt"))
    field_list: list[Word] = field(default_factory=lambda: [Word("arbeit", "ARBEIT finden")])
    picture: Picture | None = None
    draft_note: str = ""
