"""Drafts made ready: every variant rendered and frozen, then the issue is planned."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from jinja2 import TemplateError
from sqlalchemy import case, select, update

from plugins.newsletter.errors import NewsletterError, StoreUnusable
from plugins.newsletter.mail.article import Article
from plugins.newsletter.planning.articles import issue_articles
from plugins.newsletter.planning.issues import RESTORED
from plugins.newsletter.source import plain
from plugins.newsletter.store.database import Store
from plugins.newsletter.store.ledger import issue, variant
from plugins.newsletter.store.states import Frequency, IssueState

_LONGEST = 300  # characters of a reason
_BATCH = 100  # masks read at once
# What a template of the house or an odd entry can raise; OSError where a template cannot be read.
_SPOILT = (
    ArithmeticError,
    AttributeError,
    LookupError,
    NewsletterError,
    OSError,
    RuntimeError,
    TemplateError,
    TypeError,
    ValueError,
)


class Frozen(Protocol):
    """A mail without its personal bytes, as mail/variant.py makes it."""

    @property
    def subject(self) -> str:
        """The subject, decoded."""

    @property
    def content(self) -> bytes:
        """The bytes, in the format of mail/variant.py."""


Compose = Callable[[Frequency, Sequence[Article]], Frozen]


@dataclass(frozen=True)
class Rendered:
    """What became of the drafts.

    `paused`: frozen in doubt, they ask before they begin. `failures`: one sentence for each that could
    not be rendered.
    """

    planned: tuple[int, ...] = ()
    paused: tuple[int, ...] = ()
    failures: tuple[str, ...] = ()


def render_drafts(store: Store, compose: Compose, now: int) -> Rendered:
    """Render every draft, each variant committed by itself; one that fails does not stop the others.

    A run that was killed is taken up where it ended. Raises StoreUnusable.
    """
    with store.read() as connection:
        drafts = connection.execute(
            select(issue.c.id, issue.c.kind, issue.c.title)
            .where(issue.c.state == IssueState.DRAFT)
            .order_by(issue.c.planned_for, issue.c.id)
        ).all()
    ready: dict[int, IssueState] = {}
    failures: list[str] = []
    for draft in drafts:
        try:
            _render(store, compose, draft.id, Frequency(draft.kind))
        except StoreUnusable:
            raise
        except _SPOILT as error:
            reason = _reason(error)
            _record(store, draft.id, reason)
            failures.append(
                f"Ausgabe {draft.id} („{draft.title}“) lässt sich nicht setzen: {reason} "
                "Der nächste Lauf versucht es wieder."
            )
        else:
            ready |= _finish(store, draft.id, now)
    planned, paused = (
        tuple(number for number, state in ready.items() if state is wanted)
        for wanted in (IssueState.PLANNED, IssueState.PAUSED)
    )
    return Rendered(planned, paused, tuple(failures))


def _render(store: Store, compose: Compose, issue_id: int, kind: Frequency) -> None:
    missing = (
        select(variant.c.id, variant.c.mask)
        .where(variant.c.issue_id == issue_id, variant.c.content.is_(None))
        .order_by(variant.c.id)
        .limit(_BATCH)
    )
    articles: tuple[Article, ...] = ()
    while True:
        with store.read() as connection:
            rows = connection.execute(missing).all()
            articles = articles or issue_articles(connection, issue_id)
        if not rows:
            return
        for row in rows:
            chosen = [one for at, one in enumerate(articles) if row.mask >> at & 1]
            frozen = compose(kind, chosen)
            with store.begin() as connection:
                connection.execute(
                    update(variant)
                    .where(variant.c.id == row.id, variant.c.content.is_(None))
                    .values(subject=frozen.subject, content=frozen.content)
                )


def _finish(store: Store, issue_id: int, now: int) -> dict[int, IssueState]:
    """Plan a draft all of whose variants are rendered, or pause it if it was frozen in doubt."""
    unfinished = (
        select(1).where(variant.c.issue_id == issue_id, variant.c.content.is_(None)).exists()
    )
    in_doubt = issue.c.paused_at.is_not(None)  # the draft was frozen so
    with store.begin(durable=True) as connection:
        done = connection.execute(
            update(issue)
            .where(issue.c.id == issue_id, issue.c.state == IssueState.DRAFT, ~unfinished)
            .values(
                state=case((in_doubt, IssueState.PAUSED), else_=IssueState.PLANNED),
                reason=case((in_doubt, RESTORED), else_=""),
                paused_at=case((in_doubt, now), else_=None),
            )
            .returning(issue.c.id, issue.c.state)
        ).all()
    return {row.id: IssueState(row.state) for row in done}


def _reason(error: Exception) -> str:
    """Return one line that can be stored; what is not ours says by its class what it means."""
    own = isinstance(error, (NewsletterError, TemplateError))
    said = plain.line(str(error), _LONGEST)
    return said if own else f"{type(error).__name__}: {said or 'ohne Angabe'}."


def _record(store: Store, issue_id: int, reason: str) -> None:
    with store.begin() as connection:
        connection.execute(
            update(issue)
            .where(issue.c.id == issue_id, issue.c.state == IssueState.DRAFT)
            .values(reason=reason)
        )
