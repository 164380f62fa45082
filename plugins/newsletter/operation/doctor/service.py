"""The sign-up service: do the addresses in every mail lead anywhere."""

from collections.abc import Iterator

from plugins.newsletter.operation.doctor.finding import Finding, good, hint
from plugins.newsletter.operation.doctor.web import Web

NAME = "Anmeldedienst"
_GONE = 400


def check_service(service: str, web: Web) -> Iterator[Finding]:
    """Yield whether the page for leaving answers; nothing is changed by asking."""
    if not service:
        return
    answer = web.call(f"{service}/abmelden/")
    if answer is None or answer.status >= _GONE:
        said = "antwortet nicht" if answer is None else f"antwortet mit {answer.status}"
        yield hint(NAME, f"{service}/abmelden/ {said}.", "Abmelden geht so nur per Mail.")
    else:
        yield good(NAME, "Die Seite zum Abmelden antwortet.")
