"""Files of `content/` as text: whatever an editor's program saved, read or refused with a reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from plugins.manuscript.faults import Fault, Faults


@dataclass(frozen=True)
class Source:
    """One text file. `path` is the editor's name for it, `lines` are without line ends."""

    path: str
    file: Path
    lines: tuple[str, ...]

    def line(self, number: int) -> str:
        """Return line `number` (from 1), or nothing behind the end."""
        return self.lines[number - 1] if 1 <= number <= len(self.lines) else ""


def content_files(content: Path, root: Path, faults: Faults) -> Iterator[Path]:
    """Yield every file below `content`, sorted; links that lead out of it are faults.

    A link out of the folder could publish any file of the machine.
    """
    inside = content.resolve()
    folders = [content]
    while folders:
        folder = folders.pop()
        for entry in sorted(folder.iterdir()):
            if entry.is_symlink() and not leads_inside(entry, inside):
                faults.add(
                    Fault(
                        entry.relative_to(root).as_posix(),
                        0,
                        0,
                        "Diese Verknüpfung führt aus dem Ordner der Inhalte hinaus.",
                        "Legen Sie die Datei selbst in den Ordner, keine Verknüpfung.",
                    )
                )
            elif entry.name.startswith("."):
                continue  # bins and settings of other programs
            elif entry.is_dir():
                if not entry.is_symlink():
                    folders.append(entry)
            else:
                yield entry


def leads_inside(entry: Path, inside: Path) -> bool:
    """Tell whether `entry`, its links followed, lies below the resolved folder `inside`."""
    try:
        return entry.resolve().is_relative_to(inside)
    except (OSError, RuntimeError):  # links in a circle
        return False


def read_source(file: Path, root: Path, faults: Faults) -> Source | None:
    """Read a text file: UTF-8 with or without a mark (BOM), any line ends.

    Another encoding is a fault; the text is then read as Windows-1252 so that its other faults are
    found in the same build. An unreadable or empty file is a fault and gives None.
    """
    path = file.relative_to(root).as_posix()
    try:
        data = file.read_bytes()
    except OSError as error:
        faults.add(
            Fault(
                path,
                0,
                0,
                f"Die Datei lässt sich nicht lesen ({error.strerror}).",
                "Prüfen Sie, ob die Datei da ist und Sie sie öffnen dürfen.",
            )
        )
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = data.decode("cp1252", errors="replace")
        line = data.count(b"\n", 0, error.start) + 1
        before = data[data.rfind(b"\n", 0, error.start) + 1 : error.start]
        column = len(before.decode("utf-8", errors="replace")) + 1
        excerpt = text.replace("\r\n", "\n").split("\n")[line - 1]
        faults.add(
            Fault(
                path,
                line,
                column,
                "Die Datei ist nicht als UTF-8 gespeichert.",
                "Wählen Sie beim Speichern die Kodierung UTF-8.",
                excerpt,
            )
        )
    if not text.strip():
        faults.add(
            Fault(
                path,
                0,
                0,
                "Die Datei ist leer.",
                "Löschen Sie sie, oder legen Sie den Beitrag mit «inv new» neu an.",
            )
        )
        return None
    return Source(path, file, tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")))
