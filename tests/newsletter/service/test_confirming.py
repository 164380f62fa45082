"""The link of a confirmation mail: looking changes nothing, the button confirms, again is as good as once."""

import asyncio
from dataclasses import replace

from sqlalchemy import func, select

from plugins.newsletter.store.people import consent
from plugins.newsletter.store.schema import subscriber
from plugins.newsletter.store.states import SubscriberState

DAYS = 24 * 3600
NOW = 1_790_000_000
HEADERS = {"content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "same-origin"}


def confirmed(place) -> int:
    with place.store.read() as connection:
        rows = select(func.count()).where(subscriber.c.state == SubscriberState.CONFIRMED)
        return connection.scalar(rows.select_from(subscriber))


def proofs(place) -> int:
    with place.store.read() as connection:
        return connection.scalar(select(func.count()).select_from(consent))


def test_programs_that_open_every_link_confirm_nothing(client, place, link):
    token = link("a@b.example")
    for method in ("GET", "HEAD"):
        for page in ("bestaetigen/", "bestaetigen"):
            answer = client.get(page, f"t={token}", method)
            assert answer.status == 200
            assert token not in answer.text
    assert confirmed(place) == 0
    assert answer.soup.h1.string == "Bestätigen"


def test_the_button_confirms_and_is_friendly_the_second_time_too(client, place, link):
    token = link("a@b.example")
    for _ in range(3):
        answer = client.post("bestaetigen/", query=f"t={token}")
        assert (answer.status, answer.location) == (303, "/newsletter/angemeldet/")
    assert (confirmed(place), proofs(place)) == (1, 1)


def test_a_double_click_confirms_once(client, place, link):
    token = link("a@b.example")

    async def clicks():
        return await asyncio.gather(
            *(client.call("POST", "bestaetigen/", f"t={token}", HEADERS.items()) for _ in range(6))
        )

    assert {answer.location for answer in client.runner.run(clicks())} == {"/newsletter/angemeldet/"}  # fmt: skip
    assert (confirmed(place), proofs(place)) == (1, 1)


def test_a_new_address_is_confirmed_the_same_way(client, place, subscribe, token_of_last_mail):
    number = subscribe(place.store, "alt@b.example")
    place.register.ask_to_move(number, "neu@b.example", NOW)
    answer = client.post("bestaetigen/", query=f"t={token_of_last_mail(place)}")
    assert answer.location == "/newsletter/adresse-geaendert/"
    assert place.register.member(number).address.address == "neu@b.example"


def test_after_seven_days_the_link_has_expired(new_place, new_client, place, link):
    token = link("a@b.example")
    late = new_client(new_place(place.store, clock=lambda: NOW + 7 * DAYS))
    answer = late.post("bestaetigen/", query=f"t={token}")
    assert answer.location == "/newsletter/link-ungueltig/"
    assert confirmed(place) == 0


def test_a_link_that_was_cut_off_or_guessed_confirms_nobody(client, place, link):
    token = link("a@b.example")
    upper = token.upper() if not token.isdigit() else "A"
    for query in (
        "", "t=", "t=0", f"t={token}0", f"t={token[:-1]}", f"t={token}&t={token}", f"t={token}%", "t=%00", f"x={token}",
        f"t={upper}", f"t={token}%0d%0aSet-Cookie:a=b", f"t={'a' * 9000}",
    ):  # fmt: skip
        answer = client.post("bestaetigen/", query=query)
        assert (answer.status, answer.location) == (303, "/newsletter/link-ungueltig/"), query
    assert confirmed(place) == 0


def test_a_page_of_another_site_confirms_nothing(client, place, link):
    token = link("a@b.example")
    answer = client.post("bestaetigen/", query=f"t={token}", headers={"origin": "https://evil.example"})  # fmt: skip
    assert answer.status == 403
    assert confirmed(place) == 0


def test_a_database_that_another_holds_loses_no_link(client, place, link, blocked):
    token = link("a@b.example")
    with blocked():
        assert client.post("bestaetigen/", query=f"t={token}").status == 503
    assert client.post("bestaetigen/", query=f"t={token}").location == "/newsletter/angemeldet/"


def test_confirming_is_never_limited(new_place, new_client, place, link, settings):
    token = link("a@b.example")
    few = replace(settings, signup=replace(settings.signup, network=1, overall=1))
    client = new_client(new_place(place.store, few))
    for _ in range(5):
        answer = client.post("bestaetigen/", query=f"t={token}")
        assert answer.location == "/newsletter/angemeldet/"
