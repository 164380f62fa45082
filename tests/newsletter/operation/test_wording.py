"""Numbers and times as a German reader expects them."""

from zoneinfo import ZoneInfo

import pytest

from plugins.newsletter.operation.wording import ago, counted, moment, number


def test_thousands_have_points():
    assert [number(count) for count in (0, 999, 1000, 1234567)] == [
        "0",
        "999",
        "1.000",
        "1.234.567",
    ]


def test_one_is_singular():
    assert counted(1, "Mail", "Mails") == "1 Mail"
    assert counted(2000, "Mail", "Mails") == "2.000 Mails"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "gerade eben"), (60, "vor 1 Minute"), (3599, "vor 59 Minuten"), (7200, "vor 2 Stunden"),
     (90_000, "vor 25 Stunden"), (172_800, "vor 2 Tagen")],
)  # fmt: skip
def test_the_past_is_said_as_exactly_as_one_wants_to_know(seconds, said):
    assert ago(seconds) == said


def test_a_moment_is_local():
    assert moment(1_790_071_200, ZoneInfo("Europe/Berlin")) == "Di 22.09.2026, 12:00"
