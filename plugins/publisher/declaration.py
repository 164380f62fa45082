"""The declaration on accessibility: what follows from the gaps, from the audit and from a person's review.

Nobody types the status. A known gap or a violation makes it «teilweise»; violations on most pages make it
«nicht»; and «vollständig» needs a person who says so, for no program sees every barrier.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from xml.etree.ElementTree import Element

from plugins.manuscript.dates import exact_as_known, long_date
from plugins.manuscript.directives import Block, Inline
from plugins.manuscript.faults import Fault, Faults
from plugins.manuscript.suggestions import fold, suggest
from plugins.publisher.gaps import BURDEN, OPEN, OUTSIDE, Gap, read_gaps
from plugins.publisher.record import Record

INLINE = "barrierefreiheit"
STATUS, AUDIT, PERSON = "stand", "pruefung", "person"
FULLY, PARTLY, NOT = "vollständig vereinbar", "teilweise vereinbar", "nicht vereinbar"
_HEADINGS = {
    OPEN: "Nicht mit den Anforderungen vereinbar",
    BURDEN: "Unverhältnismäßige Belastung",
    OUTSIDE: "Nicht vom Gesetz erfasst",
}
_NOBODY = "Ein Mensch hat die Website noch nicht nach allen Regeln geprüft."
_NO_GAP = "Uns ist keine Lücke bekannt."
_NOT_YET = (
    " Vollständig vereinbar nennen wir die Website erst, wenn auch ein Mensch sie ganz geprüft hat."
)
_NO_BURDEN = "Wir berufen uns bei keinem Punkt auf eine unverhältnismäßige Belastung."


@dataclass(frozen=True)
class Declaration:
    """What is known. `reviewer` and `reviewed` are a function and a day, empty without a review."""

    gaps: tuple[Gap, ...] = ()
    record: Record | None = None
    reviewer: str = ""
    reviewed: str = ""

    @property
    def status(self) -> str:
        """How far the site fulfils what the law asks for."""
        record = self.record
        if record and record.faulty_pages * 2 > record.pages:
            return NOT
        gaps = [gap for gap in self.gaps if gap.reason != OUTSIDE]
        sound = record is not None and not record.faulty_pages and not record.violations
        return FULLY if sound and not gaps and self.reviewer and self.reviewed else PARTLY

    @property
    def audit(self) -> str:
        """The sentence on the audit; nothing without a record."""
        record = self.record
        if record is None:
            return ""
        pages = "die einzige Seite" if record.pages == 1 else f"alle {record.pages} Seiten"
        found = "keine Verstöße gefunden"
        if record.faulty_pages:
            number = "einer Seite" if record.faulty_pages == 1 else f"{record.faulty_pages} Seiten"
            found = f"auf {number} Verstöße gefunden. Sie stehen oben"
        tools = f" mit {' und '.join(record.tools)}" if record.tools else ""
        return f"Am {long_date(record.day)} haben Programme {pages}{tools} geprüft und {found}."

    @property
    def review(self) -> str:
        """The sentence on the person's review."""
        if not (self.reviewer and self.reviewed):
            return _NOBODY
        return f"Außerdem von Hand geprüft: {self.reviewer}, {exact_as_known(self.reviewed)}."

    def gap_list(self, gaps: Sequence[Gap]) -> str:
        """Return the gaps as HTML, those that the audit found among them."""
        found = self.record.violations if self.record else ()
        gaps = [*gaps, *(Gap(one.text, OPEN) for one in found)]
        parts = []
        for reason, heading in _HEADINGS.items():
            items = "".join(f"<li>{_item(gap)}</li>" for gap in gaps if gap.reason == reason)
            if items:
                parts.append(f"<h3>{heading}</h3><ul>{items}</ul>")
            elif reason == BURDEN:
                parts.append(f"<p>{_NO_BURDEN}</p>")
        if all(gap.reason == OUTSIDE for gap in gaps):
            parts.insert(0, f"<p>{_NO_GAP if self.status == FULLY else _NO_GAP + _NOT_YET}</p>")
        return "".join(parts)


def said(directive: Inline, faults: Faults, declaration: Declaration) -> Element | str:
    """Return what `[[barrierefreiheit: stand]]` and its siblings ask for."""
    words = {STATUS: declaration.status, AUDIT: declaration.audit, PERSON: declaration.review}
    asked = directive.arguments[0]
    text = words.get(fold(asked))
    if text is None or len(directive.arguments) != 1:
        faults.add(
            Fault(
                directive.path,
                directive.line,
                directive.columns[0],
                f"Zur Barrierefreiheit gibt es keine Angabe „{', '.join(directive.arguments)}“.",
                suggest(asked, words),
                directive.excerpt,
                len(asked) or 1,
            )
        )
        return ""
    element = Element("strong") if fold(asked) == STATUS else Element("mark", {"class": "gap"})
    element.text = text or "[Die Prüfung folgt]"
    return text if text and fold(asked) != STATUS else element


def listed(block: Block, faults: Faults, declaration: Declaration) -> str:
    """Return the HTML of the block `luecken`."""
    return declaration.gap_list(read_gaps(block.lines, block.path, block.line + 1, faults))


def _item(gap: Gap) -> str:
    until = f"Wir wollen das bis {exact_as_known(gap.until)} ändern." if gap.until else ""
    return escape(" ".join(part for part in (gap.text, gap.alternative, until) if part))
