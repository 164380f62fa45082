"""Names and their records: from the name servers, or from a zone file."""

from collections.abc import Iterable
from pathlib import Path
from typing import Literal, Protocol

import dns.exception
import dns.name
import dns.rdata
import dns.rdataclass
import dns.rdatatype
import dns.resolver
import dns.reversename
import dns.tokenizer
import dns.zonefile
from dns.rdtypes.ANY.MX import MX
from dns.rdtypes.ANY.TXT import TXT

from plugins.newsletter.errors import WrongUse

Kind = Literal["TXT", "MX", "A", "AAAA", "PTR"]


class Resolver(Protocol):
    """Who answers for names."""

    def ask(self, name: str, kind: Kind) -> list[str] | None:
        """Return the records of a name, [] where there are none, None where nobody answers.

        TXT: the strings of a record joined (RFC 7208, 3.3). MX: host names, most wanted first; ""
        stands for the null MX of RFC 7505. PTR: `name` is an IP address.
        """


class NameServers:
    """The name servers of this machine."""

    def __init__(self, patience: float = 5.0) -> None:
        """`patience`: seconds for one question."""
        self._patience = patience

    def ask(self, name: str, kind: Kind) -> list[str] | None:
        """Ask them."""
        try:
            asked = dns.reversename.from_address(name) if kind == "PTR" else name
            answer = dns.resolver.resolve(asked, kind, lifetime=self._patience)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except dns.exception.DNSException:
            return None
        return _texts(answer)


class ZoneFile:
    """The records of a zone file (RFC 1035, 5), `$ORIGIN` and `$TTL` included; nothing is asked."""

    def __init__(self, file: Path) -> None:
        """Raise WrongUse where the file cannot be read."""
        manager = dns.zonefile.RRSetsReaderManager(dns.name.root, relativize=False)
        try:
            tokens = dns.tokenizer.Tokenizer(file.read_text(encoding="utf-8"), file.name)
            with manager.writer(replacement=True) as transaction:  # type: ignore[no-untyped-call]  # dnspython's gap
                dns.zonefile.Reader(
                    tokens,
                    dns.rdataclass.IN,
                    transaction,
                    allow_directives=("$ORIGIN", "$TTL"),
                    default_ttl=3600,
                ).read()
        except (OSError, ValueError, dns.exception.DNSException) as error:
            raise WrongUse(f"Die DNS-Datei „{file.name}“ ist nicht zu lesen: {error}.") from error
        self._sets = {(each.name, each.rdtype): list(each) for each in manager.rrsets}

    def ask(self, name: str, kind: Kind) -> list[str] | None:
        """Look it up."""
        try:
            asked = (
                dns.reversename.from_address(name) if kind == "PTR" else dns.name.from_text(name)
            )
        except dns.exception.DNSException:
            return []
        return _texts(self._sets.get((asked, dns.rdatatype.from_text(kind)), []))


def _texts(records: Iterable[dns.rdata.Rdata]) -> list[str]:
    ordered = sorted(records, key=lambda each: each.preference if isinstance(each, MX) else 0)
    return [_text(record) for record in ordered]


def _text(record: dns.rdata.Rdata) -> str:
    if isinstance(record, TXT):
        return b"".join(record.strings).decode("utf-8", "replace")
    if isinstance(record, MX):
        return str(record.exchange).removesuffix(".")
    return record.to_text().removesuffix(".")
