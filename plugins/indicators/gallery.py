"""The figures of one build: what the handlers drew, and the pictures that are still to be written."""

from dataclasses import dataclass, field
from pathlib import Path

from plugins.indicators.canvas import WIDTH
from plugins.indicators.chart import compose
from plugins.indicators.drawing import draw_scene
from plugins.indicators.figure import figure, scene_hash
from plugins.indicators.package import Package
from plugins.indicators.picture import Picture, picture_name, write_picture
from plugins.indicators.reading import read_request
from plugins.indicators.request import Request
from plugins.indicators.settings import IndicatorSettings
from plugins.manuscript.directives import Block
from plugins.manuscript.faults import Faults


@dataclass
class Gallery:
    """Collects the pictures of a build by name; figures are equal for equal blocks."""

    package: Package
    settings: IndicatorSettings
    pictures: dict[str, Picture] = field(default_factory=dict)
    _places: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def show(self, block: Block, faults: Faults) -> str:
        """Return the figure of a ```diagramm block; an impossible one comes out empty."""
        request, found = read_request(block, self.package)
        faults.extend(found)
        return self._figure(request, block) if request else ""

    def _figure(self, request: Request, block: Block) -> str:
        scene = compose(request, self.package)
        svg, height = draw_scene(scene, self.settings.colors)
        picture = Picture(picture_name(scene.indicator, svg), svg, WIDTH, height)
        self.pictures[picture.name] = picture
        key = self._key(scene_hash(scene), block)
        return figure(scene, key, f"/{self.settings.pictures}/{picture.name}", picture.size)

    def _key(self, digest: str, block: Block) -> str:
        """Return an id: the scene's hash, numbered if one text shows the same figure again."""
        lines = self._places.setdefault((block.path, digest), [])
        if block.line not in lines:
            lines.append(block.line)
        again = lines.index(block.line)
        return f"d-{digest}-{again + 1}" if again else f"d-{digest}"

    def write(self, output: Path, root: Path) -> None:
        """Write all pictures below the folder `output`, using the cache below `root`."""
        for name in sorted(self.pictures):
            folder = output / self.settings.pictures
            write_picture(self.pictures[name], folder, root / self.settings.cache)
