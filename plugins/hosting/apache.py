"""For Apache 2.4: one `.htaccess` with redirects, headers, types and compressed copies.

It needs the modules headers, mime and rewrite, and `AllowOverride All`. Nothing in it is optional: a site
without its headers would look as if all were well.
"""

from collections.abc import Iterable, Iterator

from plugins.hosting.headers import HEADERS, TYPES
from plugins.hosting.sources import Redirect, source

FILE = ".htaccess"
_START = """\
# Written by each public build (plugins/hosting). Modules: headers, mime, rewrite; AllowOverride All.
Options -Indexes -MultiViews
DirectoryIndex index.html
DirectorySlash On
ErrorDocument 403 /404.html
ErrorDocument 404 /404.html
AddDefaultCharset utf-8
RewriteEngine On

# Only encrypted. A proxy in front says so.
RewriteCond %{HTTPS} !=on
RewriteCond %{HTTP:X-Forwarded-Proto} !=https
RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L,NE]

# What is for the server alone.
RewriteRule (^|/)(_|\\.(?!well-known/)) - [R=404,L]

# Old addresses.
"""
# The copies that plugins.compression laid beside the files; mod_mime takes type and coding from the name.
_COPIES = """
# Compressed copies: brotli where the browser knows it, else gzip.
RemoveType .br .gz
RemoveLanguage .br
AddEncoding br .br
AddEncoding gzip .gz
"""
_COPY = """\
RewriteCond %{{HTTP:Accept-Encoding}} \\b{coding}\\b
RewriteCond %{{DOCUMENT_ROOT}}/$1{page}.{ending} -f
RewriteRule {pattern} $1{page}.{ending} [E=no-gzip:1,END]
"""


def htaccess(redirects: Iterable[Redirect]) -> str:
    """Return the whole file."""
    parts = [_START, *_redirects(redirects), _COPIES]
    for coding, ending in (("br", "br"), ("gzip", "gz")):
        for pattern, page in (("^(|.+/)$", "index.html"), ("^(.+[^/])$", "")):
            parts.append(_COPY.format(coding=coding, ending=ending, pattern=pattern, page=page))
    parts.append("\n# Types.\n")
    parts += (f"AddType {kind} .{ending}\n" for ending, kind in TYPES.items())
    parts.append("AddCharset utf-8 .css .csv .ics .js .json .svg .ttl .txt .xml\n\n# Headers.\n")
    parts += _headers()
    return "".join(parts)


def _redirects(redirects: Iterable[Redirect]) -> Iterator[str]:
    for text, target, status in redirects:
        one = source(text)
        pattern = one.pattern
        if one.number:
            yield f"RewriteCond %{{QUERY_STRING}} (^|&)p={one.number}(&|$)\n"
            pattern = "^$"
        yield f"RewriteRule {pattern} {target} [R={status},L,NE,QSD]\n"


def _headers() -> Iterator[str]:
    """Yield the lines; the last that fits decides, so the first case stands last."""
    yield 'Header always append Vary "Accept-Encoding"\n'
    for header in HEADERS:
        if header.value:
            yield f'Header always set {header.name} "{header.value}"\n'
        for case in reversed(header.cases):
            # The path that is asked for, or that of the compressed copy that answers.
            pattern = (
                f"{case.pattern[:-1]}(\\.(br|gz))?$" if case.pattern[-1] == "$" else case.pattern
            )
            fits = f"%{{REQUEST_URI}} =~ m#{pattern}#"
            if case.lasting:
                fits += " && %{REQUEST_STATUS} -lt 400"
            action = f'set {header.name} "{case.value}"' if case.value else f"unset {header.name}"
            yield f'Header always {action} "expr={fits}"\n'
