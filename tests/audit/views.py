"""One page in all views, judged by a process of its own with its own browser.

Eight views: 320 and 1280 px wide, light and dark, text at 100 and 200 %. Colours do not change with the size of
text, so contrast, half of axe's work, is judged at 100 %.
"""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

sys.path.append(str(Path(__file__).parent.parent / "browser"))

import judgement  # a library brings a package of the name «tests»: it stands before this folder

WIDTHS, SIZES = (320, 1280), (100, 200)
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")

Found = list[tuple[str, str, str]]  # rule, view, place

_kept: dict[str, BrowserContext] = {}


def start() -> None:
    """Start the browser of this process; it ends with the process."""
    browser = (
        sync_playwright()
        .start()
        .chromium.launch(
            executable_path=next(filter(None, map(shutil.which, CHROMIUM))),
            args=["--no-sandbox", "--disable-background-networking", "--disable-quic"],
        )
    )
    _kept["context"] = browser.new_context(locale="de-DE")


def judge(address: str) -> tuple[str, Found]:
    """Return the address and all that is wrong with its page."""
    page = judgement.listen(_kept["context"].new_page())
    try:
        return address, _all_views(page, address)
    except BrowserError as error:
        return address, [("browser", "", str(error).splitlines()[0])]
    finally:
        page.close()


def _all_views(page: Page, address: str) -> Found:
    found: Found = []

    def ask(view: str, wrong: judgement.Wrong) -> None:
        found.extend((rule, view, place) for rule, place in wrong)

    origin = "/".join(address.split("/")[:3])
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address)
    ask("", judgement.scripts(page))
    page.evaluate(judgement.OPEN)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for percent in SIZES:
                view = f"{width} px, {'dunkel' if scheme == 'dark' else 'hell'}, {percent} %"
                judgement.zoomed(page, percent)
                ask(view, judgement.width(page))
                ask(view, judgement.axe(page, () if percent == SIZES[0] else ("color-contrast",)))
            judgement.zoomed(page, 100)
        ask(f"{width} px", judgement.spacing(page) + judgement.size(page))
        ask(f"{width} px", judgement.keyboard(page))
    ask("", judgement.own_colours(page) + judgement.stillness(page))
    ask("A4", judgement.paper(page))
    ask("", judgement.privacy(page, origin))
    return found
