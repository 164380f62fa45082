"""The page of preferences: made for everybody, repeatable, and it says nothing about anybody else."""

import asyncio
import json
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from plugins.newsletter.consent.choices import Choice
from plugins.newsletter.store.people import Event, application, consent
from plugins.newsletter.store.schema import subscription
from plugins.newsletter.store.states import Frequency, SubscriberState

NOW = 1_790_000_000
OWN = {"sec-fetch-site": "same-origin", "x-real-ip": "192.0.2.7"}
SAVE = {"tat": "speichern", "umfang": "auswahl", "thema": ["senioren"], "haeufigkeit": "woche"}
MOVE = {"tat": "adresse", "adresse": "neu@b.example"}
ERASE = {"tat": "loeschen", "sicher": "ja"}
PAGE = "einstellungen/"


# What is only rendered needs one database.
rendered = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def number(place, subscribe) -> int:
    return subscribe(place.store, "erika@b.example")


@pytest.fixture
def query(place, number) -> str:
    return f"t={place.keys.sign('settings', number)}"


def count(place, table, *where) -> int:
    with place.store.read() as connection:
        return connection.scalar(select(func.count()).select_from(table).where(*where))


def choice(place, number) -> Choice:
    member = place.register.member(number)
    return Choice(member.topics, member.frequency)


def checked(answer, name: str) -> list[str]:
    return [box["value"] for box in answer.soup.select(f'[name="{name}"][checked]')]


def fault(answer) -> str:
    """Return what a mistake is called, after looking that it is said at the top and at its field."""
    assert answer.status == 422
    assert answer.soup.title.string.startswith("Fehler: ")
    box = answer.soup.select_one('[role="alert"][tabindex="-1"][autofocus]')
    said = box.select_one("li a")
    field = answer.soup.find(id=said["href"].removeprefix("#"))
    assert field.name == "input"
    nearest = field.find_parent(["fieldset", "div"])
    described = f"{field.get('aria-describedby', '')} {nearest.get('aria-describedby', '')}"
    error = nearest.select_one(".error")
    assert error["id"] in described.split()
    assert error.text == f"Fehler: {said.text}"
    assert not answer.soup.select('[role="status"]')
    return said["href"].removeprefix("#wahl--")


def test_the_page_shows_what_is_stored(client, place, number, query):
    answer = client.get(PAGE, query)
    assert answer.status == 200
    assert "erika@b.example" in answer.soup.main.text
    assert (checked(answer, "umfang"), checked(answer, "thema")) == (["alle"], [])
    assert checked(answer, "haeufigkeit") == ["sofort"]
    place.register.change(number, Choice(frozenset({"arbeit"}), Frequency.MONTHLY), NOW)
    answer = client.get("einstellungen", query)
    assert (checked(answer, "umfang"), checked(answer, "thema")) == (["auswahl"], ["arbeit"])
    assert checked(answer, "haeufigkeit") == ["monat"]


@rendered
def test_the_frame_of_the_site_stays_around_the_form(client, query):
    answer = client.get(PAGE, query)
    assert [h.string for h in answer.soup.select("h1")] == ["Ihr Newsletter"]
    assert "<!--" not in answer.text
    assert "später noch einmal" not in answer.text
    assert answer.text.rstrip().endswith("</html>")


