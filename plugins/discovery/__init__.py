"""Found and safe: what pages say to machines, the site map, robots.txt and security.txt.

Templates write `{{ linked_data() }}` in a script for JSON-LD, and ask `social_image()` for the picture that
others show beside a link to the page.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from pelican import signals

from plugins.discovery.changes import last_change
from plugins.discovery.graph import Image, written
from plugins.discovery.security import ADDRESS, expiry, security_txt
from plugins.discovery.settings import DiscoverySettings, Partner
from plugins.discovery.sitemap import is_listed, robots, sitemap
from plugins.discovery.subject import address_of, graph_of, image_of, website_of
from plugins.manuscript.build import build_of
from plugins.manuscript.faults import Fault

__all__ = ["DiscoverySettings", "Partner", "register"]

_PAGES = "DISCOVERY_PAGES"  # absolute address → day of the last change; among Pelican's settings
_TEXTS = "DISCOVERY_TEXTS"  # address from the root → moment of the last change


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(_begin)
    signals.generator_init.connect(_offer)
    signals.content_written.connect(_note)
    signals.finalized.connect(_write)


def _begin(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    settings = pelican.settings
    build = build_of(settings)
    settings[_PAGES] = {}
    settings[_TEXTS] = {
        one.address: one.metadata.modified or one.metadata.date
        for one in build.archive
        if one.address
    }
    own: DiscoverySettings = settings["DISCOVERY"]
    if own.security_expires and (wrong := expiry(own.security_expires, build.moment.date())):
        advice = "Prüfen Sie, ob die Adresse noch gilt, und setzen Sie dort security_expires neu."
        past = own.security_expires < build.moment.date()
        (build.faults if past and settings.get("PUBLIC") else build.hints).add(
            Fault("pelicanconf.py", 0, 0, wrong, advice)
        )


def _offer(generator: Any) -> None:  # noqa: ANN401 - Pelican has no types
    site = website_of(generator.settings)

    @pass_context
    def linked_data(context: Context) -> Markup:
        graph = graph_of(site, context.get)
        return Markup(written(graph))  # noqa: S704 - it escapes for a script

    @pass_context
    def social_image(context: Context) -> Image | None:
        return image_of(context.get)

    generator.env.globals.update(linked_data=linked_data, social_image=social_image)


def _note(path: str, context: Mapping[str, Any]) -> None:
    """Remember a page that wants to be found, when it is written: what is written is what there is."""
    if not path.endswith(".html"):
        return
    address = f"{context['PUBLIC_URL']}{address_of(context['output_file'])}"
    if is_listed(Path(path).read_text(encoding="utf-8"), address):
        context[_PAGES][address] = last_change(context, context[_TEXTS])


def _write(pelican: Any) -> None:  # noqa: ANN401 - Pelican has no types
    settings = pelican.settings
    output, origin = Path(settings["OUTPUT_PATH"]), settings["PUBLIC_URL"]
    own: DiscoverySettings = settings["DISCOVERY"]
    files = {"/sitemap.xml": sitemap(settings[_PAGES]), "/robots.txt": robots(origin)}
    if own.security_contact and own.security_expires:
        files[ADDRESS] = security_txt(
            origin, own.security_contact, own.security_expires, settings["DEFAULT_LANG"]
        )
    for address, content in files.items():
        file = output / address.lstrip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content, encoding="utf-8")
