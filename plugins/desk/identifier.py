"""Give a text its `kennung` when it was not made with `inv new`."""

import re
import uuid
from pathlib import Path

from plugins.desk.errors import NotWritable

FOLDERS = ("beitraege", "rueckblicke")  # what feeds and newsletter carry
_HEAD = re.compile(r"\A\ufeff?\s*---[ \t]*\r?\n.*?^---[ \t]*(?=\r?$)", re.DOTALL | re.MULTILINE)
# An easy version is no post: it names the kennung of its own.
_VERSION = re.compile(r"^zu:|^sprache:[ \t]*[\"']?de-leicht", re.MULTILINE)
_LINE = re.compile(r"^kennung:[ \t]*(\S*)[^\r\n]*", re.MULTILINE)


def complete(root: Path) -> str:
    """Write a `kennung` into every post and review without one; return what was done, in German."""
    done = []
    for folder in FOLDERS:
        for file in sorted((root / "content" / folder).rglob("*.md")):
            name = file.relative_to(root).as_posix()
            try:
                before = file.read_bytes()
                after = with_identifier(before)
                if after != before:
                    file.write_bytes(after)
                    done.append(name)
            except OSError as error:
                raise NotWritable.because(error, name) from error
    return "\n".join([*done, f"Kennung ergänzt: {len(done)}."])


def with_identifier(text: bytes) -> bytes:
    """Return the text with a `kennung` in its front matter; all other bytes stay as they are.

    A text that is not UTF-8 or has no front matter is left to the messages of the build.
    """
    try:
        words = text.decode("utf-8")
    except UnicodeDecodeError:
        return text
    head = _HEAD.match(words)
    if head is None or _VERSION.search(head[0]):
        return text
    line = _LINE.search(head[0])
    new = f"kennung: {uuid.uuid4()}"
    if line is None:
        end = "\r\n" if "\r\n" in head[0] else "\n"
        at = head[0].rindex("---")
        return (words[:at] + new + end + words[at:]).encode()
    if line[1] and not line[1].startswith("#"):
        return text
    return (words[: line.start()] + new + words[line.end() :]).encode()