@rendered
def test_everything_can_be_used_without_eyes_mouse_and_script(client, query):
    soup = client.get(PAGE, query).soup
    for form in soup.select("form"):
        assert form["method"] == "post"
        assert form["action"] == f"?{query}"  # here, but not at a mark in the page: #…
        assert soup.find(id=form["aria-labelledby"])
        assert len(form.select("button[type=submit]")) == 1
    for box in soup.select("input:not([type=hidden])"):
        assert box.find_parent("label") or soup.find("label", attrs={"for": box["id"]})
    for group in soup.select("input[type=radio], input[type=checkbox]"):
        assert group.find_parent("fieldset").legend.text
    ids = [each["id"] for each in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    for each in soup.select("[aria-describedby]"):
        assert set(each["aria-describedby"].split()) <= set(ids)
    assert soup.select_one("#wahl--sicher").has_attr("required")
    assert not soup.select("script, style, [style], [onclick]")


def test_a_choice_is_saved_and_said(client, place, number, query):
    answer = client.post(PAGE, SAVE, query)
    assert (answer.status, answer.location) == (303, f"/newsletter/einstellungen/?{query}&stand=gespeichert")  # fmt: skip
    assert choice(place, number) == Choice(frozenset({"senioren"}), Frequency.WEEKLY)
    shown = client.get(PAGE, answer.location.partition("?")[2])
    status = shown.soup.select_one('[role="status"][tabindex="-1"][autofocus]')
    assert status.text.startswith("Gespeichert.")
    assert shown.soup.title.string == "Gespeichert: Ihr Newsletter"
    assert checked(shown, "thema") == ["senioren"]
    client.post(PAGE, {**SAVE, "umfang": "alle", "haeufigkeit": "sofort"}, query)
    assert choice(place, number) == Choice(None, Frequency.INSTANT)


def test_to_save_twice_is_to_save_once(client, place, number, query):
    async def clicks():
        headers = {"content-type": "application/x-www-form-urlencoded", **OWN}.items()
        body = b"tat=speichern&umfang=auswahl&thema=senioren&haeufigkeit=woche"
        return await asyncio.gather(
            *(client.call("POST", PAGE, query, headers, [body]) for _ in range(4))
        )

    assert {answer.status for answer in client.runner.run(clicks())} == {303}
    client.post(PAGE, SAVE, f"{query}&stand=gespeichert")
    assert count(place, consent, consent.c.event == Event.CHANGED) == 1


@rendered
@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"thema": []}, "thema"),
        ({"thema": ["erfunden"]}, "umfang"),
        ({"umfang": "alle"}, "umfang"),
        ({"umfang": "nichts"}, "umfang"),
        ({"umfang": []}, "umfang"),
        ({"haeufigkeit": "stuendlich"}, "haeufigkeit"),
        ({"haeufigkeit": []}, "haeufigkeit"),
        ({"tat": "adresse", "adresse": ""}, "adresse"),
        ({"tat": "adresse", "adresse": "keine"}, "adresse"),
        ({"tat": "adresse", "adresse": "a@b.example\r\nBcc: c@d.example"}, "adresse"),
        ({"tat": "adresse", "adresse": ["a@b.example", "c@d.example"]}, "adresse"),
        ({"tat": "adresse", "adresse": " Erika@B.example"}, "adresse"),
        ({"tat": "adresse", "adresse": "x" * 400}, "adresse"),
        ({"tat": "loeschen"}, "sicher"),
        ({"tat": "loeschen", "sicher": "nein"}, "sicher"),
    ],
)
def test_a_mistake_is_said_at_the_top_and_at_its_field(client, place, number, changed, field):
    query = f"t={place.keys.sign('settings', number)}"
    before = choice(place, number)
    assert fault(client.post(PAGE, {**SAVE, **changed}, query)) == field
    assert choice(place, number) == before
    assert count(place, application) == 0


@rendered
def test_what_was_entered_is_still_there_beside_a_mistake(client, query):
    answer = client.post(PAGE, {**SAVE, "umfang": "alle", "thema": ["arbeit", "wohnen"]}, query)
    assert checked(answer, "thema") == ["wohnen", "arbeit"]
    assert checked(answer, "haeufigkeit") == ["woche"]
    typed = '"><script>alert(1)</script>'
    answer = client.post(PAGE, {"tat": "adresse", "adresse": typed}, query)
    assert answer.soup.select_one("#wahl--adresse")["value"] == typed
    assert answer.soup.select_one("#wahl--adresse")["aria-invalid"] == "true"
    assert not answer.soup.select("script")


def test_who_goes_back_from_single_topics_to_all_need_not_untick_them(client, place, number, query):
    client.post(PAGE, SAVE, query)
    client.post(PAGE, {**SAVE, "umfang": "alle"}, query)
    assert choice(place, number).topics is None


def test_another_address_waits_to_be_confirmed(client, place, number, query):
    answer = client.post(PAGE, MOVE, query)
    assert answer.location.endswith("&stand=postfach")
    assert place.register.member(number).address.address == "erika@b.example"
    with place.store.read() as connection:
        row = connection.execute(select(application)).one()
    assert (row.address, row.subscriber_id) == ("neu@b.example", number)
    shown = client.get(PAGE, answer.location.partition("?")[2])
    assert "Postfach der neuen Adresse" in shown.soup.select_one('[role="status"]').text


def test_nothing_tells_whether_the_other_address_is_known(client, place, number, query, subscribe):
    subscribe(place.store, "da@b.example")
    place.register.bounce(subscribe(place.store, "fort@b.example"), NOW)
    answers = [
        client.post(PAGE, {"tat": "adresse", "adresse": address}, query)
        for address in ("neu@b.example", "da@b.example", "fort@b.example", "neu@b.example")
    ]
    assert len({(a.status, tuple(a.headers.items()), a.body) for a in answers}) == 1


def test_moves_are_limited_like_sign_ups_and_it_does_not_show(
    new_place, new_client, place, settings, query
):
    few = replace(settings, signup=replace(settings.signup, network=2))
    client = new_client(new_place(place.store, few))
    answers = [client.post(PAGE, {**MOVE, "adresse": f"n{n}@b.example"}, query) for n in range(5)]
    assert {answer.location[-8:] for answer in answers} == {"postfach"}
    assert count(place, application) == 2


