"""All files of a figure but its PNG, which has a cache of its own."""

from collections.abc import Mapping, Sequence

from plugins.indicators.data.series import Series
from plugins.indicators.files.excel import excel_csv
from plugins.indicators.files.formats import CSV, EXCEL, JSON, SVG
from plugins.indicators.files.jsonfile import json_file
from plugins.indicators.files.site import Site
from plugins.indicators.files.svgfile import svg_file
from plugins.indicators.files.tidy import tidy_csv
from plugins.indicators.kinds.scene import Scene


def bundle(
    scene: Scene, series: Sequence[Series], svg: str, page: str, site: Site
) -> Mapping[str, bytes]:
    """Return the files by ending. `page` is the address of the figure's page from the root."""
    return {
        CSV.ending: tidy_csv(series).encode(),
        EXCEL.ending: excel_csv(series),
        JSON.ending: json_file(scene, series, page, site).encode(),
        SVG.ending: svg_file(svg, scene).encode(),
    }
