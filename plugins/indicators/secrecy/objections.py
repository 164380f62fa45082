"""What is said against a delivery: it is not whole, no count, or cannot be protected."""

from collections.abc import Iterable, Mapping

from plugins.indicators.data.observations import WITHHELD, Observations
from plugins.indicators.data.times import shown_times
from plugins.indicators.secrecy.errors import DeliveryError
from plugins.indicators.secrecy.family import Family
from plugins.manuscript.faults import Fault


def refuse(reasons: Iterable[Fault | str]) -> None:
    """Raise DeliveryError with all reasons, if there are any."""
    if said := [str(each) for each in reasons]:
        raise DeliveryError("\n".join([*said, "", "Nichts wurde geschrieben."]))


def object_to(
    family: Family, full: Mapping[str, Observations], known: Mapping[str, Observations]
) -> None:
    """Raise DeliveryError unless a delivery has all own series of a family, each in whole numbers."""
    files = {each.key: each.file for each in family.own}
    missing = [name for key, name in files.items() if key not in full]
    if missing:
        there = ", ".join(name for key, name in files.items() if key in full)
        refuse([_MISSING.format(there, ", ".join(missing))])
    reasons = []
    for each in family.counts:
        for (area, time), seen in known[each.key].by_key.items() if each.key in known else ():
            value = seen.value
            where = f"{each.file}, {area}, {time}"
            if each.key in files and seen.status == WITHHELD:
                reasons.append(
                    f"{where}: Hier steht „{WITHHELD}“. In die Lieferung gehört die Zahl."
                )
            elif value is not None and (value < 0 or value != value.to_integral_value()):
                reasons.append(f"{where}: {value} ist keine Anzahl.")
    refuse(reasons)


def object_to_loss(
    family: Family, full: Mapping[str, Observations], published: Mapping[str, Observations]
) -> None:
    """Raise DeliveryError if times that are public are not in a delivery: its files replace those there."""
    reasons = []
    for each in family.own:
        there = published[each.key].times() if each.key in published else ()
        if lost := sorted(set(there) - set(full[each.key].times())):
            reasons.append(_LOST.format(each.file, shown_times(lost)))
    refuse(reasons)


_LOST = (
    "In {} fehlt, was schon veröffentlicht ist: {}. Die neue Datei ersetzt die alte. Nehmen Sie alle "
    "früheren Zeiten mit in die Lieferung."
)
_MISSING = (
    "Zur Lieferung {} gehört auch: {}. Was zusammengehört, wird zusammen geschützt, denn das eine "
    "lässt sich aus dem anderen berechnen. Legen Sie alle Dateien vollständig in einen Ordner und nennen Sie ihn."
)
