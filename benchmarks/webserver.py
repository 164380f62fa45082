"""A private nginx with the shipped deploy/nginx.conf, on free ports of this machine.

    with WebServer(site, "/run/…/socket", host="blog.kreis.example") as server:
        …                       # https://127.0.0.1:{server.port}, certificate: server.certificate
        server.logged()         # every line that it wrote

Of the shipped file only what a machine decides is replaced: ports, name, certificate, folders, the place
of the service, and, where asked for, the rate of signing up. Whoever changes the file so that one of them
is not found any more is told by ReplacementError. Around it stands what Debian's nginx.conf and the
handbook say. All of it lies in one temporary folder; no root is needed, and nginx ends with its parent.
"""

import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from os import environ, geteuid
from pathlib import Path
from types import TracebackType
from typing import Self

SHIPPED = Path(__file__).parent.parent / "deploy" / "nginx.conf"
PATH = f"{environ.get('PATH', '')}:/usr/sbin:/sbin"
# Where Debian puts the module that gives out brotli copies; without it nginx has gzip alone.
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
# A master that has lost its parent ends, and its workers with it.
DEPENDENT = ("setpriv", "--pdeathsig", "TERM")
CERTIFY = (
    *("openssl", "req", "-x509", "-nodes", "-days", "2"),
    *("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
)
# The limits are those of docs/betrieb.md; everything else is Debian's, but for where things lie.
AROUND = """\
{user}
{modules}
worker_processes 2;
worker_rlimit_nofile 20000;
daemon off;
pid {folder}/nginx.pid;
error_log {logs}/error.log;
events {{
    worker_connections 8192;
}}
http {{
    sendfile on;
    tcp_nopush on;
    types_hash_max_size 2048;
    include {types};
    default_type application/octet-stream;
    ssl_protocols TLSv1 TLSv1.1 TLSv1.2 TLSv1.3;
    ssl_prefer_server_ciphers on;
    access_log {logs}/access.log;
    gzip on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


class ReplacementError(Exception):
    """deploy/nginx.conf no longer says what is to be replaced in it."""


class WebServer:
    """One running nginx. `port`: HTTPS; `plain_port`: what is port 80 in public; `logs`: a folder.

    `service`: `host:port` or the path of a socket; nothing need listen there. `rate`: how often a
    network may sign up, in nginx' words (`1000r/s`), where it shall not be the shipped one.
    """

    def __init__(
        self, site: Path, service: str, *, host: str = "blog.kreis.example", rate: str = ""
    ) -> None:
        self.site, self.service, self.host, self.rate = site.resolve(), service, host, rate
        self.port = self.plain_port = 0
        self.folder = Path(tempfile.mkdtemp(prefix="nginx-"))
        self.logs = self.folder / "logs"
        self.certificate = self.folder / "certificate.pem"
        self._process: subprocess.Popen[bytes] | None = None

    @staticmethod
    def possible() -> bool:
        """Say whether this machine can run one."""
        return all(shutil.which(name, path=PATH) for name in ("nginx", "openssl", "setpriv"))

    def __enter__(self) -> Self:
        try:
            self.logs.mkdir()
            self._certify()
            self._start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End it and remove all its files."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(10)
            self._process = None
        shutil.rmtree(self.folder, ignore_errors=True)

    def logged(self) -> str:
        """Return all that stands in its logs, and what it said while starting."""
        files = sorted(self.logs.iterdir())
        return "".join(file.read_text("utf-8", errors="replace") for file in files)

    def configuration(self) -> str:
        """Return the shipped file with what this machine decides. Raises ReplacementError."""
        service = f"unix:{self.service}" if self.service.startswith("/") else self.service
        text = SHIPPED.read_text(encoding="utf-8")
        for pattern, new in {
            r"listen \[::\]:\d+( ssl http2)?;": "",
            r"listen 443 ssl http2;": f"listen 127.0.0.1:{self.port} ssl http2;",
            r"listen 80;": f"listen 127.0.0.1:{self.plain_port};",
            r"/etc/letsencrypt/live/example\.org/fullchain\.pem": str(self.certificate),
            r"/etc/letsencrypt/live/example\.org/privkey\.pem": str(self.folder / "key.pem"),
            r"server_name example\.org;": f"server_name {self.host};",
            r"root /var/www/sozial;": f"root {self.site};",
            r"/var/log/nginx/": f"{self.logs}/",
            r"server unix:/run/newsletter-anmeldung/socket;": f"server {service};",
            r"root /var/www/html;": f"root {self.folder}/challenges;",
            r"/etc/nginx/sozial/umleitungen": f"{self.site}/_umleitungen",
            r"# brotli_static on;": "brotli_static on;" if BROTLI.exists() else "",
            r"(?<=zone=signup:2m rate=)\w+/\w+": self.rate or r"\g<0>",
        }.items():
            text, count = re.subn(pattern, new, text)
            if not count:
                raise ReplacementError(f"deploy/nginx.conf has no {pattern}")
        return text

    def _start(self, attempts: int = 5) -> None:
        for attempt in range(attempts):
            with _free_port() as self.port, _free_port() as self.plain_port:
                pass  # both were free a moment ago; where one is taken meanwhile, others are tried
            self._configure()
            with (self.logs / "said").open("ab") as said:
                self._process = subprocess.Popen(
                    [*DEPENDENT, *self._nginx()],
                    env={**environ, "PATH": PATH},
                    stdin=subprocess.DEVNULL,
                    stdout=said,
                    stderr=said,
                )
            if self._answers():
                return
            if "Address already in use" not in self.logged() or attempt == attempts - 1:
                raise RuntimeError(self.logged())

    def _configure(self) -> None:
        around = AROUND.format(
            # Workers see what their master sees: the folders of tests are open to nobody else.
            user="user root;" if geteuid() == 0 else "",
            modules=f"load_module {BROTLI};" if BROTLI.exists() else "",
            folder=self.folder,
            logs=self.logs,
            types="/etc/nginx/mime.types",
        )
        (self.folder / "nginx.conf").write_text(around, encoding="utf-8")
        (self.folder / "site.conf").write_text(self.configuration(), encoding="utf-8")

    def _certify(self) -> None:
        made = {
            "-keyout": str(self.folder / "key.pem"),
            "-out": str(self.certificate),
            "-subj": f"/CN={self.host}",
            "-addext": f"subjectAltName=DNS:{self.host},DNS:localhost,IP:127.0.0.1",
        }
        words = (word for pair in made.items() for word in pair)
        subprocess.run([*CERTIFY, *words], check=True, capture_output=True)

    def _nginx(self) -> list[str]:
        first_errors, main = str(self.logs / "error.log"), str(self.folder / "nginx.conf")
        return ["nginx", "-p", str(self.folder), "-e", first_errors, "-c", main]

    def _answers(self, seconds: float = 15) -> bool:
        """Wait until both ports are open; False where it ended before."""
        assert self._process is not None  # noqa: S101 - started the line before
        end = time.monotonic() + seconds
        for port in (self.port, self.plain_port):
            while True:
                if self._process.poll() is not None or time.monotonic() > end:
                    return False
                try:
                    with socket.create_connection(("127.0.0.1", port), 1):
                        break
                except OSError:
                    time.sleep(0.02)
        return True


@contextmanager
def _free_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        yield taken.getsockname()[1]
