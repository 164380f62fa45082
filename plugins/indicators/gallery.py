"""The figures of one build: what the handlers drew, and the files that are still to be written."""

import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from plugins.indicators.block.reading import read_request
from plugins.indicators.block.request import Request
from plugins.indicators.claims.headline import check_headline
from plugins.indicators.claims.names import Names
from plugins.indicators.data.errors import WordError
from plugins.indicators.data.package import Package
from plugins.indicators.data.series import Series
from plugins.indicators.files.bundle import bundle
from plugins.indicators.files.site import Site
from plugins.indicators.kinds.chart import compose
from plugins.indicators.kinds.scene import Scene
from plugins.indicators.page.figure import figure
from plugins.indicators.page.place import Place, figure_key
from plugins.indicators.picture.drawing import draw_scene
from plugins.indicators.picture.picture import pixel_size, write_pictures
from plugins.indicators.settings import IndicatorSettings
from plugins.manuscript.directives import Block
from plugins.manuscript.faults import Faults

GALLERY = "INDICATORS_GALLERY"  # where a build keeps its gallery, among Pelican's settings


@dataclass(frozen=True)
class Exhibit:
    """A figure that is shown: its scene, its place, its SVG, and the text that shows it.

    `series` are the values of its files: those of the scene, or more where a page says so.
    """

    scene: Scene
    place: Place
    svg: str
    path: str
    series: tuple[Series, ...]


@dataclass
class Gallery:
    """Collects the figures of a build by their address; equal blocks make equal figures."""

    package: Package
    settings: IndicatorSettings
    exhibits: dict[str, Exhibit] = field(default_factory=dict)
    # The keys of indicators that stand in sentences, and in which texts.
    mentions: dict[str, set[str]] = field(default_factory=dict)
    # The texts that say a number in a sentence, and the keys of the areas of those numbers.
    spoken: dict[str, set[str]] = field(default_factory=dict)
    # What a title says against its own figure.
    hints: Faults = field(default_factory=Faults)
    _names: Names = field(init=False)
    _lines: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._names = Names(self.package.areas)

    def show(self, block: Block, faults: Faults) -> str:
        """Return the figure of a ```diagramm block; an impossible one comes out empty."""
        request, found = read_request(block, self.package)
        faults.extend(found)
        if not request:
            return ""
        scene = compose(request, self.package)
        self.hints.extend(check_headline(block, scene, self._names))
        key = self._key(request, block)
        name = f"{scene.name.replace('_', '-')}-{key}"
        exhibit = self.hang(scene, f"d-{key}", f"/{self.settings.figures}/{name}", block.path)
        return figure(scene, exhibit.place)

    def hang(
        self,
        scene: Scene,
        key: str,
        address: str,
        path: str = "",
        series: Sequence[Series] = (),
    ) -> Exhibit:
        """Take a figure in, whose files will be written at its address."""
        svg, height = draw_scene(scene, self.settings.colors)
        place = Place(key, address, pixel_size(height))
        self.exhibits[address] = exhibit = Exhibit(
            scene, place, svg, path, tuple(series) or scene.series
        )
        return exhibit

    def mention(self, key: str, path: str, named: str = "") -> None:
        """Note that a text says a value of an indicator, and of which area, by its name there."""
        self.mentions.setdefault(key, set()).add(path)
        with suppress(WordError):  # a wrong name is a fault of its own, where it stands
            area = self.package.areas.find(named, self.package.areas.by_key)
            self.spoken.setdefault(path, set()).add(area.key)

    def texts_about(self, key: str) -> set[str]:
        """Return the paths of the texts that show an indicator in a figure or in a sentence."""
        drawn = {
            each.path
            for each in self.exhibits.values()
            if any(indicator.key == key for indicator in each.scene.indicators)
        }
        return (drawn | self.mentions.get(key, set())) - {""}

    def _key(self, request: Request, block: Block) -> str:
        """Return the figure's name: the same for a text that is read again."""
        lines = self._lines.setdefault((block.path, request.words), [])
        if block.line not in lines:
            lines.append(block.line)
        return figure_key(block.path, request.words, lines.index(block.line))

    def write(self, output: Path, root: Path, site: Site) -> None:
        """Write all files below the folder `output`; pictures come from the cache below `root`.

        A file that is passed on must say where it is from: `site` is its name and public address.
        """
        self._sweep(output / self.settings.figures)
        for exhibit in self.exhibits.values():
            place = exhibit.place
            files = bundle(exhibit.scene, exhibit.series, exhibit.svg, place.page, site)
            file = output / place.address.lstrip("/")
            file.parent.mkdir(parents=True, exist_ok=True)
            for ending, content in files.items():
                file.with_name(f"{file.name}{ending}").write_bytes(content)
        pictures = {
            output / exhibit.place.picture.lstrip("/"): exhibit.svg
            for exhibit in self.exhibits.values()
        }
        write_pictures(pictures, root / self.settings.cache)

    def _sweep(self, folder: Path) -> None:
        """Remove what an earlier build left behind: figures that no text shows any more."""
        shown = {exhibit.place.address.rpartition("/")[2] for exhibit in self.exhibits.values()}
        for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
            if entry.name.partition(".")[0].removesuffix("-excel") in shown:
                continue
            if entry.is_dir():
                shutil.rmtree(entry)
            else:
                entry.unlink()