def test_erasing_needs_a_tick_and_can_be_repeated(client, place, number, query):
    for _ in range(2):
        answer = client.post(PAGE, ERASE, query)
        assert (answer.status, answer.location) == (303, "/newsletter/geloescht/")
    assert place.register.member(number).state is SubscriberState.LEFT
    assert "erika" not in client.get(PAGE, query).text


@pytest.mark.parametrize("fields", [SAVE, MOVE])
def test_who_has_left_is_told_so_and_asked_back_in_every_tab(client, place, number, query, fields):
    place.register.leave(number, NOW)
    answer = client.post(PAGE, fields, query)
    assert answer.location == f"/newsletter/einstellungen/?{query}"
    shown = client.get(PAGE, query)
    assert shown.status == 200
    assert "nicht mehr" in shown.soup.main.text
    assert shown.soup.find("a", href="/newsletter/")
    assert not shown.soup.select("form")
    assert "@" not in shown.text
    assert count(place, application) == 0


def test_everything_stored_can_be_taken_home(client, place, number, query):
    page = client.get(PAGE, query).soup
    link = page.find("a", download=True)["href"]
    answer = client.get(link.removeprefix("/newsletter/").partition("?")[0], link.partition("?")[2])
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["content-disposition"] == 'attachment; filename="newsletter-daten.json"'
    assert "erika@b.example" in json.dumps(answer.data())
    place.register.leave(number, NOW)
    assert "erika" not in client.get("einstellungen/daten.json", query).text


@rendered
def test_of_somebody_whom_the_database_does_not_know_nothing_is_stored(client, place):
    answer = client.get("einstellungen/daten.json", f"t={place.keys.sign('settings', 4711)}")
    assert (answer.status, answer.location) == (303, "/newsletter/link-ungueltig/")


def test_the_link_to_leave_works(client, place, number, query):
    page = client.get(PAGE, query).soup
    link = page.find("a", string="Newsletter abbestellen")["href"]
    assert link.startswith("/newsletter/abmelden/?t=")
    client.post("abmelden/", {"tat": "abmelden"}, link.partition("?")[2])
    assert place.register.member(number).state is SubscriberState.LEFT


@rendered
def test_a_bad_link_shows_and_does_nothing(client, place, number, query):
    other = f"t={place.keys.sign('leave', number)}"
    for asked in ("", "t=", f"{query}0", query[:-1], f"{query}&{query}", other, f"{query}%"):
        for answer in (
            client.get(PAGE, asked), client.post(PAGE, ERASE, asked), client.get("einstellungen/daten.json", asked),
        ):  # fmt: skip
            assert (answer.status, answer.location) == (303, "/newsletter/link-ungueltig/"), asked
    assert place.register.member(number).state is SubscriberState.CONFIRMED


@rendered
def test_a_page_of_another_site_changes_nothing(client, place, number, query):
    for fields in (SAVE, MOVE, ERASE):
        answer = client.post(PAGE, fields, query, headers={"origin": "https://evil.example"})
        assert answer.status == 403
    assert choice(place, number).topics is None
    assert count(place, application) == 0


def test_who_has_left_and_asks_on_an_old_page_to_delete_everything_gets_it_done(
    client, place, number, query
):
    place.register.leave(number, NOW)
    unsure = client.post(PAGE, {"tat": "loeschen"}, query)
    assert unsure.location == f"/newsletter/einstellungen/?{query}"
    for _ in range(2):
        answer = client.post(PAGE, ERASE, query)
        assert (answer.status, answer.location) == (303, "/newsletter/geloescht/")
        assert count(place, consent, consent.c.event == Event.ERASED) == 1
    assert count(place, subscription) == 0


@rendered
def test_an_unknown_deed_is_refused(client, query):
    for fields in ({}, {"tat": "sprengen"}, {"tat": ["speichern", "loeschen"], "sicher": "ja"}):
        assert client.post(PAGE, fields, query).status == 400


@rendered
def test_an_unknown_message_is_not_shown(client, query):
    answer = client.get(PAGE, f"{query}&stand=<b>Gewonnen</b>")
    assert answer.status == 200
    assert "Gewonnen" not in answer.text
    assert not answer.soup.select('[role="status"]')


def test_a_database_that_another_holds_is_told_calmly(client, place, number, query, blocked):
    with blocked():
        for fields in (SAVE, MOVE, ERASE):
            answer = client.post(PAGE, fields, query)
            assert (answer.status, answer.soup.h1.string) == (503, "Störung")
    assert client.post(PAGE, SAVE, query).status == 303


@rendered
def test_an_address_is_shown_as_people_write_it(client, place, subscribe):
    number = subscribe(place.store, "jürgen@müller.example")
    shown = client.get(PAGE, f"t={place.keys.sign('settings', number)}")
    assert "jürgen@müller.example" in shown.soup.main.text
    assert "xn--" not in shown.text


@rendered
def test_a_name_with_signs_of_html_is_shown_as_it_is(client, query):
    assert "Wohnen & Miete" in client.get(PAGE, query).soup.main.text
