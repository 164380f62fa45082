"""What must always be true of the database, looked at from outside the code that keeps it true."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Connection, Select, func, select, text

from plugins.newsletter.store.ledger import delivery, issue, issue_entry, item, variant
from plugins.newsletter.store.states import FINAL, IssueState

_NAMED = 5  # so many numbers stand in a sentence; the rest are counted


def problems(connection: Connection) -> list[str]:
    """Return one German sentence for each kind of contradiction; none where all is well.

    Reads every table once: seconds for a million deliveries. Sentences name numbers of rows, never
    an address.
    """
    found = list(_of_the_file(connection)) if connection.dialect.name == "sqlite" else []
    for sentence, query in _CONTRADICTIONS.items():
        numbers = connection.scalars(query.limit(_NAMED + 1)).all()
        if numbers:
            named = ", ".join(str(number) for number in numbers[:_NAMED])
            more = " und weitere" if len(numbers) > _NAMED else ""
            found.append(f"{sentence}: {named}{more}.")
    return found


def _of_the_file(connection: Connection) -> Iterator[str]:
    if connection.scalar(text("PRAGMA integrity_check(1)")) != "ok":
        yield "Die Datei der Datenbank ist beschädigt; holen Sie die letzte Sicherung zurück."
    tables = {row[0] for row in connection.execute(text("PRAGMA foreign_key_check"))}
    for table in sorted(tables):
        yield f"In der Tabelle „{table}“ verweisen Zeilen auf andere, die es nicht gibt."


def _deliveries(*conditions: ColumnElement[bool]) -> ColumnElement[int]:
    return (
        select(func.count())
        .where(delivery.c.issue_id == issue.c.id, *conditions)
        .correlate(issue)
        .scalar_subquery()
    )


_RENDERED = (IssueState.PLANNED, IssueState.SENDING, IssueState.PAUSED, IssueState.DONE)

_CONTRADICTIONS: dict[str, Select[int]] = {
    "Ausgaben, die nicht so viele Zustellungen haben, wie bei der Planung festgehalten wurden": (
        select(issue.c.id).where(issue.c.frozen != _deliveries())
    ),
    "Erledigte Ausgaben, deren Zahlen nicht aufgehen": select(issue.c.id).where(
        issue.c.state == IssueState.DONE,
        issue.c.frozen != _deliveries(delivery.c.state.in_(FINAL)),
    ),
    "Ausgaben mit zugesagten Beiträgen ohne Zustellung": (
        select(item.c.issue_id)
        .distinct()
        .where(
            ~select(1)
            .where(
                delivery.c.issue_id == item.c.issue_id,
                delivery.c.subscriber_id == item.c.subscriber_id,
            )
            .exists()
        )
    ),
    "Ausgaben mit Zustellungen ohne Beitrag": (
        select(delivery.c.issue_id)
        .distinct()
        .where(
            ~select(1)
            .where(
                item.c.issue_id == delivery.c.issue_id,
                item.c.subscriber_id == delivery.c.subscriber_id,
            )
            .exists()
        )
    ),
    "Ausgaben, die Beiträge zusagen, die nicht zu ihnen gehören": (
        select(item.c.issue_id)
        .distinct()
        .where(
            ~select(1)
            .where(
                issue_entry.c.issue_id == item.c.issue_id,
                issue_entry.c.entry_id == item.c.entry_id,
            )
            .exists()
        )
    ),
    "Zustellungen mit der Fassung einer anderen Ausgabe": (
        select(delivery.c.id)
        .join(variant, variant.c.id == delivery.c.variant_id)
        .where(variant.c.issue_id != delivery.c.issue_id)
    ),
    "Geplante Ausgaben mit Fassungen ohne Inhalt": (
        select(variant.c.issue_id)
        .distinct()
        .join(issue, issue.c.id == variant.c.issue_id)
        .where(variant.c.content.is_(None), issue.c.state.in_(_RENDERED))
    ),
}
