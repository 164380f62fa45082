"""The observations of a package on their shelf: a file is read when its indicator is asked for."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from pathlib import Path

from plugins.indicators.data.observations import Observations
from plugins.indicators.data.rows import read_observations
from plugins.manuscript.faults import Fault

Report = Callable[[Iterable[Fault]], object]


def read_text(file: Path, path: str) -> tuple[str, list[Fault]]:
    """Return the text of a file, or a fault that names it as `path`."""
    try:
        return file.read_text(encoding="utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        advice = "Speichern Sie die Datei als „CSV UTF-8“ oder „UTF-8“."
        return "", [Fault(path, line, 0, "Die Datei ist nicht in UTF-8 gespeichert.", advice)]


class Shelf(Mapping[str, Observations]):
    """Observations by the key of their indicator.

    What was read is kept; the faults of a file are reported once, when it is read.
    """

    def __init__(
        self, files: Mapping[str, Path], root: Path, areas: Collection[str], report: Report
    ) -> None:
        """Name the files in faults relative to `root`; `areas` are the keys they may name."""
        self.files = files
        self._root = root
        self._areas = areas
        self._report = report
        self._read: dict[str, Observations] = {}

    def __getitem__(self, key: str) -> Observations:
        if key not in self._read:
            self._read[key] = self.open(key)
        return self._read[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)

    def __contains__(self, key: object) -> bool:
        """Tell whether there is such a file, without reading it."""
        return key in self.files

    @property
    def read(self) -> Collection[str]:
        """The keys of the files that were read by now."""
        return self._read.keys()

    def open(self, key: str) -> Observations:
        """Read the file of an indicator without keeping what it says."""
        path = self.files[key].relative_to(self._root).as_posix()
        text, faults = read_text(self.files[key], path)
        if faults:
            self._report(faults)
            return Observations()
        observations, faults = read_observations(text, path, self._areas)
        self._report(faults)
        return observations
