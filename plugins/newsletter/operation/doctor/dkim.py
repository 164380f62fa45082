"""DKIM (RFC 6376, 8301, 8463): the public keys that mails of our domain are signed with."""

import base64
import binascii
from collections.abc import Iterator, Sequence

from plugins.newsletter.operation.doctor.finding import Finding, Grade, fault, good, hint
from plugins.newsletter.operation.doctor.resolver import Resolver
from plugins.newsletter.operation.doctor.tags import read_tags

NAME = "DKIM"
USUAL = (
    "default", "dkim", "mail", "news", "newsletter", "s1", "s2", "selector1", "selector2", "k1",
    "2025", "2026", "202601", "202607",
)  # fmt: skip
SHORTEST_KEY = 2048
_SEQUENCE, _INTEGER, _BITS = 0x30, 0x02, 0x03


def check_dkim(domain: str, selectors: Sequence[str], resolver: Resolver) -> Iterator[Finding]:
    """Yield what is to be said of the keys under these selectors, or under the usual ones."""
    found = [
        _judge(selector, record)
        for selector in selectors or USUAL
        for record in resolver.ask(f"{selector}._domainkey.{domain}", "TXT") or ()
        if "p" in read_tags(record)
    ]
    if not found:
        yield _missing(domain, selectors)
    elif selectors:
        yield from found
    else:
        # A revoked old key beside a good new one is as it should be.
        yield from [each for each in found if each.grade is Grade.OK] or found


def _missing(domain: str, selectors: Sequence[str]) -> Finding:
    if selectors:
        return fault(
            NAME,
            f"Unter „{', '.join(selectors)}“ hat {domain} keinen DKIM-Schlüssel.",
            "Selektor prüfen; den öffentlichen Schlüssel als TXT-Eintrag veröffentlichen.",
        )
    return fault(
        NAME,
        f"Unter den üblichen Namen hat {domain} keinen DKIM-Schlüssel.",
        "Den Namen mit --dkim-selektor angeben; gibt es keinen: im Mailserver Schlüssel erzeugen, "
        "Mails damit signieren und den öffentlichen als TXT-Eintrag veröffentlichen.",
    )


def _judge(selector: str, record: str) -> Finding:
    tags = read_tags(record)
    key = "".join(tags["p"].split())
    if not key:
        return fault(
            NAME,
            f"Der Schlüssel „{selector}“ ist zurückgezogen (p= ist leer).",
            "Mit einem neuen Schlüssel unter neuem Selektor signieren.",
        )
    if tags.get("v", "DKIM1") != "DKIM1" or "sha256" not in tags.get("h", "sha256"):
        return fault(
            NAME,
            f"Der Eintrag „{selector}“ gilt nicht (v= oder h=).",
            "„v=DKIM1“ schreiben und h= weglassen.",
        )
    if tags.get("k", "rsa").lower() == "ed25519":
        return hint(
            NAME,
            f"Der Schlüssel „{selector}“ ist Ed25519; das prüfen noch nicht alle.",
            "Zusätzlich mit RSA (2048 Bit) signieren.",
        )
    return _judge_length(selector, key_length(key), testing="y" in tags.get("t", "").split(":"))


def _judge_length(selector: str, bits: int | None, *, testing: bool) -> Finding:
    if bits is None:
        return fault(
            NAME,
            f"Der Schlüssel „{selector}“ ist unlesbar.",
            "Den Eintrag vergleichen: Oft fehlt nach dem Einfügen ein Stück.",
        )
    if bits < SHORTEST_KEY:
        return fault(
            NAME,
            f"Der Schlüssel „{selector}“ hat nur {bits} Bit.",
            f"Einen neuen mit mindestens {SHORTEST_KEY} Bit erzeugen.",
        )
    if testing:
        return hint(
            NAME,
            f"Der Schlüssel „{selector}“ ist als Probe gekennzeichnet (t=y).",
            "t=y entfernen, sobald die Signatur stimmt.",
        )
    return good(NAME, f"Der Schlüssel „{selector}“ hat {bits} Bit.")


def key_length(key: str) -> int | None:
    """Return the bits of an RSA key in base64 (RFC 6376, 3.6.1), None where it is none.

    Both forms are in use: SubjectPublicKeyInfo (RFC 5280) and bare RSAPublicKey (RFC 8017).
    """
    try:
        raw = base64.b64decode(key, validate=True)
        inner = _content(raw, _SEQUENCE)
        if inner[0] == _SEQUENCE:
            after = inner[_size(inner) :]
            inner = _content(_content(after, _BITS)[1:], _SEQUENCE)
        return int.from_bytes(_content(inner, _INTEGER), "big").bit_length()
    except (binascii.Error, ValueError, IndexError):
        return None


def _content(der: bytes, tag: int) -> bytes:
    if der[0] != tag or len(der) < _size(der):
        raise ValueError(f"no DER value of tag {tag}")
    return der[_header(der) : _size(der)]


def _header(der: bytes) -> int:
    return 2 + (der[1] & 0x7F if der[1] & 0x80 else 0)


def _size(der: bytes) -> int:
    header = _header(der)
    return header + (int.from_bytes(der[2:header], "big") if der[1] & 0x80 else der[1])
