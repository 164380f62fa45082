"""What pages load, under names that change with the content: stylesheets, scripts, the typeface; and the icons.

Templates write `{{ asset("css/site.css") }}`. Sheets come from the theme's `css/`, each with its parts, without
comments and air; scripts and typefaces from `static/`. Behind the theme's colours stand the county's, and no two
that meet may be too alike: a fault stops the build.
"""

from pathlib import Path
from typing import Any

from pelican import signals

from plugins.assets.icons import site_icons
from plugins.assets.legibility import check_colours
from plugins.assets.names import hashed, sweep
from plugins.assets.reduction import reduced
from plugins.assets.settings import AssetSettings
from plugins.assets.sheets import bundle
from plugins.assets.tokens import county_tokens, read_tokens
from plugins.manuscript.build import build_of

__all__ = ["register"]

_SETTING = "ASSETS_FILES"
_FOLDERS = ("js", "fonts")
_TOKENS = "css/parts/token.css"
# Sheets that stand alone and so need the county's colours: the pages', and the one for readers of a feed.
_ALONE = ("site.css", "feed.css")


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_name)
    signals.generator_init.connect(_offer)
    signals.finalized.connect(_write)


def _name(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    """Read the theme's files: their names are needed before the first page is written."""
    theme = Path(pelican.settings["THEME"])
    files: dict[str, tuple[str, bytes]] = {}
    for folder in _FOLDERS:
        for path in sorted((theme / "static" / folder).glob("*.*")):
            content = path.read_bytes()
            name = f"{folder}/{path.name}"
            files[name] = (name if path.suffix == ".txt" else hashed(name, content), content)
    for sheet in sorted((theme / "css").glob("*.css")):
        css = bundle(sheet)
        for name, (served, _) in files.items():
            css = css.replace(f"(../{name})", f"(../{served})")
        content = _served(sheet.name, css, pelican.settings)
        files[f"css/{sheet.name}"] = (hashed(f"css/{sheet.name}", content), content)
    pelican.settings[_SETTING] = files
    _check(pelican.settings, files["css/site.css"][1].decode())


def _served(name: str, css: str, settings: Any) -> bytes:  # noqa: ANN401 - Pelican has no types
    """Return a sheet as it is served."""
    own: AssetSettings = settings["ASSETS"]
    return f"{reduced(css)}{county_tokens(own.colours) if name in _ALONE else ''}".encode()


def _check(settings: Any, css: str) -> None:  # noqa: ANN401 - Pelican has no types
    build = build_of(settings)
    theme = Path(settings["THEME"], _TOKENS)
    name = theme.relative_to(build.root) if theme.is_relative_to(build.root) else theme.name
    faults = check_colours(settings["ASSETS"].colours, read_tokens(css), str(name))
    build.faults.extend(faults)


def _offer(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
    files = generator.settings[_SETTING]
    static = generator.settings["THEME_STATIC_DIR"]
    generator.env.globals["asset"] = lambda name: f"/{static}/{files[name][0]}"


def _write(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    output = Path(pelican.settings["OUTPUT_PATH"], pelican.settings["THEME_STATIC_DIR"])
    for name, (served, content) in pelican.settings[_SETTING].items():
        file = output / served
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        if served != name:
            (output / name).unlink(missing_ok=True)
    written = {Path(served).name for served, _ in pelican.settings[_SETTING].values()}
    for folder in ("css", *_FOLDERS):
        sweep(output / folder, written)
    for sheet in (output / "css").glob("*.css"):  # with an address of its own, as the feeds'
        if sheet.name.count(".") == 1:
            css = sheet.read_text(encoding="utf-8")
            sheet.write_bytes(_served(sheet.name, css, pelican.settings))
    colours = pelican.settings["ASSETS"].colours
    for name, content in site_icons(pelican.settings.get("SITE_OUTLINE") or "", colours).items():
        Path(pelican.settings["OUTPUT_PATH"], name).write_bytes(content)
