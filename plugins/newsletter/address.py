"""A mail address as it is typed, stored and used on an envelope.

RFC 5321 (2.4) lets a server tell `Max@` from `max@`; none in use does, and people type both. So the
local part is stored in small letters (ASCII only: the case of other letters is the server's), and
nobody gets two mails for it. Nobody is lost by that either: the confirmation goes to the stored form,
so an address that it does not reach is never confirmed. The domain is stored as A-label (RFC 5890):
`müller.example` and `xn--mller-kva.example` are one.
"""

import string
from dataclasses import dataclass, field

from email_validator import EmailNotValidError, validate_email

from plugins.newsletter.errors import WrongUse

_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)


@dataclass(frozen=True)
class Address:
    """A valid address. `address` is `local@domain`, as stored and as the envelope takes it.

    `domain` is an A-label in small letters. `smtputf8`: the local part is not ASCII, so the server
    must offer SMTPUTF8 (RFC 6531). None of it shows in a repr: addresses stay out of logs.
    """

    address: str = field(repr=False)
    local: str = field(repr=False)
    domain: str = field(repr=False)
    smtputf8: bool


def read_address(text: str) -> Address:
    """Return the address that a person typed; raise WrongUse, without repeating it, on any other text.

    Nothing is asked of the DNS. Quoted local parts, address literals and names beside the address
    are refused: no subscriber has one, and each is a way into a header.
    """
    try:
        valid = validate_email(text.strip(), check_deliverability=False, strict=True)
    except EmailNotValidError:
        raise WrongUse(
            "Das ist keine gültige E-Mail-Adresse; sie braucht die Form „name@anbieter.de“."
        ) from None
    return from_store(f"{valid.local_part.translate(_SMALL)}@{valid.ascii_domain.lower()}")


def from_store(stored: str) -> Address:
    """Return an address that `read_address` has already judged, from its stored form."""
    local, _, domain = stored.rpartition("@")
    return Address(stored, local, domain, smtputf8=not local.isascii())
