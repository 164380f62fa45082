"""A private Postfix: takes mails on a high port of this machine, keeps a log, and delivers nothing.

    with Postfix.started(port=25250) as postfix:
        …                       # send to 127.0.0.1:25250
        postfix.log.read_text()

Needs to be root (Postfix changes users). All its files lie in one temporary folder; the Postfix of
the machine, if there is one, is not touched. Mails are thrown away (`discard`) or go on to `onward`,
a sink on this machine.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

SERVICES = """\
{port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
"""


@dataclass(frozen=True)
class Postfix:
    """A running instance: where it listens, and its log."""

    folder: Path
    port: int
    log: Path

    @staticmethod
    def possible() -> bool:
        """Say whether this machine can run one."""
        return os.geteuid() == 0 and shutil.which("postfix") is not None

    @classmethod
    @contextmanager
    def started(
        cls, port: int, onward: str = "", settings: dict[str, str] | None = None
    ) -> Iterator["Postfix"]:
        """Run an instance. `onward`: host:port of a sink; `settings`: more lines of main.cf."""
        folder = Path(tempfile.mkdtemp(prefix="postfix-"))
        folder.chmod(0o755)
        postfix = cls(folder, port, folder / "mail.log")
        postfix._configure(onward, settings or {})
        try:
            postfix.command("start")
            postfix._wait()
            yield postfix
        finally:
            with suppress(subprocess.CalledProcessError):
                postfix.command("stop")
            shutil.rmtree(folder, ignore_errors=True)

    def command(self, name: str) -> None:
        """Run `postfix <name>` for this instance: start, stop, flush, reload."""
        subprocess.run(
            ["/usr/sbin/postfix", "-c", str(self.folder / "etc"), name],
            check=True,
            capture_output=True,
        )

    def _configure(self, onward: str, settings: dict[str, str]) -> None:
        for name in ("etc", "spool", "data"):
            (self.folder / name).mkdir()
        shutil.chown(self.folder / "data", "postfix")
        host, _, port = onward.partition(":")
        lines = {
            "compatibility_level": "3.6",
            "queue_directory": str(self.folder / "spool"),
            "data_directory": str(self.folder / "data"),
            "maillog_file": str(self.log),
            "maillog_file_prefixes": str(self.folder),
            "myhostname": "post.kreis.example",
            "mydestination": "",
            "mynetworks": "127.0.0.0/8",
            "inet_interfaces": "127.0.0.1",
            "inet_protocols": "ipv4",
            "alias_maps": "",
            "alias_database": "",
            "default_transport": f"smtp:[{host}]:{port}" if onward else "discard:",
            "relay_transport": "$default_transport",
            "smtp_dns_support_level": "disabled",
            "smtpd_tls_security_level": "none",
            "smtp_tls_security_level": "none",
            "smtpd_client_connection_count_limit": "0",
            "smtpd_client_connection_rate_limit": "0",
            **settings,
        }
        text = "".join(f"{name} = {value}\n" for name, value in lines.items())
        (self.folder / "etc" / "main.cf").write_text(text)
        (self.folder / "etc" / "master.cf").write_text(SERVICES.format(port=self.port))

    def _wait(self, seconds: float = 10) -> None:
        end = time.monotonic() + seconds
        while True:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 1) as sock:
                    sock.recv(100)
                    return
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
