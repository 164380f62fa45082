"""The part of the data package that everyone may take: series with a checked licence, and the areas."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from plugins.indicators.data.indicator import Indicator, Licence
from plugins.indicators.data.package import FILE, Package
from plugins.indicators.files.archive import zip_archive
from plugins.indicators.files.citation import cite_package
from plugins.indicators.files.readme import README, readme
from plugins.indicators.files.site import Site

# Where a generator that comes later finds the package in Pelican's context.
OPEN_PACKAGE = "open_package"


@dataclass(frozen=True)
class OpenPackage:
    """`files` are the package's, by name; `archive` is the ZIP of all of them, called `name`.

    `included` and `excluded` are all indicators of the site. `citation` is how to name the package;
    `other_licences` are those of its files that are no indicators: areas, boundaries.
    """

    name: str
    title: str
    files: Mapping[str, bytes]
    archive: bytes
    included: tuple[Indicator, ...]
    excluded: tuple[Indicator, ...]
    citation: str = ""
    other_licences: tuple[Licence, ...] = ()

    @property
    def licences(self) -> tuple[Licence, ...]:
        """The licences of all that is in it, each once."""
        own = (licence for each in self.included for licence in each.licences)
        return tuple(dict.fromkeys((*own, *self.other_licences)))

    def by_licence(self, *, included: bool) -> list[tuple[str, list[Indicator]]]:
        """Return the indicators that are included, or those that are not, by their licences."""
        groups: dict[str, list[Indicator]] = {}
        for each in self.included if included else self.excluded:
            words = "; ".join(licence.title for licence in each.licences)
            groups.setdefault(words, []).append(each)
        return list(groups.items())


def open_package(
    folder: Path, package: Package, site: Site, name: str, page: str
) -> OpenPackage | None:
    """Return the open part of the package in `folder`; None if the site has no readable data.

    `page` is the address of its page from the root.
    """
    if not package.indicators:
        return None
    included = tuple(each for each in package.indicators.values() if each.licence_checked)
    excluded = tuple(each for each in package.indicators.values() if not each.licence_checked)
    descriptor = json.loads((folder / FILE).read_text(encoding="utf-8-sig"))
    keys = {indicator.key for indicator in included}
    resources = [each for each in descriptor["resources"] if _is_open(each, keys, folder)]
    open_part = descriptor | {"resources": resources}
    title = str(descriptor.get("title", site.name))
    files = {each["path"]: (folder / each["path"]).read_bytes() for each in resources}
    files[FILE] = f"{json.dumps(open_part, ensure_ascii=False, indent=1)}\n".encode()
    named = [
        f"Grenzen: {each['quellenvermerk']}." for each in resources if "quellenvermerk" in each
    ]
    if included:
        named.insert(0, cite_package(title, included, f"{site.origin}{page}", site.name))
    citation = " ".join(named)
    files[README] = readme(title, included, _others(resources), site, citation).encode()
    return OpenPackage(
        name,
        title,
        files,
        zip_archive(files, name),
        included,
        excluded,
        citation,
        tuple(_other_licences(resources)),
    )


def _is_open(resource: Mapping[str, Any], keys: set[str], folder: Path) -> bool:
    """Tell whether a resource goes along; one that is not there was reported when it was read."""
    if resource.get("art") == "indikator" and resource.get("name") not in keys:
        return False
    if resource.get("lizenz_geprueft") is False:
        return False
    name = Path(str(resource.get("path", "")))
    return not name.is_absolute() and ".." not in name.parts and (folder / name).is_file()


def _others(resources: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Return file, title and source of what is no indicator: areas, boundaries."""
    return [
        (each["path"], str(each.get("title", "")), _source(each))
        for each in resources
        if each.get("art") != "indikator"
    ]


def _other_licences(resources: list[dict[str, Any]]) -> Iterator[Licence]:
    for each in resources:
        if each.get("art") != "indikator":
            for one in each.get("licenses", []):
                yield Licence(str(one.get("title", "")), str(one.get("path", "")))


def _source(resource: Mapping[str, Any]) -> str:
    sources = [str(each.get("title", "")) for each in resource.get("sources", [])]
    licences = [str(each.get("title", "")) for each in resource.get("licenses", [])]
    return ". ".join("; ".join(words) for words in (sources, licences) if words)
