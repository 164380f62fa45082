"""The hosts that take our bounces: MX records, and whether their names and addresses agree."""

from collections.abc import Iterator

from plugins.newsletter.operation.doctor.finding import Finding, fault, good, hint
from plugins.newsletter.operation.doctor.resolver import Resolver

MX = "MX"
PTR = "PTR"


def check_hosts(domain: str, resolver: Resolver) -> Iterator[Finding]:
    """Yield what is to be said of the mail servers of the envelope's domain."""
    hosts = resolver.ask(domain, "MX")
    if hosts is None:
        yield hint(MX, f"Für {domain} antwortet kein Nameserver.", "Später noch einmal prüfen.")
        return
    if hosts == [""] or (not hosts and not _addresses(domain, resolver)):
        yield fault(
            MX,
            f"{domain} nimmt keine Mails an; Rückläufer und Abmeldungen gingen verloren.",
            f"MX-Eintrag für {domain} anlegen.",
        )
        return
    if hosts:
        yield good(MX, f"{domain} nimmt Mails an: {', '.join(hosts)}.")
    else:
        yield hint(MX, f"{domain} hat eine Adresse, aber keinen MX-Eintrag.", "Besser: MX anlegen.")
    for host in hosts or [domain]:
        yield _reverse(host, resolver)


def _reverse(host: str, resolver: Resolver) -> Finding:
    addresses = _addresses(host, resolver)
    if not addresses:
        return fault(
            MX, f"Der Mailserver {host} hat keine Adresse.", "A- oder AAAA-Eintrag anlegen."
        )
    for address in addresses:
        names = resolver.ask(address, "PTR")
        if names is not None and not any(address in _addresses(name, resolver) for name in names):
            return hint(
                PTR,
                f"Zur Adresse {address} von {host} führt kein Name zurück.",
                "Beim Anbieter den Rückwärtseintrag (PTR) setzen lassen.",
            )
    return good(PTR, f"Name und Adresse von {host} stimmen überein.")


def _addresses(host: str, resolver: Resolver) -> list[str]:
    return [*(resolver.ask(host, "A") or ()), *(resolver.ask(host, "AAAA") or ())]
