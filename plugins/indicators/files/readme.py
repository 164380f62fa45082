"""LIESMICH.txt: what is in the package, for people who open it far from this site."""

from collections.abc import Iterable, Sequence

from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.observations import PROVISIONAL, SIGNS
from plugins.indicators.files.site import Site
from plugins.manuscript.dates import exact_as_known

README = "LIESMICH.txt"
_FORM = """\
Jede Reihe ist eine CSV-Datei (UTF-8, Komma als Trenner, Punkt als Dezimalzeichen)
mit den Spalten gebiet, zeit, wert und status. Was die Schlüssel in der Spalte gebiet
bedeuten, steht in gebiete.csv. Definition, Methode, Einheit, Quelle, Lizenz und
Brüche jeder Reihe stehen in datapackage.json (Frictionless Data Package)."""
_MISSING = "Ein leerer Wert ist nicht null. Warum er fehlt, sagt die Spalte status:\n"
_PROVISIONAL = f"Ein {PROVISIONAL} neben einem Wert heißt: vorläufig."


def readme(
    title: str,
    indicators: Sequence[Indicator],
    others: Iterable[tuple[str, str, str]],
    site: Site,
    citation: str,
) -> str:
    """Return the text. `others` are files that are no indicators: name, title, source and licence.

    `citation` is how to name the package as a whole; empty if it holds no series.
    """
    parts = [
        _headed(title, "="),
        f"Von {site.name}, {site.origin}/",
        f"{_headed('Was darin ist')}\n{_FORM}",
        _MISSING + "".join(f"  {sign}  {words}\n" for sign, words in SIGNS.items()) + _PROVISIONAL,
        "Wer die Zahlen verwendet, nennt die Quelle und beachtet die Lizenz der Reihe.",
        *([f"{_headed('Zitieren')}\n{citation}"] if citation else []),
        f"{_headed('Reihen')}\n" + "\n\n".join(map(_indicator, indicators)),
        f"{_headed('Weitere Dateien')}\n"
        + "\n\n".join("\n  ".join(filter(None, each)) for each in others),
    ]
    return "\n\n".join(parts) + "\n"


def _headed(words: str, rule: str = "-") -> str:
    return f"{words}\n{rule * len(words)}"


def _indicator(indicator: Indicator) -> str:
    sources = [
        f"  Quelle: {source.publisher}, {source.title}"
        + (f", {source.address}" if source.address else "")
        for source in indicator.sources
    ]
    licences = [
        f"  Lizenz: {licence.title}" + (f", {licence.address}" if licence.address else "")
        for licence in indicator.licences
    ]
    own = ["  Eigene Berechnung aus den Angaben der Quelle"] if indicator.own_calculation else []
    head = [indicator.file, f"  {indicator.title}", f"  Stand: {exact_as_known(indicator.as_of)}"]
    return "\n".join([*head, *sources, *own, *licences])
