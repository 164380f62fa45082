"""`[[wert: indikator, gebiet, zeit, form]]`: a number in a sentence, read from the data."""

from xml.etree.ElementTree import Element

from plugins.indicators.data.errors import WordError
from plugins.indicators.data.package import Package
from plugins.indicators.inline.forms import PLAIN, Form, select_form
from plugins.indicators.inline.subject import Spoken, find_area, look_up
from plugins.manuscript.directives import Inline
from plugins.manuscript.faults import Fault, Faults

_ARGUMENTS = (3, 4)
_NEEDS = "Die Angabe [[wert: …]] braucht Indikator, Gebiet und Jahr."
_EXAMPLE = "Schreiben Sie zum Beispiel [[wert: indikator, Gebiet, 2022]]."
_TOO_MANY = "Die Angabe [[wert: …]] hat zu viele Teile: Nach dem Jahr steht höchstens eine Form."
_SPAN = "Schreiben Sie zwei Jahre mit Strich: [[wert: indikator, Gebiet, 2011–2022, veraenderung]]."


def inline_value(directive: Inline, faults: Faults, package: Package) -> Element | str:
    """Return `<data class="value" value="10.5">10,5 %</data>`; a fault comes out empty."""
    words = directive.arguments
    if len(words) not in _ARGUMENTS:
        many = len(words) > max(_ARGUMENTS)
        error = WordError(_TOO_MANY, _SPAN) if many else WordError(_NEEDS, _EXAMPLE)
        faults.add(_fault(directive, len(words), error))
        return ""
    form = PLAIN
    if words[3:]:
        try:
            form = select_form(words[3])
        except WordError as error:
            faults.add(_fault(directive, 3, error))
            return ""
    spoken = _speak(form, directive, faults, package)
    if spoken is None:
        return ""
    element = Element("data", {"class": "value", "value": f"{spoken.value}"})
    element.text = spoken.text
    return element


def _speak(form: Form, directive: Inline, faults: Faults, package: Package) -> Spoken | None:
    words = directive.arguments
    number = 0  # of the argument that is being looked up
    try:
        indicator = package.select(words[0])
        number = 1
        area = find_area(words[1], indicator, package)
        number = 2
        subject = look_up(form.choose, words[2], area, indicator, package)
        number = len(words) - 1
        return form.say(subject)
    except WordError as error:
        faults.add(_fault(directive, number, error))
        return None


def _fault(directive: Inline, number: int, error: WordError) -> Fault:
    """Return the fault about one argument, or about the whole directive if there is no such."""
    there = number < len(directive.arguments)
    return Fault(
        directive.path,
        directive.line,
        directive.columns[number] if there else directive.column,
        error.message,
        error.advice,
        directive.excerpt,
        len(directive.arguments[number]) or 1 if there else 1,
    )
