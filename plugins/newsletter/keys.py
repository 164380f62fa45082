"""Signed tokens in addresses: who may leave, change settings, or report a bounce; and keyed hashes.

A token is hexadecimal (mail servers may fold a local part): a number, and an HMAC-SHA256 of purpose
and number, cut to 120 bits. It holds no address and never expires; a secret
that was replaced goes on verifying as long as it stands in NEWSLETTER_SECRET_OLD. So with the hash of an
address: it tells whoever has the address and the secret that this is it, and nobody anything else.
"""

import hashlib
import hmac
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from plugins.newsletter.errors import SettingsUnusable

Purpose = Literal["leave", "settings", "bounce"]
VARIABLE = "NEWSLETTER_SECRET"
_SHORTEST = 32
_MAC = 15
_NUMBER = 5
_TOKEN = re.compile(rf"[0-9a-fA-F]{{{2 * (_MAC + _NUMBER)}}}")


@dataclass(frozen=True)
class Keys:
    """The secret that signs, and older ones that still verify."""

    secret: bytes = field(repr=False)
    old: tuple[bytes, ...] = field(default=(), repr=False)

    def sign(self, purpose: Purpose, number: int) -> str:
        """Return the token for a subscriber's or a delivery's number (0 to 2**40 - 1)."""
        packed = number.to_bytes(_NUMBER, "big")
        return (packed + _mac(self.secret, purpose, packed)).hex()

    def read(self, purpose: Purpose, token: str) -> int | None:
        """Return the number that a token was signed for, None for every other text."""
        if not _TOKEN.fullmatch(token):
            return None
        raw = bytes.fromhex(token)
        packed, mac = raw[:_NUMBER], raw[_NUMBER:]
        good = [
            hmac.compare_digest(mac, _mac(key, purpose, packed)) for key in (self.secret, *self.old)
        ]
        return int.from_bytes(packed, "big") if any(good) else None

    def digest(self, address: str) -> str:
        """Return the keyed hash (64 hexadecimal digits) by which the consent log knows an address."""
        return _digest(self.secret, address)

    def digests(self, address: str) -> tuple[str, ...]:
        """Return the hashes of an address by every secret, the present one first: to look for it."""
        return tuple(_digest(key, address) for key in (self.secret, *self.old))


def keys_from(environment: Mapping[str, str] = os.environ) -> Keys:
    """Return the keys of the environment; raise SettingsUnusable where there are none."""
    secret = environment.get(VARIABLE, "").strip()
    if len(secret) < _SHORTEST:
        raise SettingsUnusable(
            f"Die Umgebungsvariable {VARIABLE} fehlt oder ist zu kurz; erzeugen Sie den Wert einmal mit "
            "„openssl rand -hex 32“ und bewahren Sie ihn gut auf."
        )
    parts = (part.strip() for part in environment.get(f"{VARIABLE}_OLD", "").split(","))
    old = tuple(part.encode() for part in parts if part)
    if any(len(part) < _SHORTEST for part in old):  # it would sign as well as the present one
        raise SettingsUnusable(
            f"In der Umgebungsvariablen {VARIABLE}_OLD ist ein Wert zu kurz, um je ein Schlüssel gewesen zu sein; "
            "dort stehen frühere Werte, durch Komma getrennt."
        )
    return Keys(secret.encode(), old)


def _mac(secret: bytes, purpose: str, packed: bytes) -> bytes:
    return hmac.digest(secret, purpose.encode() + b"\0" + packed, hashlib.sha256)[:_MAC]


def _digest(secret: bytes, address: str) -> str:
    return hmac.digest(secret, b"address\0" + address.encode(), hashlib.sha256).hex()
