"""All manuscripts of content/, read once before Pelican, in a fixed order.

What concerns more than one file is judged here: doubled kennung, doubled address, what a link to a
file means.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from uuid import UUID

from plugins.manuscript.faults import Fault, Faults
from plugins.manuscript.frontmatter import read_metadata
from plugins.manuscript.header import read_header
from plugins.manuscript.manuscript import Manuscript
from plugins.manuscript.sources import Source, content_files, read_source
from plugins.manuscript.values import Setting
from plugins.manuscript.vocabulary import DRAFT, FOLDERS

_SUFFIXES = {".md", ".markdown"}


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


def read_archive(
    root: Path, setting: Setting, moment: datetime, *, preview: bool
) -> tuple[Archive, Faults]:
    """Read every manuscript below `setting.content`; return them and all faults of their heads.

    Outside a preview the faults of what says `status: entwurf` are left out: an unfinished draft
    stops nobody else's work.
    """
    faults = Faults()
    archive = Archive(setting.content)
    for file in content_files(setting.content, root, faults):
        inside = file.relative_to(setting.content)
        folder = FOLDERS.get(inside.parts[0])
        if folder is None or file.suffix.lower() not in _SUFFIXES:
            continue
        own = Faults()
        manuscript = _read(file, root, folder, setting, own)
        if manuscript is None:
            faults.extend(own)
            continue
        archive.manuscripts[inside.as_posix()] = manuscript
        if preview or not _says_draft(manuscript):
            faults.extend(own)
    _doubled_identifiers(archive, faults)
    _doubled_addresses(archive, moment, faults, preview=preview)
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
    metadata, usable = read_metadata(header, source, folder, setting, faults)
    return Manuscript(source, folder, metadata, header.body_line, usable)


def _says_draft(manuscript: Manuscript) -> bool:
    return manuscript.metadata.status == DRAFT and _line_of(manuscript.source, "status") > 0


def _inside(archive: Archive, manuscript: Manuscript) -> PurePosixPath:
    return PurePosixPath("/") / manuscript.source.file.relative_to(archive.content).as_posix()


def _doubled_identifiers(archive: Archive, faults: Faults) -> None:
    seen: dict[UUID, Manuscript] = {}
    for manuscript in _in_order(archive):
        identifier = manuscript.metadata.identifier
        if identifier is None:
            continue
        if identifier in seen:
            line = _line_of(manuscript.source, "kennung")
            faults.add(
                Fault(
                    manuscript.path,
                    line,
                    1,
                    f"Diese Kennung hat schon {seen[identifier].path}.",
                    "Eine Kennung gehört zu einem Beitrag allein; «inv kennung» macht eine neue.",
                    manuscript.source.line(line),
                    len("kennung"),
                )
            )
        else:
            seen[identifier] = manuscript


def _doubled_addresses(
    archive: Archive, moment: datetime, faults: Faults, *, preview: bool
) -> None:
    seen: dict[str, Manuscript] = {}
    for path, manuscript in sorted(archive.manuscripts.items()):
        if not preview and not manuscript.is_public(moment):
            continue
        address = manuscript.address
        if not address:
            continue
        if address in seen:
            line = _line_of(manuscript.source, "adresse") or _line_of(manuscript.source, "titel")
            faults.add(
                Fault(
                    manuscript.path,
                    line,
                    1,
                    f"Die Adresse {address} hat schon {seen[address].path}.",
                    "Geben Sie einem der beiden eine eigene «adresse» im Kopf.",
                    manuscript.source.line(line),
                )
            )
            archive.manuscripts[path] = replace(manuscript, usable=False)
        else:
            seen[address] = manuscript
        for alias in manuscript.metadata.aliases:
            owner = seen.get(alias.rstrip("/") + "/")
            if owner is not None:
                line = _line_of(manuscript.source, "aliase")
                faults.add(
                    Fault(
                        manuscript.path,
                        line,
                        1,
                        f"Die alte Adresse {alias} gehört schon zu {owner.path}.",
                        "Streichen Sie sie hier.",
                        manuscript.source.line(line),
                    )
                )


def _in_order(archive: Archive) -> list[Manuscript]:
    """Return the manuscripts, the oldest first: the later of two doubles is the one at fault."""
    return sorted(
        archive.manuscripts.values(),
        key=lambda m: (
            m.metadata.date is None,
            m.metadata.date and m.metadata.date.timestamp(),
            m.path,
        ),
    )


def _line_of(source: Source, key: str) -> int:
    return next(
        (n for n, line in enumerate(source.lines, 1) if line.lstrip().startswith(f"{key}:")), 0
    )
