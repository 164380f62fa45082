"""The first sentences of an area's page: where it lies, how many people live there, how that changed.

Made from the data alone; what they do not say is left out. A change is told beside that of the whole,
without praise or blame.
"""

from decimal import Decimal

from plugins.indicators.data.areas import Area
from plugins.indicators.data.number import NBSP, german
from plugins.indicators.data.observations import PROVISIONAL
from plugins.indicators.data.package import Package
from plugins.indicators.profile.course import Course, course, gap, stock, trend
from plugins.indicators.profile.density import densely
from plugins.indicators.profile.facts import Fact
from plugins.indicators.profile.grammar import called, in_full, moment, named, sentence
from plugins.indicators.profile.neighbourhood import locate
from plugins.indicators.profile.settings import ProfileSettings

# What search engines show of a description.
_DESCRIPTION = 155
_VERBS = {-1: "sank", 1: "stieg"}
_COMPARED = {-1: "weniger stark als", 0: "ähnlich wie", 1: "stärker als"}


def introduce(area: Area, package: Package, settings: ProfileSettings) -> tuple[str, ...]:
    """Return paragraphs of plain text: where it lies; how many live there, since when, how densely.

    What the data do not know is passed over: there may be one paragraph, or none, never an empty one.
    """
    people = stock(area, package, settings.population)
    told = course(area, package, settings.population)
    place = locate(area, package, people)
    is_region = area.level != package.areas.levels[-1].key
    where = "dort" if place and is_region else in_full(area, package.areas).within
    numbers = (
        _people(people, told, where, package) if people else "",
        _change(told, people, package) if told and people else "",
        densely(area, people, package, settings.density),
    )
    return tuple(filter(None, (place, " ".join(filter(None, numbers)))))


def describe_area(area: Area, package: Package, settings: ProfileSettings) -> str:
    """Return a sentence of at most 155 characters for search engines; empty if not even the name fits."""
    over = package.areas.above(area)
    there = f" {in_full(over[-1], package.areas).within}" if over else ""
    short = f"Zahlen {called(area, package.areas).to}"
    choices = [f"{short}{there}", short]
    if people := stock(area, package, settings.population):
        many = f"{short}{there}: {_many(people, 'hier')}"
        told = course(area, package, settings.population)
        since = f", {_more(told)}" if told and told.last == people else ""
        choices = [f"{many}{since}", many, *choices]
    return next((each for each in map(sentence, choices) if len(each) <= _DESCRIPTION), "")


def _people(people: Fact, told: Course | None, where: str, package: Package) -> str:
    """Say how many people live there and how many more or fewer than before, if that can be said."""
    if told is None or told.last != people:
        new = told is not None and _is_broken(told, people)
        return sentence(_many(people, where, "nach neuer Zählung" if new else ""))
    words = f"{_many(people, where)}, {_more(told)}"
    if turn := told.turn(package):
        rest = Course(turn, people)
        joint = " und" if told.difference * rest.difference > 0 else ", aber"
        words += f"{joint} {_more(rest)}"
    return sentence(words)


def _many(people: Fact, where: str, aside: str = "") -> str:
    """Return «Ende 2023 lebten 666 Menschen in Ahausen», «Ende 2023 lebten dort 42.484 Menschen»."""
    unit = people.indicator.unit
    value = unit.rounded(people.value or Decimal(0))
    few = {Decimal(0): "lebte niemand", Decimal(1): "lebte eine Person"}
    verb, number = few.get(value, f"lebten {unit.short(value)} Menschen").split(" ", 1)
    if people.status == PROVISIONAL:
        aside = "nach vorläufigen Zahlen"
    order = (where, aside, number) if aside or " " not in where else (number, where)
    return " ".join(filter(None, (moment(people.indicator, people.time)[0], verb, *order)))


def _more(told: Course) -> str:
    """Return «112 weniger als Ende 2013»."""
    first, size = told.first, abs(told.difference)
    before = moment(first.indicator, first.time)[0]
    # The data can only know an area before its time if they are recalculated to its borders.
    if first.time < first.area.valid_from[: len(first.time)]:
        before += " auf demselben Gebiet"
    if not size:
        return f"genauso viele wie {before}"
    number = "eine Person" if size == 1 else first.indicator.unit.short(size)
    return f"{number} {'mehr' if told.difference > 0 else 'weniger'} als {before}"


def _is_broken(told: Course, people: Fact) -> bool:
    """Tell whether the course ends before a break in the very series that the number is from."""
    breaks = people.indicator.breaks_between(told.last.time, people.time)
    return told.last.indicator == people.indicator and bool(breaks)


def _change(told: Course, people: Fact, package: Package) -> str:
    """Say how much the number changed, in per cent where it is large enough, and how that of the whole did."""
    over = package.areas.above(told.last.area)
    other = told.of(over[-1], package) if over else None
    beside = other.share if other else None
    there = named(over[-1], package.areas).within if over else ""
    start, end = (moment(each.indicator, each.time)[1] for each in (told.first, told.last))
    if told.last == people:
        if told.share is None:
            went = "" if beside is None else _went("die Zahl in dieser Zeit", beside)
            return sentence(f"{there} {went}") if went else ""
        lead, subject, size = "damit", "die Zahl", ""
        if told.turn(package):
            lead, subject = f"seit {start}", "die Zahl insgesamt"
    else:
        lead, subject = f"zwischen {start} und {end}", "die Zahl"
        if _is_broken(told, people):
            lead, subject = (
                "nach der alten Zählung, die damit nicht vergleichbar ist,",
                f"{subject} {lead}",
            )
        size = told.last.indicator.unit.short(abs(told.difference))
    compared = "" if told.share is None or beside is None else _beside(told.share, beside, there)
    return sentence(f"{lead} {_went(subject, told.share, size, told.difference)}{compared}")


def _went(
    subject: str, share: Decimal | None, size: str = "", difference: Decimal = Decimal(1)
) -> str:
    """Return «sank die Zahl um 14,4 %», «um 12», «um 14.283 oder 4,5 %», «blieb die Zahl etwa gleich»."""
    if not difference:
        return f"blieb {subject} gleich"
    if share is None:
        return f"{_VERBS[1 if difference > 0 else -1]} {subject} um {size}"
    if not trend(share):
        return f"blieb {subject} etwa gleich{_small(share)}"
    return f"{_VERBS[trend(share)]} {subject} um {f'{size} oder ' if size else ''}{_percent(share)}"


def _beside(share: Decimal, other: Decimal, there: str) -> str:
    """Go on with the change of the whole."""
    if trend(share) != trend(other):
        return f", während sie {there} " + (
            f"um {_percent(other)} {_VERBS[trend(other)]}"
            if trend(other)
            else f"etwa gleich blieb{_small(other)}"
        )
    if not trend(share):
        return f", ebenso {there}{_small(other)}"
    if share == other:
        return f", genauso stark wie {there}"
    return f", {_COMPARED[gap(share, other)]} {there} ({_percent(other)})"


def _percent(share: Decimal) -> str:
    return f"{german(abs(share), 1)}{NBSP}%"


def _small(share: Decimal) -> str:
    return f" ({german(share, 1, sign=True)}{NBSP}%)" if share else ""
