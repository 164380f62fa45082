"""Every kind of figure in a real browser: narrow and wide, light and dark, forced colours, print.

Pages are found by themselves: the fewest that together have every kind, and one of each page that
is made of figures. What the script does with figures: test_figures.py.
"""

import re

import pytest

from tests.browser.judgement import OPEN

CATALOGUE, PACKAGE = "/indikatoren/", "/daten/"
TEXT, LARGE_SHAPE, MIXED = 4.5, 3.0, 1.5

WATCH = """window.refused = [];
document.addEventListener('securitypolicyviolation', e => refused.push(e.violatedDirective + ' ' + e.blockedURI));"""

# Colours as they are painted, on the paper of the page; opacity is mixed in.
COLORS = """() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const paint = color => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const paper = paint(getComputedStyle(document.body).backgroundColor);
    const over = (color, opacity) => {
        const [r, g, b, a] = paint(color), part = a / 255 * opacity;
        return [r, g, b].map((c, n) => c * part + paper[n] * (1 - part));
    };
    const light = rgb => rgb.map(c => c / 255)
        .map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
        .reduce((sum, c, n) => sum + c * [.2126, .7152, .0722][n], 0);
    const contrast = (a, b) => {
        const [high, low] = [light(a), light(b)].sort((x, y) => y - x);
        return (high + .05) / (low + .05);
    };
    const found = { labels: [], shapes: [], borders: [], dashes: [] };
    for (const figure of document.querySelectorAll('figure.chart')) {
        const name = `${figure.id} ${figure.className}`;
        const fill = e => { const s = getComputedStyle(e);
            return s.fill === 'none' || s.fill.startsWith('url') ? null : over(s.fill, s.fillOpacity * s.opacity); };
        const stroke = e => { const s = getComputedStyle(e);
            return s.stroke === 'none' || !parseFloat(s.strokeWidth) ? null : over(s.stroke, s.strokeOpacity * s.opacity); };
        const seen = e => e.getClientRects().length;
        for (const e of [...figure.querySelectorAll('svg text')].filter(seen))
            found.labels.push([name, e.textContent, contrast(fill(e), paper.slice(0, 3))]);
        const shapes = '.chart-plot :is(path, circle), .chart-key :is(line, rect), .chart-bars :is(rect, circle, line), .chart-panels :is(path, circle)';
        for (const e of [...figure.querySelectorAll(shapes)].filter(seen)) {
            if (figure.matches('.chart-map')) continue;
            const best = Math.max(...[fill(e), stroke(e)].filter(Boolean).map(c => contrast(c, paper.slice(0, 3))), 0);
            found.shapes.push([name, `${e.tagName}.${e.getAttribute('class')}`, best]);
            if (/\\bs[234]\\b/.test(e.getAttribute('class')))
                found.dashes.push([name, e.getAttribute('class'), getComputedStyle(e).strokeDasharray]);
        }
        for (const e of figure.querySelectorAll('.chart-places path[data-g]')) {
            const line = stroke(e), inside = fill(e);
            const outside = [line, inside].filter(Boolean).map(c => contrast(c, paper.slice(0, 3)));
            found.borders.push([name, e.getAttribute('class'), Math.max(...outside),
                inside ? contrast(line, inside) : 21]);
        }
    }
    return found;
}"""

SMALLEST = """() => [...document.querySelectorAll('figure.chart')].map(figure => [figure.id,
    Math.min(...[...figure.querySelectorAll('*')]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
        .filter(e => e.getClientRects().length)
        .map(e => {
            const scale = e.getScreenCTM ? Math.abs(e.getScreenCTM().d) || 1 : 1;
            return parseFloat(getComputedStyle(e).fontSize) * scale;
        }))])"""

PRINTED = """() => {
    const shown = e => e.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true, opacityProperty: true })
        && e.getBoundingClientRect().height > 0;
    const rows = [...document.querySelectorAll('figure.chart tr')];
    const inside = rows.filter(row => {
        // Nothing around a row may cut it off: no height of its own with something hidden.
        for (let e = row.parentElement; e && !e.matches('figure'); e = e.parentElement) {
            const style = getComputedStyle(e);
            if (style.overflowY !== 'visible' && e.scrollHeight > e.clientHeight + 1) return false;
            if (style.overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1) return false;
        }
        return true;
    });
    return {
        rows: rows.length, seen: rows.filter(shown).length, whole: inside.length,
        tools: [...document.querySelectorAll('figure :is(input, select, output), .chart-tool')].filter(shown)
            .map(e => e.outerHTML.slice(0, 90)),
    };
}"""


@pytest.fixture(scope="session")
def addresses(real_site):
    """Return the fewest pages with every kind of figure, and one of each page made of figures."""
    kinds = {}
    for path in real_site.pages:
        text = path.read_text(encoding="utf-8")
        found = set(re.findall(r'<figure class="chart (chart-[a-z]+)', text))
        if found:
            address = f"/{path.relative_to(real_site.output).as_posix()}".removesuffix("index.html")
            kinds[address] = found
    chosen, left = [], set().union(*kinds.values())
    assert len(left) == 8, left
    while left:
        best = max(sorted(kinds), key=lambda each: len(kinds[each] & left))
        chosen.append(best)
        left -= kinds[best]
    posts = set(chosen)
    own = next(each for each in kinds if each.startswith("/diagramme/") and "einbetten" not in each)
    frame = next(each for each in kinds if each.endswith("/einbetten/"))
    indicator = next(
        each for each in kinds if each.startswith(CATALOGUE) and "chart-map" in kinds[each]
    )
    return sorted(posts | {own, frame, indicator, CATALOGUE, PACKAGE})


