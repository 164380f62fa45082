"""The figures of one build: what the handlers drew, and the files that are still to be written."""

from dataclasses import dataclass, field
from pathlib import Path

from plugins.indicators.block.reading import read_request
from plugins.indicators.block.request import Request
from plugins.indicators.data.package import Package
from plugins.indicators.kinds.chart import compose
from plugins.indicators.kinds.scene import Scene
from plugins.indicators.page.figure import figure
from plugins.indicators.page.place import Place, figure_key
from plugins.indicators.picture.drawing import draw_scene
from plugins.indicators.picture.picture import pixel_size, write_pictures
from plugins.indicators.settings import IndicatorSettings
from plugins.manuscript.directives import Block
from plugins.manuscript.faults import Faults


@dataclass(frozen=True)
class Exhibit:
    """A figure that is shown: its scene, its place, its SVG, and the text that shows it."""

    scene: Scene
    place: Place
    svg: str
    path: str


@dataclass
class Gallery:
    """Collects the figures of a build by their address; equal blocks make equal figures."""

    package: Package
    settings: IndicatorSettings
    exhibits: dict[str, Exhibit] = field(default_factory=dict)
    _lines: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def show(self, block: Block, faults: Faults) -> str:
        """Return the figure of a ```diagramm block; an impossible one comes out empty."""
        request, found = read_request(block, self.package)
        faults.extend(found)
        if not request:
            return ""
        scene = compose(request, self.package)
        key = self._key(request, block)
        name = f"{scene.name.replace('_', '-')}-{key}"
        exhibit = self.hang(scene, f"d-{key}", f"/{self.settings.figures}/{name}", block.path)
        return figure(scene, exhibit.place)

    def hang(self, scene: Scene, key: str, address: str, path: str = "") -> Exhibit:
        """Take a figure in, whose files will be written at its address."""
        svg, height = draw_scene(scene, self.settings.colors)
        place = Place(key, address, pixel_size(height))
        self.exhibits[address] = exhibit = Exhibit(scene, place, svg, path)
        return exhibit

    def _key(self, request: Request, block: Block) -> str:
        """Return the figure's name: the same for a text that is read again."""
        lines = self._lines.setdefault((block.path, request.words), [])
        if block.line not in lines:
            lines.append(block.line)
        return figure_key(block.path, request.words, lines.index(block.line))

    def write(self, output: Path, root: Path) -> None:
        """Write the pictures below the folder `output`, using the cache below `root`."""
        pictures = {
            output / exhibit.place.picture.lstrip("/"): exhibit.svg
            for exhibit in self.exhibits.values()
        }
        write_pictures(pictures, root / self.settings.cache)
