"""A text without a `kennung` gets one; everything else in the file stays as it was."""

import re
from pathlib import Path

import pytest

from plugins.desk.identifier import complete, with_identifier

UUID4 = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("---\ntitel: x\n---\n\nText\n", rf"---\ntitel: x\nkennung: {UUID4}\n---\n\nText\n"),
        (
            "---\ntitel: x\nkennung:\nart: y\n---\n",
            rf"---\ntitel: x\nkennung: {UUID4}\nart: y\n---\n",
        ),
        ("---\nkennung: # fehlt\n---\n", rf"---\nkennung: {UUID4}\n---\n"),
        (
            "\ufeff---\r\ntitel: x\r\n---\r\nA --- B\r\n",
            rf"\ufeff---\r\ntitel: x\r\nkennung: {UUID4}\r\n---\r\nA --- B\r\n",
        ),
        (
            "---\ntitel: a --- b\n---\nkennung: nein\n",
            rf"---\ntitel: a --- b\nkennung: {UUID4}\n---\nkennung: nein\n",
        ),
    ],
)
def test_writes_what_is_missing(before: str, after: str) -> None:
    assert re.fullmatch(after, with_identifier(before.encode()).decode())


@pytest.mark.parametrize(
    "text",
    [
        b"---\nkennung: 5f1f7c0e-6f0e-4a51-9f0e-0d9d5f0a2b11\n---\n",
        b"ohne Kopf\n",
        b"",
        b"---\ntitel: x\n",
        b"---\ntitel: \xe4\n---\n",
    ],
)
def test_leaves_everything_else_alone(text: bytes) -> None:
    assert with_identifier(text) == text


def test_goes_through_posts_and_reviews_only(project: Path) -> None:
    post = project / "content/beitraege/2024/x.md"
    post.parent.mkdir(parents=True)
    post.write_text("---\ntitel: x\n---\n")
    field = (project / "content/felder/wohnen.md").read_bytes()
    assert complete(project) == "content/beitraege/2024/x.md\nKennung ergänzt: 1."
    assert complete(project) == "Kennung ergänzt: 0."
    assert (project / "content/felder/wohnen.md").read_bytes() == field


@pytest.mark.parametrize("line", ["zu: 3ecc1cc5-42b8-46d2-be5d-ca54b7dcbd14", "sprache: de-leicht"])
def test_an_easy_version_is_no_post_and_gets_none(line: str) -> None:
    text = f"---\ntitel: x\n{line}\n---\nText.\n".encode()
    assert with_identifier(text) == text
