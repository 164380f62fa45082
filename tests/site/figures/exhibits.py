"""What each figure of a built site shows: its cells with their texts, read from its HTML alone."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import lxml.html

from tests.site.figures.sources import NBSP, Cell, Source, time_of

_TIME = r"(?:\w+ )?\d{4}"
_SHY = "\N{SOFT HYPHEN}"
KINDS = {
    "line": "Liniendiagramm",
    "bar": "Balkendiagramm",
    "map": "Karte",
    "tile": "Kennzahl",
    "list": "Tabelle",
    "dumbbell": "Vergleich zweier",
    "multiples": "Kleine Liniendiagramme",
    "stacked": "Gestapelte Balken",
}


def text_of(element: Any) -> str:
    """Return the text as the source has it, soft hyphens aside."""
    return element.text_content().replace(_SHY, "")


@dataclass
class Proved:
    """A built site and the data it was built from."""

    name: str
    output: Path
    source: Source

    @cached_property
    def pages(self) -> dict[str, Any]:
        """Return the parsed pages that have figures, by address."""
        found = {}
        for path in sorted(self.output.rglob("*.html")):
            text = path.read_text(encoding="utf-8")
            if '<figure class="chart ' in text:
                address = f"/{path.relative_to(self.output).as_posix()}".removesuffix("index.html")
                found[address] = lxml.html.fromstring(text)
        return found

    @cached_property
    def exhibits(self) -> list["Exhibit"]:
        """Return every figure that has files; those of areas have none, and are proved with their pages."""
        return [
            Exhibit(self, page, figure)
            for page, tree in self.pages.items()
            for figure in tree.iter("figure")
            if "chart" in figure.get("class", "").split() and figure.get("data-picture")
        ]

    @cached_property
    def figures(self) -> list["Exhibit"]:
        """Return each figure once, from its own page; see `test_a_figure_is_the_same_everywhere`."""
        return [each for each in self.exhibits if each.page == f"{each.address}/"]

    def file(self, address: str) -> Path:
        return self.output / address.lstrip("/")


@dataclass
class Exhibit:
    """A figure on a page. `cells` are all observations it shows as text, in the order of the page."""

    site: Proved
    page: str
    figure: Any
    unsaid: list[Cell] = field(default_factory=list)  # only compared with, not told

    def __str__(self) -> str:
        return f"{self.site.name}:{self.page}#{self.figure.get('id')}"

    @property
    def source(self) -> Source:
        return self.site.source

    @property
    def address(self) -> str:
        return self.figure.get("data-picture").removesuffix(".png")

    @property
    def kind(self) -> str:
        return self.figure.get("class").split()[1].removeprefix("chart-")

    def some(self, selector: str) -> list[Any]:
        """Return the elements below the figure that XPath `.//selector` finds."""
        return self.figure.xpath(f".//{selector}")

    def of_class(self, name: str) -> Any:
        return self.some(f'*[contains(concat(" ", @class, " "), " {name} ")]')[0]

    @property
    def announcement(self) -> str:
        paragraph = self.of_class("chart-description")
        return text_of(paragraph.xpath('./span[@class="unseen"]')[0])

    @property
    def paragraphs(self) -> list[str]:
        spans = self.of_class("chart-description").xpath("./span[not(@class)]")
        return [text_of(span) for span in spans]

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Return the indicators: by the address or, of several, by their names at the parts."""
        name = self.address.rpartition("/")[2]
        if self.address.startswith("/diagramme/"):
            name = re.sub(r"-[0-9a-f]{10}(-\d+)?$", "", name)
        first = name.removesuffix("-karte").replace("-", "_")
        if self.kind == "stacked":
            names = [text_of(each) for each in self.of_class("chart-key").iter("li")]
        elif self.kind == "tile" and not self.some("div[@data-g]"):
            names = [text_of(each) for each in self.some("dt")]
        else:
            return (first,)
        indicators = self.source.indicators
        places = list(indicators)
        found = [[key for key in places if indicators[key]["kurztitel"] == name] for name in names]
        # Two indicators may bear one short name: then the description has its measure beside it.
        chosen = [
            keys[0] if len(keys) == 1 else next(key for key in keys if self._is_measured(key))
            for keys in found
        ]
        assert chosen[0] == first, (str(self), chosen, first)
        return tuple(chosen)

    def _is_measured(self, key: str) -> bool:
        return self.source.indicators[key]["messgroesse"] in text_of(self.figure)

    @cached_property
    def tables(self) -> list["Table"]:
        return [Table(each, self.source) for each in self.some("table")]

    @cached_property
    def cells(self) -> list[tuple[Cell, str]]:
        """Return each observation with the text the figure has for it."""
        if self.kind == "tile":
            return list(self._tiles())
        if self.kind == "stacked":
            return list(self._stacks())
        (table,) = self.tables
        if self.kind == "dumbbell":
            table.head = table.head[:3]
        return [((self.keys[0], *place), text) for place, text in table.cells(self.keys[0])]

    @property
    def seen(self) -> list[Cell]:
        """Return all observations of the figure."""
        return [cell for cell, _ in self.cells]

    @cached_property
    def areas(self) -> list[str]:
        return list(dict.fromkeys(area for _, area, _ in self.seen))

    @cached_property
    def times(self) -> list[str]:
        return list(dict.fromkeys(time for _, _, time in self.seen))

    def _tiles(self) -> Iterator[tuple[Cell, str]]:
        for number, tile in enumerate(self.some("dl/div")):
            value, time, *change = [text_of(each) for each in tile.iter("dd")]
            key = self.keys[number] if len(self.keys) > 1 else self.keys[0]
            area = tile.get("data-g") or self._whole()
            unit = self.source.unit(key)
            if tile.xpath("./dd/small"):
                # A word as unit stands behind, in small type.
                value, _, word = value.rpartition(" ") if " " not in unit else (
                    value[: -len(unit) - 1], "", value[-len(unit) :]
                )  # fmt: skip
                singular = self.source.indicators[key].get("einheit_einzahl", unit)
                assert word == (singular if value == "1" else unit), str(self)
            if time.endswith(f"{NBSP}p"):
                time, value = time[:-2], f"{value}{NBSP}p"
            yield (key, area, time_of(time)), value
            since = re.search(rf"(?:als|wie|für) (?:im )?({_TIME})", change[0]) if change else None
            if since:
                self.unsaid.append((key, area, time_of(since[1])))

    def _whole(self) -> str:
        """Return the area of key figures of one area: the data's only one, or the title's."""
        named = [
            key
            for key, row in self.source.areas.items()
            if text_of(self.of_class("chart-title")) == f"{row['kurzname']} in Zahlen"
        ]
        return named[0] if named else self._only_area()

    def _only_area(self) -> str:
        """Return the area that has the values of the files, where no text of the figure names it."""
        text = self.site.file(f"{self.address}.csv").read_text(encoding="utf-8")
        (area,) = {line.split(",")[1] for line in text.splitlines()[1:]}
        return area

    def _stacks(self) -> Iterator[tuple[Cell, str]]:
        table = self.tables[-1]
        *_, words, where = self.announcement.removesuffix(".").rsplit(", ", 2)
        for row in table.rows:
            if row.key or row.name in {each["kurzname"] for each in self.source.areas.values()}:
                area, time = row.key or self.source.area_named(row.name), time_of(words)
            else:
                area, time = self.source.area_named(where), time_of(row.name)
            for key, text in zip(self.keys, row.texts, strict=True):
                yield (key, area, time), text


