from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup, Tag

from plugins.indicators.kinds.scene import Scene
from plugins.indicators.page.figure import figure
from plugins.indicators.page.place import Place


@pytest.fixture(scope="session")
def parse() -> Callable[[Scene], Tag]:
    """Return a parser of a scene's figure, whose id is `d-1a2b`."""

    def parsed(scene: Scene) -> Tag:
        html = figure(scene, Place("d-1a2b", "/diagramme/x", (1200, 800)))
        found = BeautifulSoup(html, "html.parser").figure
        assert found
        return found

    return parsed
