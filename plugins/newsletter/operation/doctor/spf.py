"""SPF (RFC 7208): which mail servers may send for the domain of the envelope."""

import re
from collections.abc import Iterator

from plugins.newsletter.operation.doctor.finding import Finding, fault, good, hint
from plugins.newsletter.operation.doctor.resolver import Resolver

NAME = "SPF"
MOST_LOOKUPS = 10  # RFC 7208, 4.6.4
_COUNTED = re.compile(r"[+?~-]?(include:|a\b|mx\b|ptr\b|exists:)|redirect=", re.IGNORECASE)
_FOLLOWED = re.compile(r"[+?~-]?include:(\S+)|redirect=(\S+)", re.IGNORECASE)
_NAMES_A_SERVER = re.compile(
    r"\s([+?~-]?(ip4:|ip6:|a\b|mx\b|include:|exists:)|redirect=)", re.IGNORECASE
)
_ALL = re.compile(r"([+?~-]?)all", re.IGNORECASE)


def check_spf(domain: str, resolver: Resolver) -> Iterator[Finding]:
    """Yield what is to be said of the SPF record of the envelope's domain."""
    records = _records(domain, resolver)
    if records is None:
        yield hint(NAME, f"Für {domain} antwortet kein Nameserver.", "Später noch einmal prüfen.")
    elif not records:
        yield fault(
            NAME,
            f"{domain} hat keinen SPF-Eintrag.",
            f"TXT-Eintrag bei {domain} anlegen, zum Beispiel „v=spf1 mx -all“.",
        )
    elif len(records) > 1:
        yield fault(
            NAME,
            f"{domain} hat {len(records)} SPF-Einträge; damit gilt keiner.",
            "Zu einem Eintrag zusammenfassen.",
        )
    else:
        yield from _judge(domain, records[0], resolver)


def _judge(domain: str, record: str, resolver: Resolver) -> Iterator[Finding]:
    ends = [match[1] for term in record.split()[1:] if (match := _ALL.fullmatch(term))]
    lookups = _lookups(record, resolver, {domain})
    if ends and ends[0] in ("", "+"):
        yield fault(
            NAME,
            f"Der SPF-Eintrag von {domain} erlaubt jedem, in ihrem Namen zu senden (+all).",
            "Am Ende „-all“ schreiben und davor nur die eigenen Mailserver nennen.",
        )
    elif lookups > MOST_LOOKUPS:
        yield fault(
            NAME,
            f"Der SPF-Eintrag von {domain} braucht {lookups} Abfragen; erlaubt sind {MOST_LOOKUPS}.",
            "Verweise (include) entfernen oder durch ip4: und ip6: ersetzen.",
        )
    elif not _NAMES_A_SERVER.search(record):
        yield fault(
            NAME,
            f"Der SPF-Eintrag von {domain} nennt keinen Mailserver.",
            "Den eigenen Mailserver eintragen, zum Beispiel mit „mx“ oder „ip4:…“.",
        )
    elif not ends and "redirect=" not in record.lower():
        yield hint(NAME, f"Der SPF-Eintrag von {domain} hat kein Ende.", "„-all“ anfügen.")
    elif ends and ends[0] == "?":
        yield hint(
            NAME,
            f"Der SPF-Eintrag von {domain} endet auf „?all“ und sagt damit nichts.",
            "Durch „~all“ oder „-all“ ersetzen.",
        )
    else:
        yield good(NAME, f"{domain} hat einen SPF-Eintrag ({lookups} von {MOST_LOOKUPS} Abfragen).")


def _records(domain: str, resolver: Resolver) -> list[str] | None:
    texts = resolver.ask(domain, "TXT")
    if texts is None:
        return None
    return [text for text in texts if re.match(r"v=spf1(\s|$)", text, re.IGNORECASE)]


def _lookups(record: str, resolver: Resolver, seen: set[str]) -> int:
    count = 0
    for term in record.split()[1:]:
        count += bool(_COUNTED.match(term))
        followed = _FOLLOWED.fullmatch(term)
        target = (followed[1] or followed[2]).lower() if followed else ""
        if target and target not in seen and count <= MOST_LOOKUPS:
            seen.add(target)
            for further in _records(target, resolver) or ():
                count += _lookups(further, resolver, seen)
    return count
