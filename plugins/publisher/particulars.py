"""What only the publisher knows: who answers for the site, and where to reach whom.

Every particular stands once, in the settings; the legal pages take it from there with
`[[angabe: name]]`. A particular that is None is still missing: a local build marks its place, a
public build is refused. An empty text says that there is none, such as a VAT id.
"""

from dataclasses import dataclass, fields
from xml.etree.ElementTree import Element

from plugins.manuscript.directives import Inline
from plugins.manuscript.faults import Fault, Faults
from plugins.manuscript.suggestions import fold, suggest


@dataclass(frozen=True, kw_only=True)
class Publisher:
    """The particulars by the names that editors use (German, as in `[[angabe: telefon]]`)."""

    anbieter: str | None = None
    rechtsform: str | None = None
    vertretung: str | None = None
    strasse: str | None = None
    ort: str | None = None
    telefon: str | None = None
    email: str | None = None
    aufsicht: str | None = None
    umsatzsteuer_id: str | None = None
    redaktion_verantwortlich: str | None = None
    datenschutz_beauftragte: str | None = None
    datenschutz_email: str | None = None
    gemeinsame_verantwortung: str | None = None
    hoster: str | None = None
    protokoll_dauer: str | None = None
    durchsetzungsstelle: str | None = None
    durchsetzungsstelle_link: str | None = None
    barrierefreiheit_datum: str | None = None
    barrierefreiheit_methode: str | None = None
    barrierefreiheit_geprueft_von: str | None = None
    barrierefreiheit_geprueft_am: str | None = None
    barriere_email: str | None = None

    def missing(self) -> list[str]:
        """Return the names of the particulars that are not given."""
        return [item.name for item in fields(self) if getattr(self, item.name) is None]


class MissingParticularsError(SystemExit):
    """A public site may not appear without these particulars; its text is the German reason."""

    def __init__(self, missing: list[str]) -> None:
        names = "\n".join(f"  {name} = …" for name in missing)
        super().__init__(
            "Die öffentliche Website wird nicht gebaut: Im Impressum, im Datenschutz oder in der "
            "Erklärung zur Barrierefreiheit fehlen Angaben, die nur der Herausgeber kennt.\n"
            f"Tragen Sie sie in publishconf.py bei PUBLISHER ein:\n{names}"
        )


def require(publisher: Publisher) -> None:
    """Refuse a public build while a particular is missing."""
    missing = publisher.missing()
    if missing:
        raise MissingParticularsError(missing)


def particular(directive: Inline, faults: Faults, publisher: Publisher) -> Element | str:
    """Return the particular that `[[angabe: name]]` asks for, or a visible gap."""
    names = [item.name for item in fields(publisher)]
    asked = directive.arguments[0]
    name = next((known for known in names if fold(known) == fold(asked)), None)
    if len(directive.arguments) != 1:
        faults.add(
            Fault(
                directive.path,
                directive.line,
                directive.columns[1],
                "Hinter [[angabe: …]] steht nur ein Name.",
                f"Löschen Sie „, {directive.arguments[1]}“.",
                directive.excerpt,
                len(directive.arguments[1]) or 1,
            )
        )
        return ""
    if name is None:
        faults.add(
            Fault(
                directive.path,
                directive.line,
                directive.columns[0],
                f"Eine Angabe „{asked}“ gibt es nicht.",
                suggest(asked, names),
                directive.excerpt,
                len(asked),
            )
        )
        return ""
    value = getattr(publisher, name)
    if value is not None:
        return _linked(str(value) or "nicht vorhanden")
    gap = Element("mark", {"class": "gap"})
    gap.text = f"[Angabe „{name}“ folgt]"
    return gap


def _linked(value: str) -> Element | str:
    """Return mail and web addresses as links, everything else as it is."""
    if " " not in value and "@" in value:
        link = Element("a", {"href": f"mailto:{value}"})
    elif " " not in value and value.startswith("https://"):
        link = Element("a", {"href": value})
    else:
        return value
    link.text = value
    return link