@dataclass
class Row:
    name: str
    key: str
    texts: list[str]
    element: Any


class Table:
    """A table of a figure: one side are areas, the other times."""

    def __init__(self, element: Any, source: Source) -> None:
        self.source = source
        heads = element.xpath("./thead/tr/th")
        self.head = [text_of(each) for each in heads]
        self.head_keys = [each.get("data-g", "") for each in heads]
        self.rows = [
            Row(
                text_of(row.xpath("./th")[0]),
                row.get("data-g", ""),
                [text_of(cell) for cell in row.xpath("./td")],
                row,
            )
            for row in element.xpath("./tbody/tr")
        ]

    def cells(self, indicator: str) -> Iterator[tuple[tuple[str, str], str]]:
        """Yield ((area, time), text), row by row."""
        known = {area for _, area, _ in self.source.cells_of[indicator]}
        for row in self.rows:
            for head, key, text in zip(self.head[1:], self.head_keys[1:], row.texts, strict=False):
                if row.key:
                    # Under a head that says what all rows are, names go without it.
                    named = {row.name, f"{self.head[0]} {row.name}"}
                    assert self.source.areas[row.key]["kurzname"] in named
                    yield (row.key, time_of(head)), text
                else:
                    area = key or self.source.area_named(head, known)
                    assert head == self.source.areas[area]["kurzname"]
                    yield (area, time_of(row.name)), text
