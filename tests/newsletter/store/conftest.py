"""A small newsletter in the database: one entry, one issue, three deliveries that balance."""

from collections.abc import Callable, Sequence

import pytest
from sqlalchemy import insert

from plugins.newsletter.store.database import Store, remember
from plugins.newsletter.store.ledger import delivery, issue, issue_entry, item, variant
from plugins.newsletter.store.schema import entry, subscriber


@pytest.fixture
def mailing() -> Callable[[Store, str, Sequence[str]], None]:
    """Give a function that writes issue 1 in this state, with deliveries 1, 2, … in these states."""

    def write(store: Store, state: str, deliveries: Sequence[str]) -> None:
        with store.begin() as connection:
            remember(connection, "last_run", "1000")
            connection.execute(
                insert(entry).values(
                    key="k", link="l", fingerprint="f", title="t", summary="", html="",
                    first_seen_at=0, state="released",
                )
            )  # fmt: skip
            connection.execute(
                insert(issue).values(
                    kind="instant", slot="instant:1:1", title="t", state=state,
                    created_at=0, planned_for=0, frozen=len(deliveries),
                )
            )  # fmt: skip
            connection.execute(insert(issue_entry).values(issue_id=1, entry_id=1, position=0))
            connection.execute(insert(variant).values(issue_id=1, mask=1, content=b"x"))
            for number, each in enumerate(deliveries, 1):
                connection.execute(
                    insert(subscriber).values(
                        address=f"{number}@kreis.example", domain="kreis.example",
                        state="confirmed", frequency="instant", created_at=0,
                    )
                )  # fmt: skip
                connection.execute(
                    insert(item).values(entry_id=1, subscriber_id=number, issue_id=1)
                )
                connection.execute(
                    insert(delivery).values(
                        issue_id=1, subscriber_id=number, variant_id=1, state=each, changed_at=900 + number
                    )
                )  # fmt: skip

    return write
