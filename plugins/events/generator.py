"""Pelican generator for the page of events and the calendar files."""

from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pelican.generators import Generator

from plugins.events import ical
from plugins.manuscript.build import build_of

PAGE = "termine/"
CALENDAR = f"{PAGE}kalender.ics"


class EventsGenerator(Generator):
    """Sorts the posts with a time into what is ahead and what is over, and writes both down."""

    def generate_context(self) -> None:
        """Put what is ahead into the context, the next first, for the start page, too."""
        timed = [article for article in self.context["articles"] if article.event]
        ahead = [article for article in timed if article.event.is_ahead]
        over = [article for article in timed if article.event.is_over]
        ahead.sort(key=lambda article: (article.event.next_moment, article.url))
        over.sort(key=lambda article: (article.event.period.closes, article.url), reverse=True)
        self.context["upcoming_events"] = ahead
        self.context["past_events"] = over
        self.context["calendar_file"] = f"/{CALENDAR}"

    def generate_output(self, writer: Any) -> None:  # noqa: ANN401 - Pelican has no types
        """Write the page, the calendar, and one file for each event, hidden ones included."""
        template = self.get_template("events")
        listed = [*self.context["upcoming_events"], *self.context["past_events"]]
        writer.write_file(f"{PAGE}index.html", template, self.context, url=PAGE, listed=listed)
        site = ical.Site(
            name=self.settings["SITENAME"],
            url=self.settings["PUBLIC_URL"],
            address=f"/{CALENDAR}",
            zone=ZoneInfo(self.settings["TIMEZONE"]),
        )
        public = (one for one in self.context["articles"] if not one.draft_note)
        events = [one.event for one in public if one.event]
        moment = build_of(self.settings).moment
        self._write(CALENDAR, ical.calendar(events, site, moment))
        for article in chain(self.context["articles"], self.context["hidden_articles"]):
            if article.event and article.event.calendar_file:
                self._write(article.event.calendar_file, ical.single(article.event, site))

    def _write(self, address: str, content: bytes) -> None:
        file = Path(self.output_path, address.lstrip("/"))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
