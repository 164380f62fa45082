"""`[[wert: indikator, gebiet, zeit]]`: a number in a sentence, read from the data."""

from decimal import Decimal
from xml.etree.ElementTree import Element

from plugins.indicators.data.areas import Area
from plugins.indicators.data.errors import WordError
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.observations import Observations
from plugins.indicators.data.package import Package
from plugins.indicators.data.times import select_times
from plugins.manuscript.directives import Inline
from plugins.manuscript.faults import Fault, Faults

_ARGUMENTS = 3
_FORM = "Die Angabe [[wert: …]] braucht Indikator, Gebiet und Jahr."
_EXAMPLE = "Schreiben Sie zum Beispiel [[wert: indikator, Gebiet, 2022]]."


def inline_value(directive: Inline, faults: Faults, package: Package) -> Element | str:
    """Return `<data class="value" value="10.5">10,5 %</data>`; a fault comes out empty."""
    words = directive.arguments
    if len(words) != _ARGUMENTS:
        faults.add(_fault(directive, len(words), WordError(_FORM, _EXAMPLE)))
        return ""
    number = 0  # of the argument that is being looked up
    try:
        indicator = package.select(words[0])
        number = 1
        area = _area(words[1], indicator, package)
        number = 2
        value = _value(words[2], area, package.observations[indicator.key])
    except WordError as error:
        faults.add(_fault(directive, number, error))
        return ""
    element = Element("data", {"class": "value", "value": f"{indicator.unit.rounded(value)}"})
    element.text = indicator.unit.short(value)
    return element


def _area(words: str, indicator: Indicator, package: Package) -> Area:
    area = package.areas.find(words)
    if area.key not in package.observations[indicator.key].areas:
        raise WordError(f"Für „{area.short}“ hat „{indicator.key}“ keine Werte.")
    return area


def _value(words: str, area: Area, observations: Observations) -> Decimal:
    times = select_times(words or "zuletzt", observations.times({area.key}))
    if len(times) != 1:
        message = f"„{words}“ sind mehrere Jahre; hier steht genau eines."
        raise WordError(message, f"Schreiben Sie zum Beispiel {times[-1]}.")
    seen = observations.at(area.key, times[0])
    if seen is None or seen.value is None:
        message = f"{area.short}: Für {times[0]} gibt es keine Angabe."
        raise WordError(message, "Nennen Sie ein anderes Jahr oder ein anderes Gebiet.")
    return seen.value


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
