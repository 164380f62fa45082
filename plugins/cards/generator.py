"""Pelican generator for the social cards: each text gets its `card`, the context the site's."""

from itertools import chain
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.cards.card import FILE, Card, Motif
from plugins.cards.store import write_cards
from plugins.manuscript.build import build_of
from plugins.manuscript.dates import long_date

_REVIEW = "rueckblick"


class CardsGenerator(Generator):
    """Says which card belongs to which page, and draws them when the pages are written."""

    def generate_context(self) -> None:
        """Put a card on each post and review (kinds and fields are known by now)."""
        self._motifs: dict[str, Motif] = {}
        for article in chain(self.context["articles"], self.context["hidden_articles"]):
            article.card = self._card(
                article.url,
                article.title,
                names=(article.kind.label, *(field.title for field in article.field_list)),
                date=long_date(article.date),
                is_filled=article.kind.key == _REVIEW,
            )
        name, about = self.settings["SITENAME"], self.settings["TAGLINE"]
        self.context["site_card"] = self._card("", name, lead=about, alt=f"{name}: {about}")

    def _card(self, url: str, title: str, *, alt: str = "", **words: Any) -> Card:  # noqa: ANN401 - fields of Motif
        outline = self.settings.get("SITE_OUTLINE") or ""
        site = self.settings["SITENAME"]
        self._motifs[url] = Motif(site=site, outline=outline, title=title, **words)
        return Card(f"/{url}{FILE}", alt or title)

    def generate_output(self, writer: object) -> None:
        """Draw the cards, or take them from the cache."""
        del writer
        files = {Path(self.output_path, url, FILE): motif for url, motif in self._motifs.items()}
        write_cards(files, self.settings["CARDS"], build_of(self.settings).root)
