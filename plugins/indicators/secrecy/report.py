"""What the steward reads: what became secret, and what keeps a delivery from being taken over."""

from collections.abc import Iterator, Mapping

from plugins.indicators.data.areas import Areas
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.observations import Observations
from plugins.indicators.secrecy.family import Family
from plugins.indicators.secrecy.publication import Publication

_NAMED = 8


def told(family: Family, found: Publication, full: Mapping[str, Observations]) -> str:
    """Return how many cells of each series became secret."""
    lines = [
        f"{each.file}: {len(found.secret[each.key])} von {len(full[each.key])} Werten geheim"
        for each in family.own
    ]
    others = sum(map(len, found.secret.values())) - found.small
    reason = "Keine Zahl ist zu klein."
    if found.small:
        small = "1 kleine Zahl" if found.small == 1 else f"{found.small} kleine Zahlen"
        reason = f"{small}, {others} weitere, damit niemand sie ausrechnen kann."
    return "\n".join([*lines, reason])


def contradictions(
    found: Publication, indicators: Mapping[str, Indicator], areas: Areas
) -> Iterator[str]:
    """Yield the sums that do not add up, or else the cells that cannot be protected."""
    for (key, area), time, given, total in found.unequal[:_NAMED]:
        where = f"{indicators[key].file}, {areas.by_key[area].short}, {time}"
        yield f"{where}: Die Teile ergeben zusammen {total}, angegeben ist {given}."
    if found.unequal:
        return
    for key, area, time in found.weak[:_NAMED]:
        yield f"{indicators[key].file}, {areas.by_key[area].short}, {time}: lässt sich nicht schützen."
    if found.weak:
        yield _WEAK.format(len(found.weak))


_WEAK = (
    "Insgesamt {}. Diese Zahlen sind schon veröffentlicht, oder sie ließen sich aus dem berechnen, was "
    "schon veröffentlicht ist. War der Stand in content/ noch nie öffentlich, löschen Sie dort die Dateien dieser "
    "Reihen und rufen Sie den Befehl noch einmal auf. Sonst veröffentlichen Sie diese Reihe nicht so tief gegliedert."
)
