"""What a real browser makes of the pictures: the file that fits, no jump, no request too many."""

import functools
import http.server
import threading
from collections.abc import Iterator

import pytest

# Every picture: how wide it is shown, which file was taken, which were offered.
PICTURES = """async () => {
    const found = [];
    for (const image of document.querySelectorAll('.picture img')) {
        image.scrollIntoView();
        while (!image.complete || !image.currentSrc) await new Promise(requestAnimationFrame);
        await image.decode();
        const source = [...image.parentElement.children].find(one => one.srcset);
        found.push({
            shown: image.getBoundingClientRect().width,
            shape: image.getBoundingClientRect().width / image.getBoundingClientRect().height,
            taken: image.currentSrc.split('/').pop(),
            offered: source.srcset.split(', ').map(one => parseInt(one.split(' ')[1]) || 0),
            said: image.getAttribute('width') / image.getAttribute('height'),
        });
    }
    return found;
}"""
SHIFT = """() => new Promise(resolve => {
    let sum = 0;
    new PerformanceObserver(list => list.getEntries().forEach(one => { sum += one.value; }))
        .observe({ type: 'layout-shift', buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
})"""


class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Stay silent."""


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent when a page is closed while its pictures are on the way."""


@pytest.fixture(scope="module")
def address(picture_site) -> Iterator[str]:
    handler = functools.partial(Handler, directory=str(picture_site.output))
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/2025/03/markt/"
    server.shutdown()


@pytest.mark.parametrize(
    ("width", "density"), [(320, 1), (320, 2), (1010, 1), (1280, 1), (1280, 2)]
)
def test_the_file_fits_the_place_and_nothing_moves(browser, address, width, density):
    context = browser.new_context(
        viewport={"width": width, "height": 700}, device_scale_factor=density
    )
    page = context.new_page()
    page.goto(address)
    lead, *rest = page.evaluate(PICTURES)
    assert page.evaluate(SHIFT) == 0
    context.close()
    for picture in (lead, *rest):
        assert picture["shape"] == pytest.approx(picture["said"], rel=0.01)
        if picture["taken"].endswith(".svg"):
            continue
        need, offered = picture["shown"] * density, sorted(picture["offered"])
        taken = int(picture["taken"].split(".")[0].rpartition("-")[2])
        enough = next((one for one in offered if one >= need), offered[-1])
        assert taken <= enough, picture
        assert taken >= min(need * 0.9, offered[-1]), picture
    assert lead["taken"].endswith(".avif")


def test_pictures_far_below_are_not_fetched_before_they_are_near(browser, address):
    context = browser.new_context(viewport={"width": 320, "height": 320})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    context.close()
    names = [url.rpartition("/")[2] for url in asked if "/bilder/" in url]
    assert names[0].startswith("hochkant-480.")
    assert all(name.split(".")[-1] in {"avif", "webp", "svg"} for name in names)
    assert len(names) == len(set(names))
