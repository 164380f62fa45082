"""What the law wants to read on the three legal pages, looked for in their texts.

The law's own name is content: it differs from Land to Land. What a page must hold is the same everywhere: DDG
§ 5 and MStV § 18 for the imprint, DSGVO Art. 13 for data protection, the EU's model (decision 2018/1523) for
the declaration on accessibility. A person must read them all the same: no program knows whether they are true.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plugins.manuscript.faults import Fault
from plugins.manuscript.manuscript import Manuscript
from plugins.manuscript.suggestions import fold

_DIRECTIVE = re.compile(r"\[\[\s*(\w+)\s*:\s*([^\[\],]*?)\s*\]\]")
_HEADING = re.compile(r"#{2,3}\s+(.*)")


@dataclass(frozen=True)
class Duty:
    """One page: its name, its address, the directives and the topics (name → words of a heading)."""

    name: str
    address: str
    particulars: Sequence[str]
    topics: Sequence[tuple[str, Sequence[str]]]
    directives: Sequence[str] = ()

    @property
    def file(self) -> str:
        """Where the page is expected."""
        return f"content/seiten/{self.address.strip('/')}.md"


IMPRINT = Duty(
    "Impressum",
    "/impressum/",
    (
        *("anbieter", "rechtsform", "vertretung", "strasse", "ort", "telefon", "email"),
        *("aufsicht", "umsatzsteuer_id", "redaktion_verantwortlich"),
    ),
    (
        ("wer die Website anbietet", ("anbieter", "herausgeber")),
        ("wie man Sie erreicht", ("kontakt", "erreich")),
        ("wer den Inhalt verantwortet", ("verantwortlich",)),
    ),
)
PRIVACY = Duty(
    "Datenschutz",
    "/datenschutz/",
    (
        *("anbieter", "strasse", "ort", "email", "datenschutz_beauftragte", "datenschutz_email"),
        *("hoster", "protokoll_dauer"),
    ),
    (
        ("wer verantwortlich ist", ("verantwortlich",)),
        ("die Datenschutzbeauftragten", ("datenschutzbeauftragt",)),
        ("das Protokoll des Servers", ("protokoll", "abruf", "server")),
        ("die Rechte der Leserinnen und Leser", ("rechte",)),
        ("die Beschwerde bei der Aufsicht", ("beschwer", "aufsicht")),
    ),
)
NEWSLETTER = ("den Newsletter", ("newsletter",))
DECLARATION = Duty(
    "Erklärung zur Barrierefreiheit",
    "/barrierefreiheit/",
    (
        *("anbieter", "barrierefreiheit_datum", "barrierefreiheit_methode", "barriere_email"),
        *("durchsetzungsstelle", "durchsetzungsstelle_link"),
    ),
    (
        ("wie barrierefrei die Website ist", ("wie barrierefrei", "stand der", "vereinbar")),
        ("was noch nicht barrierefrei ist", ("nicht barrierefrei", "luecken", "nicht vereinbar")),
        ("wie und wann Sie geprüft haben", ("geprueft", "pruefung", "erstell")),
        ("wie man eine Barriere meldet", ("barriere melden", "barrieren melden", "feedback")),
        ("wer hilft, wenn Sie nicht helfen", ("wenn wir nicht", "durchsetzung", "schlichtung")),
    ),
    ("barrierefreiheit: stand", "barrierefreiheit: pruefung", "barrierefreiheit: person"),
)
DUTIES = (IMPRINT, PRIVACY, DECLARATION)


def missing(
    duty: Duty, page: Manuscript | None, more: Iterable[tuple[str, Sequence[str]]] = ()
) -> Iterator[Fault]:
    """Yield what a page lacks; None is a page that readers will not see. `more` are further topics."""
    if page is None:
        advice = (
            "Schreiben Sie sie, und setzen Sie „status: veroeffentlicht“. Das Gesetz verlangt sie."
        )
        yield Fault(duty.file, 0, 0, f"Die Seite „{duty.name}“ fehlt oder ist ein Entwurf.", advice)
        return
    said = {(fold(name), fold(argument)) for name, argument in _DIRECTIVE.findall(page.body)}
    wanted = [*(f"angabe: {name}" for name in duty.particulars), *duty.directives]
    for directive in wanted:
        name, _, argument = directive.partition(": ")
        if (fold(name), fold(argument)) not in said:
            message = f"Auf der Seite „{duty.name}“ fehlt eine Pflichtangabe."
            yield Fault(page.path, 0, 0, message, f"Setzen Sie [[{directive}]] an ihre Stelle.")
    headings = [
        fold(found[1]) for line in page.body.splitlines() if (found := _HEADING.match(line))
    ]
    for topic, words in (*duty.topics, *more):
        if not any(fold(word) in heading for heading in headings for word in words):
            message = f"Auf der Seite „{duty.name}“ fehlt ein Abschnitt: {topic}."
            known = " oder ".join(f"„{word}“" for word in words)
            yield Fault(page.path, 0, 0, message, f"Die Überschrift (##) nennt {known}.")
