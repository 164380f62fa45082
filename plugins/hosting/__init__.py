"""What the web server of the site must know: headers, types and old addresses, for three kinds of servers.

The files lie in the output, each where its server looks for it, and none gives its own away.
"""

from pathlib import Path
from typing import Any

from pelican import signals

from plugins.hosting import apache, nginx, static
from plugins.hosting.settings import HostingSettings

__all__ = ["HostingSettings", "register"]


def register() -> None:
    """Connect to Pelican."""
    signals.finalized.connect(_write)


def _write(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    settings: HostingSettings = pelican.settings["HOSTING"]
    redirects = pelican.settings.get("REDIRECTS", ())
    output = Path(pelican.settings["OUTPUT_PATH"])
    files = {}
    if "nginx" in settings.hosts:
        files[nginx.MAP] = nginx.redirect_map(redirects)
    if "apache" in settings.hosts:
        files[apache.FILE] = apache.htaccess(redirects)
    if "static" in settings.hosts:
        files[static.REDIRECTS] = static.redirect_lines(redirects)
        there = (
            path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()
        )
        files[static.HEADERS_FILE] = static.header_lines(there)
    for name, text in files.items():
        (output / name).write_text(text, encoding="utf-8")
