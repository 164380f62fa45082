"""A figure in the frame of another site, with the headers of the public server."""

import http.server
import re
import threading

import pytest

EMBED = "/indikatoren/bevoelkerung/einbetten/"


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """Another site: what follows the first slash of its address stands in a frame."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f'<iframe src="{self.path[1:]}" width="600"></iframe>'.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Stay silent."""


@pytest.fixture
def framed(browser, address):
    """Return a maker: `framed(path)` is a page of another origin that shows `path` in a frame."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context()

    def make(path):
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/{address}{path}", wait_until="load")
        return page

    yield make
    context.close()
    server.shutdown()


def test_another_site_can_show_a_figure(framed, address):
    page = framed(EMBED)
    frame = page.frame_locator("iframe")
    assert frame.locator("figure.chart h1").inner_text().startswith("Bevölkerung")
    foot = frame.locator(".frame-foot a")
    assert foot.get_attribute("href") == "/indikatoren/bevoelkerung/"
    with page.context.expect_page() as opened:
        foot.click()
    assert opened.value.url == f"{address}/indikatoren/bevoelkerung/"


@pytest.mark.parametrize("path", ["/", "/indikatoren/bevoelkerung/", "/indikatoren/"])
def test_no_other_page_lets_itself_be_framed(framed, path):
    assert framed(path).frames[1].url.startswith("chrome-error:")


def test_each_answer_has_the_headers_of_the_public_server(browser, address):
    page = browser.new_page()
    headers = page.request.get(f"{address}/indikatoren/bevoelkerung.csv").headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["access-control-allow-origin"] == "*"
    policy = page.request.get(f"{address}/").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    page.close()


def test_an_embedded_figure_has_no_script_and_no_menu(visit):
    page = visit(EMBED)
    assert page.locator("script, nav, header").count() == 0
    assert page.locator('meta[name="robots"]').get_attribute("content") == "noindex"
    canonical = page.locator('link[rel="canonical"]').get_attribute("href")
    assert re.fullmatch(r"https://[^/]+/indikatoren/bevoelkerung/", canonical)
    assert not page.said


@pytest.mark.parametrize(
    ("path", "framed_by"),
    [
        ("/diagramme/x/einbetten/", "*"),
        ("/indikatoren/x/einbetten/index.html?a=b", "*"),
        ("/impressum/", "'none'"),
        # nginx resolves it to /impressum/; the raw path would look like a frame's.
        ("/diagramme/x/einbetten/..%2f..%2f..%2fimpressum/", "'none'"),
        ("/impressum/?/diagramme/x/einbetten/", "'none'"),
    ],
)
def test_no_other_address_can_pass_for_a_frame(headers_of, path, framed_by):
    policy = headers_of(path)["Content-Security-Policy"]
    assert policy.endswith(f"frame-ancestors {framed_by}")
