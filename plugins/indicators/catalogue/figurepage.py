"""What the page of a figure offers: the figure itself, its files, its citation, its frame."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from markupsafe import Markup

from plugins.indicators.data.indicator import Indicator
from plugins.indicators.files.citation import citation
from plugins.indicators.files.formats import FORMATS
from plugins.indicators.files.site import Site
from plugins.indicators.files.weight import weight
from plugins.indicators.gallery import Exhibit
from plugins.indicators.page.figure import figure

# Pixels for description, fold of the table and foot below the picture: measured, most figures fit,
# and a longer one scrolls in its frame.
_BELOW = 260
_FRAME = 600  # pixels: the width that the picture's height is for


@dataclass(frozen=True)
class Download:
    """A file to take: its address, what it is called, what it is for, how large it is."""

    address: str
    label: str
    use: str
    weight: str


@dataclass(frozen=True)
class Text:
    """A text of the site that shows figures: its title, its address from the root, whether lists leave it out."""

    title: str
    address: str
    unlisted: bool = False


@dataclass(frozen=True)
class FigurePage:
    """The page of a figure. `title` is that of the page, no other page has it; `html` is safe."""

    exhibit: Exhibit
    title: str
    html: Markup
    citation: str
    frame: str
    downloads: Sequence[Download]
    text: Text | None = None


def figure_page(
    exhibit: Exhibit, title: str, site: Site, output: Path, text: Text | None = None
) -> FigurePage:
    """Return the page of a figure whose files are written below `output`."""
    scene, place = exhibit.scene, exhibit.place
    own = figure(scene, place, heading="h1", files=False)
    return FigurePage(
        exhibit,
        title,
        Markup(own),  # noqa: S704 - page.figure escapes what it writes
        cite(scene.indicators, scene.title, exhibit, site),
        frame(exhibit, site),
        downloads(place.address, output),
        text,
    )


def cite(indicators: Sequence[Indicator], title: str, exhibit: Exhibit, site: Site) -> str:
    """Return how to name what is shown on the page of a figure."""
    return citation(indicators, title, f"{site.origin}{exhibit.place.page}", site.name)


def frame(exhibit: Exhibit, site: Site) -> str:
    """Return the HTML that other sites put into their pages."""
    place = exhibit.place
    height = round(place.size[1] * _FRAME / place.size[0]) + _BELOW
    return (
        f'<iframe src="{escape(site.origin + place.embed)}" title="{escape(exhibit.scene.title)}"'
        f' width="100%" height="{height}" loading="lazy"></iframe>'
    )


def downloads(address: str, output: Path) -> tuple[Download, ...]:
    """Return the files at an address, as they were written below `output`."""
    return tuple(
        Download(file, each.label, each.use, weight((output / file.lstrip("/")).stat().st_size))
        for each in FORMATS
        for file in (f"{address}{each.ending}",)
    )


def unique(title: str, taken: Collection[str]) -> str:
    """Return the title, with a number behind it if another page has it."""
    number, found = 1, title
    while found in taken:
        number += 1
        found = f"{title} ({number})"
    return found
