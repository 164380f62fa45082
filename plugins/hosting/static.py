"""For static hosts: `_redirects` and `_headers`, as Cloudflare Pages and Netlify read them.

Both know `*` for any part of a path, and no regular expression. Where several rules fit, Netlify takes the
last value of a header and Cloudflare joins them, unless a line `! Name` takes the earlier ones away.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from plugins.hosting import headers
from plugins.hosting.headers import HEADERS, Header
from plugins.hosting.sources import Redirect, source

REDIRECTS, HEADERS_FILE = "_redirects", "_headers"
_ENDINGS = re.compile(r"\\\.\(([a-z0-9|]+)\)\$")


def redirect_lines(redirects: Iterable[Redirect]) -> str:
    """Return `_redirects`. Only Netlify and its like read numbers (`/ p=276`), others leave them out."""
    exact, many = [], []
    for text, target, status in redirects:
        one = source(text)
        if one.number:
            exact.append(f"/ p={one.number} {target} {status}!")
        elif one.anywhere:
            many.append(f"/*/{one.path} {target} {status}")
            exact.append(f"/{one.path} {target} {status}")
        elif one.below:
            exact.append(f"/{one.path} {target} {status}")
            many.append(f"/{one.path}/* {target} {status}")
        else:
            exact += (f"/{one.path}{end} {target} {status}" for end in ("/", ""))
    return "\n".join([*dict.fromkeys(exact), *dict.fromkeys(many), ""])


def header_lines(files: Iterable[str]) -> str:
    """Return `_headers` for a site that holds `files` (paths from its root, without a slash before them)."""
    lines = ["/*", *(f"  {header.name}: {header.value}" for header in HEADERS if header.value)]
    rules: dict[str, list[str]] = defaultdict(list)
    hashed = list(_hashed(files))
    for header in HEADERS:
        for case in reversed(header.cases):
            found = hashed if case.pattern == headers.HASHED else _globs(case.pattern)
            for glob in found:
                rules[glob] += _instead(header, case.value)
    for glob, found_lines in rules.items():
        lines += [glob, *_last_of_each(found_lines)]
    return "\n".join([*lines, ""])


def _instead(header: Header, value: str) -> list[str]:
    return [f"  ! {header.name}", *([f"  {header.name}: {value}"] if value else [])]


def _last_of_each(lines: list[str]) -> list[str]:
    names = {line: line.strip("! ").partition(":")[0] for line in lines}
    last = {
        name: index for index, line in enumerate(lines) if (name := names[line]) and line[2] == "!"
    }
    return [line for index, line in enumerate(lines) if index >= last[names[line]]]


def _globs(pattern: str) -> list[str]:
    """Return one of our patterns as paths with `*`."""
    known = {
        headers.EMBEDS: ["/diagramme/*/einbetten/", "/indikatoren/*/einbetten/"],
        headers.NEWSLETTER: ["/newsletter/*"],
        headers.PERSONAL: ["/newsletter/*/"],
        headers.ICON: ["/favicon.ico", "/favicon.svg"],
    }
    if pattern in known:
        return known[pattern]
    found = _ENDINGS.fullmatch(pattern)
    if not found:
        raise ValueError(f"no way to say {pattern} to a static host")
    return [f"/*.{ending}" for ending in found[1].split("|")]


def _hashed(files: Iterable[str]) -> Iterator[str]:
    """Yield what names the files that never change: a whole kind in a folder, where all of it is such."""
    kinds: dict[str, dict[str, bool]] = defaultdict(dict)
    for file in sorted(files):
        path = PurePosixPath(file)
        kinds[f"/{path.parent.as_posix()}/*{path.suffix}"][file] = bool(
            re.search(headers.HASHED, f"/{file}")
        )
    for glob, members in kinds.items():
        if all(members.values()):
            yield glob
        else:
            yield from (f"/{file}" for file, never_changes in members.items() if never_changes)
