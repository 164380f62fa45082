"""The fault server, and certificates for it, made anew for each session."""

import ssl
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.newsletter.delivery.relay import Relay

KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")


@dataclass(frozen=True)
class Certificates:
    """A private authority, and what it signed for 127.0.0.1: one sound, one expired."""

    authority: Path
    sound: Path
    expired: Path
    stranger: Path  # sound, but for another name

    @staticmethod
    def server(file: Path) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context


@pytest.fixture
def relay() -> Iterator[Relay]:
    server = Relay().open()
    yield server
    server.close()


@pytest.fixture(scope="session")
def certificates(tmp_path_factory) -> Certificates:
    folder = tmp_path_factory.mktemp("certificates")

    def openssl(*arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    def make(name: str, host: str, *days: str) -> Path:
        (folder / f"{name}.ext").write_text(f"subjectAltName={host}")
        openssl("req", *KEY, "-subj", "/CN=relay", "-keyout", f"{name}.key", "-out", f"{name}.csr")  # fmt: skip
        openssl("x509", "-req", "-in", f"{name}.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
                "-CAcreateserial", "-extfile", f"{name}.ext", "-out", f"{name}.crt", *days)  # fmt: skip
        both = (folder / f"{name}.key").read_text() + (folder / f"{name}.crt").read_text()
        (folder / f"{name}.pem").write_text(both)
        return folder / f"{name}.pem"

    openssl("req", "-x509", *KEY, "-days", "2", "-subj", "/CN=Musterland",
            "-keyout", "ca.key", "-out", "ca.pem")  # fmt: skip
    here = "IP:127.0.0.1"
    return Certificates(
        authority=folder / "ca.pem",
        sound=make("sound", here, "-days", "2"),
        expired=make("expired", here, "-days", "-1"),
        stranger=make("stranger", "DNS:elsewhere.example", "-days", "2"),
    )
