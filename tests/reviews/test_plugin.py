from datetime import UTC, datetime
from types import SimpleNamespace

from plugins.manuscript.build import SETTING, begin_build
from plugins.reviews import _NOTES, _SETTING, _name_counts, _review_years


def test_a_review_without_facts_stands_alone_and_stops_nothing(county):
    settings = {"PATH": str(county.content), "TIMEZONE": "Europe/Berlin"}
    review = SimpleNamespace(
        kind=SimpleNamespace(key="rueckblick"), year=None, date=datetime(2024, 12, 20, tzinfo=UTC)
    )
    generator = SimpleNamespace(
        settings=settings | {SETTING: begin_build(settings), _SETTING: {}, _NOTES: {}},
        articles=[review],
        context={"kinds": [], "fields_by_key": {}},
    )
    _review_years(generator)
    _name_counts([generator])
    assert generator.context["reviews"] == []
