"""Every variant is rendered once, and one that cannot be does not stop the others."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from jinja2 import UndefinedError
from sqlalchemy import select

from plugins.newsletter.errors import NewsletterError, SettingsUnusable, StoreUnusable
from plugins.newsletter.store.ledger import issue, variant

DAY = 86_400


class Killed(BaseException):
    """As SIGKILL: nothing may catch it."""


@pytest.fixture
def digest_house(house, make_post, subscribe):
    """Three entries, and weekly subscribers for three different sets of them."""
    for name, topics in {"x": None, "y": ("alter",), "z": ("alter", "pflege")}.items():
        subscribe(
            house.store,
            f"{name}@mail.example",
            topics=topics,
            frequency="weekly",
            now=house.now - 9,
        )
    house.feed.show(
        make_post("a", topics=("alter",), published_at=house.now - 60),
        make_post("b", topics=("pflege",), published_at=house.now - 50),
        make_post("c", topics=("jugend",), published_at=house.now - 40),
    )
    house.run()
    return house


def variants(house) -> dict[str, bytes | None]:
    with house.store.read() as connection:
        return dict(connection.execute(select(variant.c.subject, variant.c.content)).all())


def test_one_variant_is_rendered_for_each_set_of_entries_the_newest_first(digest_house):
    house = digest_house
    asked = []
    compose = house.compose
    house.compose = lambda kind, posts: asked.append(posts) or compose(kind, posts)
    planned = house.run(after=7 * DAY)
    assert set(variants(house)) == {
        "weekly: Beitrag c, Beitrag b, Beitrag a",
        "weekly: Beitrag a",
        "weekly: Beitrag b, Beitrag a",
    }
    assert len(asked) == 3
    assert planned.rendered.planned == planned.issues
    assert [row.state for row in house.issues()] == ["planned"]


@pytest.mark.parametrize("nth", [0, 1, 2])
def test_a_killed_rendering_is_taken_up_where_it_ended(digest_house, nth):
    house = digest_house
    done = []
    compose = house.compose

    def killing(kind, posts):
        if len(done) == nth:
            raise Killed
        done.append(1)
        return compose(kind, posts)

    house.compose = killing
    with pytest.raises(Killed):
        house.run(after=7 * DAY)
    assert [row.state for row in house.issues()] == ["draft"]
    before = {subject: content for subject, content in variants(house).items() if content}
    house.compose = lambda kind, posts: done.append(1) or compose(kind, posts)
    house.run(after=60)
    assert len(done) == 3
    assert before.items() <= variants(house).items()
    assert [row.state for row in house.issues()] == ["planned"]


@pytest.mark.parametrize(
    "error",
    [
        NewsletterError("kaputt"), SettingsUnusable("kaputt"), UndefinedError("kaputt"),
        TypeError("kaputt"), ZeroDivisionError("kaputt"), OverflowError("kaputt"),
        UnicodeDecodeError("utf-8", b"\xfc", 0, 1, "kaputt"), KeyError("kaputt"),
        AttributeError("kaputt"), RecursionError("kaputt\x00"), PermissionError("kaputt"),
    ],
    ids=lambda error: type(error).__name__,
)  # fmt: skip
def test_one_bad_draft_stays_a_draft_with_its_reason_and_the_others_go_on(
    house, make_post, subscribe, error
):
    subscribe(house.store, "a@mail.example", now=house.now - 9)
    house.feed.show(make_post("good"), make_post("bad"))
    house.run()
    compose = house.compose

    def picky(kind, posts):
        if posts[0].title == "Beitrag bad":
            raise error
        return compose(kind, posts)

    house.compose = picky
    planned = house.run(after=1800)
    states = {row.title: (row.state, row.reason) for row in house.issues()}
    assert states["Beitrag good"] == ("planned", "")
    assert states["Beitrag bad"][0] == "draft"
    assert "kaputt" in states["Beitrag bad"][1]
    (sentence,) = planned.rendered.failures
    assert "„Beitrag bad“" in sentence
    assert "kaputt" in sentence
    house.compose = compose
    house.run(after=60)
    assert {(row.state, row.reason) for row in house.issues()} == {("planned", "")}


@pytest.mark.parametrize("error", [StoreUnusable("voll"), Killed()], ids=["database", "killed"])
def test_what_no_other_draft_could_survive_ends_the_run(house, make_post, subscribe, error):
    subscribe(house.store, "a@mail.example", now=house.now - 9)
    house.feed.show(make_post("a"))
    house.run()

    def failing(*_):
        raise error

    house.compose = failing
    with pytest.raises(type(error)):
        house.run(after=1800)


def test_an_article_comes_back_as_it_was_stored(house, make_post, subscribe):
    subscribe(house.store, "a@mail.example", now=house.now - 9)
    post = make_post(
        "a", topics=("pflege", "alter"), lead="https://x.example/a.png", author="A. Muster",
        summary="kurz", lead_alt="Rathaus", topic_labels={"alter": "ALTER schätzen"}, html='<p>a</p><img src="https://x.example/a.png">',
    )  # fmt: skip
    house.feed.show(post)
    house.run()
    found = []
    house.compose = lambda kind, posts: (
        found.extend(posts) or SimpleNamespace(subject=kind, content=b"")
    )
    house.run(after=1800)
    (article,) = found
    names = ("title", "link", "summary", "html", "published_at", "author", "lead", "lead_alt")
    assert [getattr(article, n) for n in names] == [getattr(post, n) for n in names]
    assert article.topics == ("pflege", "ALTER schätzen"), "labels, as the feed has them"
    assert article.pictures[post.lead].content == b"png"


def test_an_edit_during_grace_changes_the_pictures_too(house, make_post, subscribe):
    subscribe(house.store, "a@mail.example", now=house.now - 9)
    post = make_post("a", lead="https://x.example/a.png")
    house.feed.show(post)
    house.run()
    house.feed.show(replace(post, lead="https://x.example/b.png"))
    house.run(after=60)
    found = []
    house.compose = lambda kind, posts: (
        found.extend(posts) or SimpleNamespace(subject=kind, content=b"")
    )
    house.run(after=1800)
    assert list(found[0].pictures) == ["https://x.example/b.png"]


def test_a_draft_that_was_cancelled_meanwhile_stays_cancelled(house, make_post, subscribe):
    subscribe(house.store, "a@mail.example", now=house.now - 9)
    house.feed.show(make_post("a"))
    house.run()
    compose = house.compose

    def cancelled(kind, posts):
        with house.store.begin() as connection:
            connection.execute(issue.update().values(state="cancelled"))
        return compose(kind, posts)

    house.compose = cancelled
    assert house.run(after=1800).rendered.planned == ()
    assert [row.state for row in house.issues()] == ["cancelled"]
