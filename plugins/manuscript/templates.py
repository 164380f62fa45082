"""Templates are compiled once in a build: each generator of Pelican has an environment of its own.

Nothing is kept on disk: what a filter made of a constant is part of compiled code, and filters change.
"""

from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache


class CompiledOnce(BytecodeCache):
    """Compiled templates by name and content, for as long as the process lives."""

    def __init__(self) -> None:
        """Begin without any."""
        self._known: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code of a template that was compiled before into its bucket."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template that was just compiled."""
        if bucket.code:
            self._known[bucket.key, bucket.checksum] = bucket.code
