"""Every picture of a build: looked at once, encoded once, written once, however often it is used."""

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath

from plugins.images.alternative import doubt
from plugins.images.inspection import Facts, Unfit, inspect
from plugins.images.pool import Pool
from plugins.images.recipe import (
    FORMATS,
    TYPES,
    Variant,
    digest_of,
    kept_name,
    plain,
    public_name,
    variants,
)
from plugins.images.settings import ImageSettings
from plugins.manuscript.build import Build
from plugins.manuscript.faults import Fault
from plugins.manuscript.renditions import PictureUse, Rendition

_NARROW = 480  # pixels; below that a picture is blurred even on a phone


@dataclass
class Studio:
    """`show` is what texts ask; `write` puts the files of all pictures into the output."""

    build: Build
    settings: ImageSettings
    _pool: Pool = field(default_factory=Pool)
    _known: dict[Path, tuple[str, Facts]] = field(default_factory=dict)
    _files: dict[str, Path] = field(default_factory=dict)
    _encoded: list[tuple[Path, tuple[Path, ...]]] = field(default_factory=list)

    def show(self, use: PictureUse) -> Rendition | None:
        """Return what readers get of a picture, or None and a fault."""
        try:
            digest, facts = self._facts(use.file)
        except Unfit as unfit:
            self.build.faults.add(use.fault(unfit.message, unfit.advice))
            return None
        self._advise(use, facts)
        lead = use.role == "lead"
        made = variants(facts, self.settings.lead_widths if lead else self.settings.widths)
        relative = PurePosixPath(use.file.relative_to(self.build.content).as_posix())
        names = {one: public_name(relative, digest, one) for one in made}
        self._make(use.file, digest, facts, names)
        shown = plain(facts, made)
        *better, last = (_srcset(made, names, name) for name in FORMATS[facts.kind])
        return Rendition(
            src=f"/{names[shown]}",
            width=shown.width,
            height=shown.height,
            srcset=last if " " in last else "",
            sources=tuple(
                (TYPES[name], srcset)
                for name, srcset in zip(FORMATS[facts.kind], better, strict=False)
            ),
            sizes=self.settings.lead_sizes if lead else self.settings.sizes,
        )

    def write(self, output: Path) -> None:
        """Wait until all pictures are encoded, and put them below the folder `output`."""
        self._pool.finish()
        self._forget_changed()
        for name, kept in self._files.items():
            file = output / name
            content = kept.read_bytes()
            # The name tells the content: what is there is right, unless a build was killed over it.
            if not file.is_file() or file.stat().st_size != len(content):
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)

    @property
    def _cache(self) -> Path:
        return self.build.root / self.settings.cache

    def _facts(self, file: Path) -> tuple[str, Facts]:
        if file not in self._known:
            data = file.read_bytes()
            digest = digest_of(data)
            note = self._cache / f"{digest}{file.suffix.lower()}.json"
            if note.is_file():
                facts = Facts(**json.loads(note.read_text(encoding="utf-8")))
            else:
                facts = inspect(file, data)
                self._cache.mkdir(parents=True, exist_ok=True)
                part = note.with_suffix(f".{os.getpid()}.part")  # whole or not at all
                part.write_text(json.dumps(asdict(facts)), encoding="utf-8")
                part.replace(note)
            self._known[file] = (digest, facts)
        return self._known[file]

    def _make(self, source: Path, digest: str, facts: Facts, names: dict[Variant, str]) -> None:
        new = {variant: name for variant, name in names.items() if name not in self._files}
        kept = {variant: self._cache / kept_name(digest, variant) for variant in new}
        self._files |= {name: kept[variant] for variant, name in new.items()}
        missing = {file: variant for variant, file in kept.items() if not file.is_file()}
        if missing:
            self._encoded.append((source, tuple(missing)))
            self._pool.start(source, facts.kind, missing)

    def _forget_changed(self) -> None:
        """Take back what was made of a picture saved anew meanwhile: its name tells other bytes."""
        for source, files in self._encoded:
            if source.is_file() and digest_of(source.read_bytes()) == self._known[source][0]:
                continue
            for file in files:
                file.unlink(missing_ok=True)
            self._files = {name: kept for name, kept in self._files.items() if kept not in files}
            path = self.build.path_of(source)
            message = "Das Bild wurde geändert, während die Website gebaut wurde."
            self.build.faults.add(Fault(path, 0, 0, message, "Bauen Sie noch einmal."))

    def _advise(self, use: PictureUse, facts: Facts) -> None:
        if facts.kind != "vector" and facts.width < _NARROW:
            message = f"Das Bild ist nur {facts.width} Bildpunkte breit und wirkt unscharf."
            advice = "Nehmen Sie eine größere Fassung: am besten 1.800 Bildpunkte, mindestens 480."
            self.build.hints.add(use.fault(message, advice))
        if doubtful := doubt(use.alt, use.file):
            self.build.hints.add(use.fault(*doubtful))


def _srcset(made: tuple[Variant, ...], names: dict[Variant, str], name: str) -> str:
    files = [(one.width, names[one]) for one in made if one.format == name]
    if len(files) == 1:
        return f"/{files[0][1]}"
    return ", ".join(f"/{file} {width}w" for width, file in files)
