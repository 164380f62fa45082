"""A sign-up is kept as it was typed, and nothing in the answer depends on what becomes of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as st
from sqlalchemy import func, select

from plugins.newsletter.service.body import Fields
from plugins.newsletter.service.published import Form
from plugins.newsletter.service.signup import read_application
from plugins.newsletter.store.people import application
from plugins.newsletter.store.states import Frequency

NOW = 1_790_000_000
OFFER = Form({"senioren": "Ältere Menschen", "arbeit": "Arbeit"}, "2026-11-22", "Ja.")
TYPED = {
    "adresse": "Erika.Muster@Müller.example", "haeufigkeit": "woche", "fassung": "2026-11-22",
    "seite": "/newsletter/", "homepage": "",
}  # fmt: skip


def rows(place):
    with place.store.read() as connection:
        return connection.execute(select(application).order_by(application.c.id)).all()


def fields(**changed) -> Fields:
    values = {name: [value] for name, value in TYPED.items()}
    return Fields({**values, **changed})


def test_what_was_typed_is_kept_as_it_is(client, place):
    answer = client.post("anmelden/", {**TYPED, "thema": ["senioren", "wohnen"]})
    assert (answer.status, answer.location) == (303, "/newsletter/postfach/")
    row = rows(place)[0]
    assert row.address == "Erika.Muster@Müller.example"
    assert (row.frequency, row.wording, row.form) == ("weekly", "2026-11-22", "/newsletter/")
    assert (row.topics, row.asked_at) == ('["senioren", "wohnen"]', NOW)


def test_the_courier_is_called_once_it_is_safe(new_place, new_client, store):
    seen = []
    place = new_place(store, wake=lambda: seen.append(len(rows(place))))
    new_client(place).post("anmelden/", TYPED)
    assert seen == [1]


def test_the_answer_is_the_same_for_whomever(client, place, subscribe, blocked):
    """New, known, suppressed, implausible; programs, forged and late ones as well."""
    subscribe(place.store, "da@kreis.example")
    number = subscribe(place.store, "fort@kreis.example")
    place.register.bounce(number, NOW)
    answers = [
        client.post("anmelden/", {**TYPED, **changed})
        for changed in (
            {}, {"adresse": "da@kreis.example"}, {"adresse": "fort@kreis.example"}, {"adresse": "keine"},
            {"adresse": ""}, {"adresse": "x" * 400}, {"adresse": "a@b.example\nBcc: c@d.example"},
            {"adresse": ["a@b.example", "c@d.example"]}, {"homepage": "http://spam.example"},
            {"thema": "erfunden"}, {"haeufigkeit": "nie"}, {"haeufigkeit": ""}, {"fassung": "von gestern"},
            {"fassung": ""}, {"seite": "https://evil.example/"}, {"seite": ""},
        )
    ]  # fmt: skip
    answers += [
        client.post("anmelden/", {**TYPED, "adresse": f"n{n}@b.example"}) for n in range(40)
    ]
    assert len({(a.status, tuple(sorted(a.headers.items())), a.body) for a in answers}) == 1
    kept = [row.address for row in rows(place)]
    assert kept[:4] == [TYPED["adresse"], "da@kreis.example", "fort@kreis.example", "keine"]
    assert (
        len(kept) == place.settings.signup.network - 1
    )  # the one of an unknown wording counted, too


def test_no_address_is_looked_up(sqlite_client, sqlite_place, subscribe):
    subscribe(sqlite_place.store, "da@kreis.example")
    with sqlite_place.store.begin() as connection:
        for table in ("subscriber", "notice", "consent", "suppression"):
            connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO verborgen_{table}")
    assert sqlite_client.post("anmelden/", TYPED).location == "/newsletter/postfach/"
    assert len(rows(sqlite_place)) == 1


def test_nothing_that_a_page_of_another_site_sends_is_kept(sqlite_client, sqlite_place):
    answer = sqlite_client.post("anmelden/", TYPED, headers={"sec-fetch-site": "cross-site"})
    assert answer.status == 403
    assert answer.soup.h1.string == "Nicht angenommen"
    assert sqlite_client.post("anmelden/", TYPED, headers={}).status == 403
    assert not rows(sqlite_place)


def test_limits_are_settings_and_count_networks(new_place, new_client, sqlite_store, settings):
    few = replace(settings, signup=replace(settings.signup, network=2, overall=3))
    place = new_place(sqlite_store, few)
    client = new_client(place)
    for address in ("192.0.2.1", "192.0.2.2", "192.0.2.3", "198.51.100.1", "203.0.113.1"):
        answer = client.post("anmelden/", TYPED, headers={"sec-fetch-site": "same-origin", "x-real-ip": address})  # fmt: skip
        assert answer.location == "/newsletter/postfach/"
    assert len(rows(place)) == 3


def test_who_opens_the_address_of_the_form_finds_the_form(sqlite_client):
    for page in ("anmelden/", "anmelden"):
        answer = sqlite_client.get(page)
        assert (answer.status, answer.location) == (303, "/newsletter/")


def test_a_database_that_another_holds_is_told_calmly(client, place, blocked):
    with blocked():
        answer = client.post("anmelden/", TYPED)
    assert (answer.status, answer.soup.h1.string) == (503, "Störung")
    assert answer.headers["retry-after"]
    assert client.post("anmelden/", TYPED).status == 303
    assert len(rows(place)) == 1


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_database_that_was_restarted_is_found_again(client, place, postgresql):
    client.post("anmelden/", TYPED)
    name = place.store.engine.url.database
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
    postgresql.sql(f"{ended}'{name}'")
    assert client.post("anmelden/", TYPED).status in (303, 503)
    assert client.post("anmelden/", TYPED).status == 303


def test_a_full_disk_is_told_calmly(new_place, new_client, sqlite_store):
    with sqlite_store.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    client = new_client(new_place(sqlite_store))
    held = [sqlite_store.engine.raw_connection() for _ in range(8)]
    for each in held:
        each.execute(f"PRAGMA max_page_count={pages}")
        each.close()
    long = {**TYPED, "seite": "/" + "x" * 299, "adresse": "x" * 300 + "@b.example"}
    seen = [client.post("anmelden/", long).status for _ in range(20)]
    assert set(seen) == {303, 503}
    with sqlite_store.read() as connection:
        kept = connection.scalar(select(func.count()).select_from(application))
    assert kept == seen.count(303)


def test_a_site_that_was_never_built_is_told_calmly(sqlite_client, site):
    for file in site.rglob("*.*"):
        file.unlink()
    answer = sqlite_client.post("anmelden/", TYPED)
    assert answer.status == 503
    assert "einigen Minuten" in answer.soup.main.text


def test_no_topic_ticked_means_all():
    assert read_application(fields(), OFFER, NOW).topics is None
    assert read_application(fields(thema=["arbeit"]), OFFER, NOW).topics == {"arbeit"}


@pytest.mark.parametrize(
    "address", [" a@b.example ", "a@b.example\t", "ü@müller.example", "x@y", "x" * 320]
)
def test_what_may_be_an_address_is_judged_later(address):
    assert read_application(fields(adresse=[address]), OFFER, NOW).address == address


@pytest.mark.parametrize(
    "changed",
    [
        {"adresse": ["  "]}, {"adresse": []}, {"adresse": ["x" * 321]}, {"adresse": ["a\r\n@b.example"]},
        {"adresse": ["a\x1b@b.example"]}, {"thema": ["arbeit", "Arbeit"]}, {"thema": [""]}, {"thema": ["*"]},
        {"homepage": ["", "x"]}, {"haeufigkeit": ["woche", "woche"]}, {"haeufigkeit": ["instant"]},
        {"fassung": ["x" * 65]}, {"fassung": ["1\n2"]}, {"seite": ["//evil.example"[1:] + "?t=1"]},
        {"seite": ["/a@b.example"]}, {"seite": ["/" + "x" * 300]}, {"seite": ["newsletter"]}, {"seite": ["/\n"]},
    ],
)  # fmt: skip
def test_what_no_person_sends_is_dropped(changed):
    assert read_application(fields(**changed), OFFER, NOW) is None


NAMES = [*TYPED, "thema"]


@trials(max_examples=50)
@given(st.dictionaries(st.sampled_from(NAMES), st.lists(st.text(max_size=20), max_size=3)))
def test_any_fields_are_a_sign_up_or_nothing(values):
    found = read_application(Fields(values), OFFER, NOW)
    if found:
        assert found.frequency in set(Frequency)
        assert found.form.startswith("/")
        assert "@" not in found.form
        assert (found.topics or set()) <= OFFER.topics.keys()
