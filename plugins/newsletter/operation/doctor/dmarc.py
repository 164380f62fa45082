"""DMARC (RFC 9989): what the From domain says is to happen, and whether our envelope fits it.

The organisational domain is found by the tree walk of section 4.10, not by a list of suffixes.
"""

from collections.abc import Iterator

from plugins.newsletter.operation.doctor.finding import Finding, fault, good, hint
from plugins.newsletter.operation.doctor.resolver import Resolver
from plugins.newsletter.operation.doctor.tags import read_tags

NAME = "DMARC"
ALIGNMENT = "Ausrichtung"
_LONGEST_WALK = 8  # questions; a longer name is cut to its last seven labels after the first


def check_dmarc(sender: str, bounces: str, resolver: Resolver) -> Iterator[Finding]:
    """Yield what is to be said of the policy for `sender`, and of `bounces` beside it (domains)."""
    own = policies(sender, resolver)
    if own is None:
        yield hint(NAME, f"Für {sender} antwortet kein Nameserver.", "Später noch einmal prüfen.")
        return
    organisation = organisational(sender, own)
    suffix = next((tags for tags in own.values() if tags.get("psd") == "y"), None)
    record = own.get(sender) or own.get(organisation) or suffix
    if record is None:
        yield fault(
            NAME,
            f"{sender} hat keinen DMARC-Eintrag.",
            f"TXT-Eintrag bei _dmarc.{organisation} anlegen, für den Anfang „v=DMARC1; p=none“.",
        )
        return
    yield _judge(sender, record, inherited=sender not in own)
    yield _aligned(sender, organisation, bounces, record, resolver)


def policies(domain: str, resolver: Resolver) -> dict[str, dict[str, str]] | None:
    """Walk up the tree; return domain → tags of its record. None where nobody answers."""
    found: dict[str, dict[str, str]] = {}
    for name in walk(domain):
        texts = resolver.ask(f"_dmarc.{name}", "TXT")
        if texts is None:
            return None
        records = [tags for text in texts if (tags := read_tags(text)).get("v") == "DMARC1"]
        if len(records) == 1:  # two records count as none (section 4.10)
            found[name] = records[0]
            if records[0].get("psd") == "n" or (records[0].get("psd") == "y" and name != domain):
                break
    return found


def walk(domain: str) -> list[str]:
    """Return the names that are asked, longest first."""
    labels = domain.lower().split(".")
    shorter = labels[1:] if len(labels) <= _LONGEST_WALK else labels[-(_LONGEST_WALK - 1) :]
    return [domain.lower(), *(".".join(shorter[n:]) for n in range(len(shorter)))]


def organisational(domain: str, found: dict[str, dict[str, str]]) -> str:
    """Return the organisational domain, by what the walk found (section 4.10.2)."""
    for name, tags in found.items():
        if tags.get("psd") == "n":
            return name
        if tags.get("psd") == "y" and name != domain:
            return ".".join(domain.split(".")[-name.count(".") - 2 :])
    return min(found, key=lambda name: name.count("."), default=domain)


def _judge(sender: str, record: dict[str, str], *, inherited: bool) -> Finding:
    policy = record.get("sp", record.get("p", "")) if inherited else record.get("p", "")
    if policy.lower() not in ("none", "quarantine", "reject"):
        return fault(
            NAME,
            f"Der DMARC-Eintrag für {sender} nennt keine gültige Regel (p=).",
            "p=none, p=quarantine oder p=reject schreiben.",
        )
    if policy.lower() == "none":
        return hint(
            NAME,
            f"Die Regel für {sender} ist „none“: Gefälschte Absender werden nicht abgewiesen.",
            "Wenn die Berichte (rua=) sauber sind, auf „quarantine“ gehen.",
        )
    return good(NAME, f"Die Regel für {sender} ist „{policy.lower()}“.")


def _aligned(
    sender: str, organisation: str, bounces: str, record: dict[str, str], resolver: Resolver
) -> Finding:
    strict = record.get("aspf", "r").lower() == "s"
    theirs = policies(bounces, resolver) or {}
    same = bounces == sender if strict else organisational(bounces, theirs) == organisation
    if same:
        return good(ALIGNMENT, f"Umschlag ({bounces}) und Absender ({sender}) gehören zusammen.")
    return hint(
        ALIGNMENT,
        f"Der Umschlag ({bounces}) passt nicht zum Absender ({sender}); DMARC hängt allein an DKIM.",
        "Für bounces eine Adresse unterhalb der Absender-Domain nehmen"
        + (" und aspf=s aus dem DMARC-Eintrag entfernen." if strict else "."),
    )