@pytest.fixture(scope="module")
def opened(browser, listen, address, addresses):
    """Open each page once, with its tables; tests change width and media and put them back."""
    context = browser.new_context(locale="de-DE")
    context.add_init_script(WATCH)
    pages = {}
    for path in addresses:
        pages[path] = page = listen(context.new_page())
        page.goto(address + path)
        page.evaluate(OPEN)
    yield pages
    context.close()


@pytest.fixture
def each_page(opened):
    """Return (address, page) pairs, wide and on a light screen as a test finds them."""
    for page in opened.values():
        page.set_viewport_size({"width": 1280, "height": 800})
        page.emulate_media(media="screen", color_scheme="light", forced_colors="none")
    return opened.items()


# No layout depends on the colours and no colour on the width: each is judged twice (all eight views: make audit).
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing_and_leaves_nothing_undecided(each_page, axe, width, scheme):
    wrong = []
    for path, page in each_page:
        if path in (CATALOGUE, PACKAGE) or path.endswith("/einbetten/"):
            continue  # no figure, or one figure of a kind seen here: test_reading.py has them
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        result = axe(page, "violations", "incomplete").response
        wrong += [
            (path, word, each["id"], node["target"], node.get("failureSummary", "")[:200])
            for word in ("violations", "incomplete")
            for each in result[word]
            for node in each["nodes"]
        ]
    assert not wrong, "\n".join(map(str, [len(wrong), *wrong[:12]]))


def test_text_is_large_enough_and_nothing_sticks_out_on_a_phone(each_page):
    for path, page in each_page:
        page.set_viewport_size({"width": 320, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        for figure, size in page.evaluate(SMALLEST):
            assert size >= 12, (path, figure, size)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_shapes_and_labels_stand_out_from_the_paper(each_page, scheme):
    """WCAG 1.4.11 and 1.4.3, by the colours the browser paints.

    The light classes of a map cannot stand out themselves: each area does by its fill or by its
    border, and every border by 3:1 from the fill it encloses; so neighbours are told apart.
    """
    wrong, seen = [], 0
    for path, page in each_page:
        page.emulate_media(color_scheme=scheme)
        found = page.evaluate(COLORS)
        seen += len(found["labels"]) + len(found["shapes"]) + len(found["borders"])
        wrong += [(path, *each) for each in weak(found, LARGE_SHAPE)]
    assert not wrong, (len(wrong), wrong[:8])
    assert seen > 300


def weak(found, least):
    """Return the labels and shapes that are too pale, the borders, and lines without dashes."""
    return [
        *(each for each in found["labels"] if each[-1] < TEXT),
        *(each for each in found["shapes"] if each[-1] < least),
        *(each for each in found["borders"] if min(each[2:]) < least),
        *(each for each in found["dashes"] if each[-1] == "none"),
    ]


def test_forced_colours_leave_every_shape_visible_and_lines_their_dashes(each_page):
    """The lighter parts of shares and classes are mixed of the reader's own two colours."""
    wrong = []
    for path, page in each_page:
        page.emulate_media(forced_colors="active")
        wrong += [(path, *each) for each in weak(page.evaluate(COLORS), MIXED)]
        assert page.evaluate("matchMedia('(forced-colors: active)').matches"), path
    assert not wrong, (len(wrong), wrong[:8])


def test_print_shows_every_row_of_every_table_and_no_control(each_page):
    rows = 0
    for path, page in each_page:
        page.set_viewport_size({"width": 794, "height": 1123})  # a sheet of A4
        for field in page.locator("figure input[type=search]").all():
            field.fill("gibt es nicht")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = false)")
        page.emulate_media(media="print")
        found = page.evaluate(PRINTED)
        page.emulate_media(media="screen")
        page.evaluate(OPEN)
        for field in page.locator("figure input[type=search]").all():
            field.fill("")
        assert found["seen"] == found["whole"] == found["rows"], (path, found)
        assert not found["tools"], (path, found["tools"])
        rows += found["rows"]
    assert rows > 150


def test_the_policy_refuses_nothing_and_only_the_own_server_is_asked(each_page, address):
    """After all that was done to these pages; a refusal is told by the browser itself."""
    for path, page in each_page:
        assert page.evaluate("refused") == [], path
        assert not page.said, (path, page.said)
        assert page.asked, path
        assert all(url.startswith(address) for url in page.asked), path


def test_the_proof_of_the_policy_can_fail(opened):
    """A style attribute is refused, and the watch that the last test trusts hears of it."""
    page = next(iter(opened.values())).context.new_page()
    page.goto(next(iter(opened.values())).url)
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_function("refused.length")
    assert page.evaluate("refused")[0].startswith("style-src")
    page.close()
