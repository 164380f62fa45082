"""What must always be true: every contradiction is found, and named without an address."""

import pytest
from sqlalchemy import text

from plugins.newsletter.store.integrity import problems

STATES = ["sent", "excluded", "failed", "expired"]


def found(store):
    with store.read() as connection:
        return problems(connection)


def test_an_empty_database_has_no_problem(store):
    assert found(store) == []


@pytest.mark.parametrize("state", ["planned", "sending", "paused", "done", "cancelled"])
def test_a_mailing_that_balances_has_no_problem(store, mailing, state):
    mailing(store, state, STATES)
    assert found(store) == []


def test_many_numbers_are_cut_short(sqlite_store, mailing):
    mailing(sqlite_store, "sending", ["sent"] * 9)
    with sqlite_store.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO issue SELECT 2, kind, 'x', title, state, reason, 0, 0, 0, 0, 0, 0 FROM issue"
            )
        )
        connection.execute(
            text("INSERT INTO variant (id, issue_id, mask, content) VALUES (2, 2, 1, 'x')")
        )
        connection.execute(text("UPDATE delivery SET variant_id = 2"))
    assert found(sqlite_store) == [
        "Zustellungen mit der Fassung einer anderen Ausgabe: 1, 2, 3, 4, 5 und weitere."
    ]


@pytest.mark.parametrize(
    ("statement", "sentences"),
    [
        ("UPDATE delivery SET state = 'pending' WHERE id = 1", ["Zahlen nicht aufgehen: 1."]),
        ("UPDATE delivery SET state = 'uncertain' WHERE id = 1", ["Zahlen nicht aufgehen: 1."]),
        ("UPDATE issue SET frozen = 5", ["festgehalten wurden: 1.", "Zahlen nicht aufgehen: 1."]),
        (
            "DELETE FROM delivery WHERE id = 1",
            ["festgehalten wurden: 1.", "Zahlen nicht aufgehen: 1.", "Beiträgen ohne Zustellung: 1."],
        ),
        ("DELETE FROM item WHERE subscriber_id = 1", ["Zustellungen ohne Beitrag: 1."]),
        ("DELETE FROM issue_entry", ["die nicht zu ihnen gehören: 1."]),
        ("UPDATE variant SET content = NULL", ["Fassungen ohne Inhalt: 1."]),
    ],
)  # fmt: skip
def test_each_contradiction_is_named(store, mailing, statement, sentences):
    mailing(store, "done", STATES)
    with store.begin() as connection:
        connection.execute(text(statement))
    said = found(store)
    assert [
        end for end, sentence in zip(sentences, said, strict=True) if sentence.endswith(end)
    ] == sentences
    assert "@" not in "".join(said)


def test_rows_that_point_to_nothing_are_found(sqlite_store, mailing):
    mailing(sqlite_store, "done", STATES)
    with sqlite_store.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF").close()
    raw = sqlite_store.engine.raw_connection()
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("DELETE FROM entry")
    raw.detach()
    raw.close()
    assert "In der Tabelle „item“ verweisen Zeilen auf andere, die es nicht gibt." in found(
        sqlite_store
    )
