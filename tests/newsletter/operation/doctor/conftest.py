"""A healthy zone, certificates, and a mail server to look at."""

import base64
import socket
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import AuthResult

from plugins.newsletter.operation.doctor.resolver import ZoneFile
from plugins.newsletter.settings import Smtp


@pytest.fixture(scope="session")
def key_of_bits() -> Callable[[int], str]:
    """Return a maker of RSA public keys as DKIM writes them (SubjectPublicKeyInfo in base64)."""

    def make(bits: int, *, bare: bool = False) -> str:
        def der(tag: int, content: bytes) -> bytes:
            size = len(content)
            length = bytes([size]) if size < 128 else b"\x82" + size.to_bytes(2, "big")
            return bytes([tag]) + length + content

        modulus = b"\0" + ((1 << (bits - 1)) | 1).to_bytes(bits // 8, "big")
        rsa = der(0x30, der(0x02, modulus) + der(0x02, b"\1\0\1"))
        algorithm = bytes.fromhex("300d06092a864886f70d0101010500")
        whole = rsa if bare else der(0x30, algorithm + der(0x03, b"\0" + rsa))
        return base64.b64encode(whole).decode()

    return make


@pytest.fixture(scope="session")
def healthy(key_of_bits) -> str:
    """Return the zone of a county where all is well; tests change lines of it."""
    key = key_of_bits(2048)
    return f"""\
$ORIGIN kreis.example.
$TTL 3600
@                  IN TXT   "v=spf1 mx -all"
news               IN TXT   "v=spf1 ip4:192.0.2.10 include:_spf.netz.example -all"
_spf.netz.example. IN TXT   "v=spf1 ip4:198.51.100.0/24 -all"
news               IN MX    10 mail
mail               IN A     192.0.2.10
10.2.0.192.in-addr.arpa. IN PTR mail.kreis.example.
mail._domainkey    IN TXT   "v=DKIM1; k=rsa; p=" "{key[:200]}" "{key[200:]}"
_dmarc             IN TXT   "v=DMARC1; p=quarantine; rua=mailto:berichte@kreis.example"
"""


@pytest.fixture
def zone(tmp_path: Path) -> Callable[[str], ZoneFile]:
    """Return a maker of resolvers out of zone files."""

    def make(text: str) -> ZoneFile:
        file = tmp_path / "zone.txt"
        file.write_text(text, encoding="utf-8")
        return ZoneFile(file)

    return make


@pytest.fixture(scope="session")
def certificates(tmp_path_factory) -> Path:
    """Return a folder of self-signed certificates: `good`, `expired`, `other` (another name)."""
    folder = tmp_path_factory.mktemp("certificates")

    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    openssl("genrsa", "-out", "key.pem", "2048")
    for name, host, days in (
        ("good", "localhost", "100"),
        ("expired", "localhost", "-1"),
        ("other", "mail.kreis.example", "100"),
    ):
        (folder / "names").write_text(f"subjectAltName=DNS:{host}\nbasicConstraints=CA:TRUE\n")
        openssl("req", "-new", "-key", "key.pem", "-subj", f"/CN={host}", "-out", "asked.pem")
        openssl(
            *("x509", "-req", "-in", "asked.pem", "-signkey", "key.pem", "-out", f"{name}.pem"),
            *("-days", days, "-set_serial", "1", "-extfile", "names"),
        )
    return folder


@pytest.fixture
def server(certificates) -> Callable[..., Any]:
    """Return a context manager: a mail server with this certificate; it gives its port."""

    @contextmanager
    def run(certificate: str = "", *, wrapped: bool = False) -> Iterator[int]:
        context = None
        if certificate:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(certificates / f"{certificate}.pem", certificates / "key.pem")

        def authenticate(_server, _session, _envelope, _mechanism, login):
            return AuthResult(success=login.password == b"richtig", handled=False)

        with socket.create_server(("localhost", 0)) as free:
            port = free.getsockname()[1]
        controller = Controller(
            Sink(),
            hostname="localhost",
            port=port,
            server_hostname="localhost",
            ssl_context=context if wrapped else None,
            tls_context=None if wrapped else context,
            authenticator=authenticate,
            auth_required=False,
            auth_require_tls=not wrapped,  # aiosmtpd counts only STARTTLS as TLS
        )
        controller.start()
        try:
            yield port
        finally:
            controller.stop()

    return run


@pytest.fixture
def relay(server, certificates) -> Iterator[Smtp]:
    """The transport to a mail server in which all is well; the password is `richtig`."""
    with server("good") as port:
        yield Smtp(
            host="localhost",
            port=port,
            security="starttls",
            user="newsletter",
            ca_file=str(certificates / "good.pem"),
        )
