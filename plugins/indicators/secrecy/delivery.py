"""An own delivery, read in full outside the project, becomes files that everybody may read.

`content/` is public with all its history, so that a secret number must never enter it: the full
files stay where they are, and only what is published is written.
"""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.indicators.data.areas import Areas
from plugins.indicators.data.gazetteer import read_areas
from plugins.indicators.data.indicator import Indicator
from plugins.indicators.data.metadata import find_missing, read_indicator
from plugins.indicators.data.notation import read_json
from plugins.indicators.data.observations import WITHHELD, Observations
from plugins.indicators.data.package import FILE
from plugins.indicators.data.rows import read_observations, read_row
from plugins.indicators.data.shelf import read_text
from plugins.indicators.secrecy.errors import DeliveryError
from plugins.indicators.secrecy.family import find_families, find_strangers
from plugins.indicators.secrecy.objections import object_to, object_to_loss, refuse
from plugins.indicators.secrecy.publication import decide
from plugins.indicators.secrecy.report import contradictions, told
from plugins.indicators.settings import IndicatorSettings
from plugins.manuscript.suggestions import suggest


@dataclass(frozen=True)
class Register:
    """What the package says of series and areas, whether their files are there or not."""

    folder: Path
    indicators: Mapping[str, Indicator]
    areas: Areas

    def read(self, file: Path) -> Observations:
        """Return the observations of a file. Raises DeliveryError with its faults."""
        text, faults = read_text(file, file.name)
        observations, wrong = read_observations(text, file.name, self.areas.by_key)
        refuse([*faults, *([] if faults else wrong)])
        return observations


def take_over(root: Path, source: Path) -> str:
    """Write what may be published of a delivery, and return a German report.

    `source` is a CSV file called as in `content/daten/`, or a folder of them. Series without a rule
    are copied byte by byte. Raises DeliveryError before anything is written.
    """
    register = _register(root)
    files = _files(root, source, register)
    full = {key: register.read(file) for key, file in files.items()}
    there = {
        key: register.folder / each.file
        for key, each in register.indicators.items()
        if (register.folder / each.file).is_file()
    }
    written = {key: file.read_bytes() for key, file in files.items()}
    said = []
    for family in find_families(register.indicators):
        needed = {each.key: each for each in family.own}
        if needed.keys().isdisjoint(files):
            continue
        keys = {*needed, *(each.key for each in family.counts)}
        published = {key: register.read(there[key]) for key in keys & there.keys()}
        known = published | full
        object_to(family, full, known)
        object_to_loss(family, full, published)
        found = decide(
            family, {key: known[key] for key in keys & known.keys()}, published, register.areas
        )
        refuse(contradictions(found, register.indicators, register.areas))
        for key in needed:
            written[key] = "".join(_safe(written[key].decode(), found.secret[key])).encode()
        said.append(told(family, found, full))
    _write({register.folder / register.indicators[key].file: data for key, data in written.items()})
    plain = sorted(register.indicators[key].file for key in files)
    return "\n".join(
        [*said, f"Geschrieben nach {register.folder.relative_to(root)}: {', '.join(plain)}."]
    )


def _write(files: Mapping[Path, bytes]) -> None:
    """Write all files or none: an old one beside a new one of its family could tell a secret."""
    parts = {file: file.with_name(f"{file.name}.part") for file in files}
    try:
        for file, data in files.items():
            parts[file].write_bytes(data)
        for file, part in parts.items():
            os.replace(part, file)  # noqa: PTH105 - replaces in one step on every system
    finally:
        for part in parts.values():
            part.unlink(missing_ok=True)


def _register(root: Path) -> Register:
    folder = root / "content" / IndicatorSettings().folder
    path = (folder / FILE).relative_to(root).as_posix()
    if not (folder / FILE).is_file():
        raise DeliveryError(f"Die Datei „{path}“ gibt es nicht.")
    text, faults = read_text(folder / FILE, path)
    raw, wrong = read_json(text or "{}", path, "")
    refuse([*faults, *wrong])
    areas, indicators = Areas(), {}
    for each in raw.get("resources", []):
        if each.get("art") == "gebiete":
            table, faults = read_text(folder / each["path"], each["path"])
            areas, wrong = read_areas(table, each["path"], each)
            refuse([*faults, *wrong])
        elif each.get("art") == "indikator":
            refuse(find_missing(each, path, text))
            indicators[each["name"]] = read_indicator(each)
    refuse(find_strangers(indicators))
    return Register(folder, indicators, areas)


def _files(root: Path, source: Path, register: Register) -> dict[str, Path]:
    """Return the delivered files by the key of their series."""
    source = source.expanduser().resolve()
    files = sorted(source.glob("*.csv")) if source.is_dir() else [source]
    if not source.exists():
        raise DeliveryError(f"„{source}“ gibt es nicht. Nennen Sie den Ordner der Lieferung.")
    if not files:
        raise DeliveryError(f"In „{source.name}“ liegt keine CSV-Datei.")
    if any(file.resolve().is_relative_to(root.resolve()) for file in files):
        raise DeliveryError(
            "Die vollen Zahlen dürfen nicht im Ordner der Website liegen, denn er ist öffentlich. "
            "Verschieben Sie die Lieferung in einen anderen Ordner."
        )
    keys = {Path(each.file).name: key for key, each in register.indicators.items()}
    for file in files:
        if file.name not in keys:
            advice = suggest(file.name, keys)
            raise DeliveryError(f"Zu „{file.name}“ gibt es keine Reihe in {FILE}. {advice}".strip())
    return {keys[file.name]: file for file in files}


def _safe(text: str, secret: frozenset[tuple[str, str]]) -> Iterator[str]:
    """Yield the lines of a file, the secret ones with their sign instead of a number."""
    for line in text.splitlines(keepends=True):
        bare = "".join(line.splitlines())
        row = read_row(bare) if bare.strip() else []
        if tuple(row[:2]) in secret:
            yield f"{row[0]},{row[1]},,{WITHHELD}{line[len(bare) :]}"
        else:
            yield line
