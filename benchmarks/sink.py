"""A mail server that only takes notes: the ground truth of the kill trial.

    python benchmarks/sink.py PORT JOURNAL

For every mail it appends the Message-ID to JOURNAL before it answers 250, in one write, so that a
line is there exactly when the mail was accepted. It knows nothing of the newsletter.
"""

import asyncio
import os
import re
import sys
from pathlib import Path

_MESSAGE_ID = re.compile(rb"^message-id:\s*(<[^>\r\n]*>)", re.IGNORECASE | re.MULTILINE)
_END = b"\r\n.\r\n"


class Dialogue(asyncio.Protocol):
    """One connection."""

    def __init__(self, journal: int) -> None:
        self.journal = journal
        self.buffer = bytearray()
        self.in_data = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        assert isinstance(transport, asyncio.Transport)  # noqa: S101 - asyncio's promise for TCP
        self.transport = transport
        transport.write(b"220 sink.example ESMTP\r\n")

    def data_received(self, data: bytes) -> None:
        """Answer every whole command, or the end of a mail."""
        self.buffer += data
        while True:
            end = self.buffer.find(_END if self.in_data else b"\r\n")
            if end < 0:
                return
            part = bytes(self.buffer[:end])
            del self.buffer[: end + (len(_END) if self.in_data else 2)]
            self._accept(part) if self.in_data else self._answer(part.upper())

    def _answer(self, command: bytes) -> None:
        if command.startswith(b"EHLO"):
            self.transport.write(b"250-sink.example\r\n250-SMTPUTF8\r\n250 8BITMIME\r\n")
        elif command == b"DATA":
            self.in_data = True
            self.transport.write(b"354 go\r\n")
        elif command == b"QUIT":
            self.transport.write(b"221 bye\r\n")
            self.transport.close()
        else:
            self.transport.write(b"250 ok\r\n")

    def _accept(self, mail: bytes) -> None:
        self.in_data = False
        found = _MESSAGE_ID.search(mail)
        os.write(self.journal, (found[1] if found else b"<>") + b"\n")
        self.transport.write(b"250 noted\r\n")


async def listen(port: int, journal: Path) -> None:
    """Serve until the process is ended."""
    notes = os.open(journal, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    server = await asyncio.get_running_loop().create_server(
        lambda: Dialogue(notes), "127.0.0.1", port, backlog=64
    )
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(listen(int(sys.argv[1]), Path(sys.argv[2])))
