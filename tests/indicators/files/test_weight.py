"""How large a download is, in words."""

import pytest

from plugins.indicators.files.weight import weight


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 KB"),
        (1_499, "1 KB"),
        (24_600, "25 KB"),
        (999_499, "999 KB"),
        (1_240_000, "1,2 MB"),
        (52_000_000, "52 MB"),
    ],
)
def test_bytes_in_words(count, words):
    assert weight(count) == words.replace(" ", "\N{NO-BREAK SPACE}")
