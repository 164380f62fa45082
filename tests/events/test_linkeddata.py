import pytest

from tests.events.invented import at, event

PLACE = {"@type": "Place", "name": "Rathaus", "address": "Rathaus"}
ROOM = {"@type": "VirtualLocation", "url": "https://treffen.example"}


def node(kind="termin", **head):
    return event(kind, **head).linked_data("https://musterland.example")


def test_an_event_says_what_when_and_where_in_the_words_of_schema_org():
    data = node(begin=at(2025, 6, 17, 9), end=at(2025, 6, 17, 15), place="Rathaus")
    assert data == {
        "@type": "Event",
        "name": "Fachtag Pflege",
        "description": "Worum es geht.",
        "url": "https://musterland.example/2025/03/fachtag/",
        "startDate": "2025-06-17T09:00:00+02:00",
        "endDate": "2025-06-17T15:00:00+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "location": PLACE,
    }


def test_a_day_without_a_time_stays_a_day():
    data = node(begin=at(2025, 6, 17), end=at(2025, 6, 19))
    assert (data["startDate"], data["endDate"]) == ("2025-06-17", "2025-06-19")
    assert "endDate" not in node(begin=at(2025, 6, 17))


@pytest.mark.parametrize(
    ("head", "mode", "location"),
    [
        ({"place": "Rathaus", "online": ROOM["url"]}, "Mixed", [PLACE, ROOM]),
        ({"online": ROOM["url"]}, "Online", ROOM),
        ({}, None, None),
    ],
)
def test_the_way_to_attend_follows_from_the_places(head, mode, location):
    data = node(begin=at(2025, 6, 17), **head)
    expected = f"https://schema.org/{mode}EventAttendanceMode" if mode else None
    assert data.get("eventAttendanceMode") == expected
    assert data.get("location") == location


def test_a_survey_and_an_offer_are_no_events():
    assert node("beteiligung", begin=at(2025, 6, 1), end=at(2025, 6, 17)) is None
    assert node("hilfe", valid_until=at(2025, 6, 17)) is None
    assert node("beteiligung", begin=at(2025, 6, 17), place="Rathaus")["@type"] == "Event"
