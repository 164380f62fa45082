from datetime import timedelta
from random import Random
from uuid import UUID

from plugins.feeds.feed import newest
from tests.feeds.invented import Post, entry, feed


def test_a_feed_is_as_old_as_its_newest_entry() -> None:
    old = entry(1, updated=entry(5).updated)
    assert feed(entry(2), old, entry(3)).updated == old.updated


def test_an_empty_feed_is_as_old_as_the_house_says() -> None:
    assert feed().updated == feed().since


def test_newest_first_then_by_kennung_in_whatever_order_they_come() -> None:
    day = Post().date
    posts = [
        Post(identifier=UUID(int=number), date=day + timedelta(days=number // 2))
        for number in range(8)
    ]
    expected = [6, 7, 4, 5, 2, 3, 0, 1]
    for seed in range(5):
        Random(seed).shuffle(posts)  # noqa: S311 - an order, not a secret
        assert [post.identifier.int for post in newest(posts, 30) if post.identifier] == expected


def test_only_the_newest_up_to_the_limit() -> None:
    posts = [Post(date=Post().date + timedelta(days=number)) for number in range(5)]
    assert newest(posts, 2) == [posts[4], posts[3]]


def test_drafts_and_posts_of_the_future_never_enter_a_feed() -> None:
    posts = [Post(draft_note="Entwurf"), Post(), Post(draft_note="erscheint am 1.1.2090")]
    assert newest(posts, 30) == [posts[1]]
