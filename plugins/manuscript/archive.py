"""All manuscripts of content/, read once before Pelican, in a fixed order."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from plugins.manuscript.dates import long_date
from plugins.manuscript.doubles import find_doubles
from plugins.manuscript.faults import Fault, Faults
from plugins.manuscript.frontmatter import read_metadata
from plugins.manuscript.header import read_header
from plugins.manuscript.manuscript import Manuscript
from plugins.manuscript.schema import DATED
from plugins.manuscript.sources import content_files, read_source
from plugins.manuscript.values import Setting
from plugins.manuscript.versions import is_version, place_versions
from plugins.manuscript.vocabulary import DRAFT, EASY_VERSION, FOLDERS

SUFFIX = ".md"
# Endings that people and programs give to what they mean as a text.
_TEXTS = {SUFFIX, ".markdown", ".txt"}


@dataclass
class Archive:
    """Manuscripts by their path below content/ (`beitraege/2024/x.md`)."""

    content: Path
    manuscripts: dict[str, Manuscript] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Manuscript]:
        return iter(self.manuscripts.values())

    def find(self, target: str, origin: Manuscript) -> Manuscript | None:
        """Return the manuscript a link names: from content/ with `/`, else from its own folder."""
        start = PurePosixPath("/") if target.startswith("/") else _inside(self, origin).parent
        parts: list[str] = []
        for part in (start / target).parts:
            if part == "..":
                parts = parts[:-1]
            elif part not in {"/", "."}:
                parts.append(part)
        return self.manuscripts.get("/".join(parts))

    def left_out(self, moment: datetime) -> str:
        """Say in German what readers cannot see at `moment`, or nothing when there is nothing."""
        texts = [one.metadata for one in self if one.usable]
        drafts = sum(meta.status == DRAFT for meta in texts)
        later = sorted(
            meta.date for meta in texts if meta.status != DRAFT and meta.date and meta.date > moment
        )
        parts = []
        if drafts:
            parts.append("1 Entwurf" if drafts == 1 else f"{drafts} Entwürfe")
        if later:
            count = "1 Text" if len(later) == 1 else f"{len(later)} Texte"
            parts.append(f"{count} mit späterem Datum (der nächste am {long_date(later[0])})")
        return f"Nicht dabei: {', '.join(parts)}." if parts else ""


def read_archive(root: Path, setting: Setting, *, preview: bool) -> tuple[Archive, Faults]:
    """Read every manuscript below `setting.content`; return them and all faults of their heads.

    Outside a preview the faults of what says `status: entwurf` are left out: an unfinished draft
    stops nobody else's work.
    """
    faults = Faults()
    archive = Archive(setting.content)
    for file in content_files(setting.content, root, faults):
        inside = file.relative_to(setting.content)
        folder = FOLDERS.get(inside.parts[0])
        if file.suffix.lower() not in _TEXTS or (folder is None and file.suffix != SUFFIX):
            continue
        path = file.relative_to(root).as_posix()
        if folder is None:
            known = ", ".join(f"content/{name}/" for name in FOLDERS)
            faults.add(
                Fault(path, 0, 0, "Diese Datei wird nicht gelesen.", f"Texte liegen in {known}.")
            )
            continue
        if file.suffix != SUFFIX:
            faults.add(
                Fault(
                    path,
                    0,
                    0,
                    f"Die Datei endet auf {file.suffix} und wird so nicht gefunden.",
                    f"Benennen Sie sie um in {file.stem.removesuffix(SUFFIX)}{SUFFIX}.",
                )
            )
            continue
        own = Faults()
        manuscript = _read(file, root, folder, setting, own)
        if manuscript is None:
            faults.extend(own)
            continue
        archive.manuscripts[inside.as_posix()] = manuscript
        if preview or not _says_draft(manuscript):
            faults.extend(own)
    shown = {
        path: one
        for path, one in archive.manuscripts.items()
        if preview or one.is_public(setting.moment)
    }
    for path in find_doubles(shown, faults):
        archive.manuscripts[path] = replace(archive.manuscripts[path], usable=False)
    place_versions(archive.manuscripts, setting.moment, faults, preview=preview)
    return archive, faults


def _read(
    file: Path, root: Path, folder: str, setting: Setting, faults: Faults
) -> Manuscript | None:
    source = read_source(file, root, faults)
    if source is None:
        return None
    header = read_header(source, faults)
    if header is None:
        return None
    if folder in DATED and is_version(header):
        folder = EASY_VERSION
    metadata, usable = read_metadata(header, source, folder, setting, faults)
    return Manuscript(source, folder, metadata, header.body_line, usable)


def _says_draft(manuscript: Manuscript) -> bool:
    return manuscript.metadata.status == DRAFT and manuscript.header_line("status") > 0


def _inside(archive: Archive, manuscript: Manuscript) -> PurePosixPath:
    return PurePosixPath("/") / manuscript.source.file.relative_to(archive.content).as_posix()
