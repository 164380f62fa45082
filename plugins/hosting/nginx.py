"""For nginx: the headers that deploy/nginx.conf holds, and the map of old addresses that each build writes.

`python -m plugins.hosting` puts the headers into deploy/nginx.conf anew, between their marks.
"""

import re
from collections.abc import Iterable, Iterator

from plugins.hosting.headers import HEADERS, TYPES, Header, varying
from plugins.hosting.sources import Redirect, source

MAP = "_umleitungen.map"


def redirect_map(redirects: Iterable[Redirect]) -> str:
    """Return the lines of a map from `$uri?p=$arg_p` to `301 /there/`."""
    lines = [
        "# Written by each public build (plugins/hosting); deploy/nginx.conf says where it belongs."
    ]
    known: set[str] = set()  # nginx takes capitals for small letters, and no key twice
    for text, target, status in redirects:
        one = source(text)
        value = f'"{status} {target}";'
        if one.number:
            lines.append(f'"/?p={one.number}" {value}')
        elif one.below or one.anywhere:
            pattern = one.pattern[1:].removesuffix("$")
            lines.append(f'"~^/{pattern}\\?p=" {value}')
        else:
            if one.path.lower() not in known:
                lines += (f'"/{one.path}{end}?p=" {value}' for end in ("/", ""))
            known.add(one.path.lower())
    return "\n".join([*lines, ""])


def variable(header: Header) -> str:
    """Return the name of the variable that holds the value of a header that varies."""
    return f"$header_{header.name.lower().replace('-', '_')}"


def with_headers(configuration: str) -> str:
    """Return a configuration with what stands between its marks written anew."""
    for part, lines in {"maps": _maps(), "headers": _lines(), "types": _types()}.items():
        mark = re.compile(
            rf"(?P<begin> *# \[{part}\b.*?\]\n).*?(?P<end> *# \[/{part}\]\n)", re.DOTALL
        )
        found = mark.search(configuration)
        if found is None:
            raise ValueError(f"nginx.conf needs [{part}] and [/{part}]")
        before, after = configuration[: found.start()], configuration[found.end() :]
        configuration = "".join([before, found["begin"], *lines, found["end"], after])
    return configuration


def _maps() -> Iterator[str]:
    for header in varying():
        lasting = any(case.lasting for case in header.cases)
        key = '"$status$uri"' if lasting else "$uri"
        yield f"map {key} {variable(header)} {{\n"
        yield f'    default "{header.value}";\n'
        for case in header.cases:
            pattern = case.pattern
            if lasting:
                status = "[23][0-9][0-9]" if case.lasting else "[0-9]+"
                pattern = (
                    f"^{status}{pattern[1:]}" if pattern[0] == "^" else f"^{status}/.*{pattern}"
                )
            yield f'    "~{pattern}" "{case.value}";\n'
        yield "}\n"


def _lines() -> Iterator[str]:
    for header in HEADERS:
        value = variable(header) if header.cases else f'"{header.value}"'
        yield f"    add_header {header.name} {value} always;\n"


def _types() -> Iterator[str]:
    yield f"    location ~ \\.({'|'.join(TYPES)})$ {{\n        types {{\n"
    for ending, kind in TYPES.items():
        yield f"            {kind} {ending};\n"
    yield "        }\n    }\n"
