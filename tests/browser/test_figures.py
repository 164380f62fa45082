"""What a reader does with figures by keyboard and pointer, on every kind of figure of the real site.

What the script shows is compared with the tables and axes as the build wrote them, never with itself.
"""

import re
import unicodedata

import pytest

POST = "/2026/11/einwohner-2011-bis-2022/"
CONTROLS = ".chart :is(input, select, th button), .chart-choice"
MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)
# Its name carries a hash of its content.
SCRIPT = re.compile(r"/js/figures\.[^\"]*js")
NUMBER = re.compile(r"[−+]?\d[\d.]*(?:,\d+)?")

# Every step of a slider: what it says, where line and dots stand in the plot, in pixels.
READ_OFF = """figure => {
    const plot = figure.querySelector('.chart-plot > svg'), box = plot.getBoundingClientRect();
    const slider = figure.querySelector('input[type=range]');
    const middle = e => { const r = e.getBoundingClientRect();
        return [r.x + r.width / 2 - box.x, r.y + r.height / 2 - box.y]; };
    const dots = [...plot.querySelectorAll('line[stroke] ~ circle')];
    const own = [...plot.querySelectorAll('circle')].filter(dot => !dots.includes(dot));
    const steps = [];
    for (let i = 0; i <= +slider.max; i++) {
        slider.value = i;
        slider.dispatchEvent(new Event('input'));
        steps.push({
            said: slider.getAttribute('aria-valuetext'),
            shown: figure.querySelector('output').textContent,
            x: middle(plot.querySelector('line[stroke]'))[0],
            dots: dots.filter(dot => dot.getAttribute('r') !== '0')
                .map(dot => [dot.getAttribute('class').at(-1), ...middle(dot)]),
        });
    }
    return {
        steps, width: box.width, height: box.height,
        table: [...figure.querySelectorAll('tr')].map(row => [...row.cells].map(c => c.textContent)),
        styles: [...figure.querySelectorAll('.end')].map(e => /t(\\d)/.exec(e.getAttribute('class'))[1]),
        axis: [...figure.querySelectorAll('.value-tick')].map(t => [t.textContent, parseFloat(t.getAttribute('y'))]),
        points: [...plot.querySelectorAll('path')].flatMap(path => path.getAttribute('d').split(/[ML]/)
            .filter(Boolean).map(xy => [path.getAttribute('class').at(-1), ...xy.split(' ').map(Number)]))
            .concat(own.map(dot => [dot.getAttribute('class').at(-1),
                ...['cx', 'cy'].map(name => parseFloat(dot.getAttribute(name)))])),
    };
}"""


def number(text):
    found = NUMBER.match(text.strip())
    return float(found[0].replace(".", "").replace("−", "-").replace(",", ".")) if found else None


def moment(text):
    """Return a time of a table's row in years: `2024`, `September 2024`."""
    *month, year = text.split()
    return int(year) + (MONTHS.index(month[0]) / 12 if month else 0)


def pages_with(real_site, kind=""):
    """Return the addresses of pages that have both the script and a figure of this kind."""
    drawn = re.compile(rf'<figure class="chart(?= [^"]*\b{kind}\b)')
    found = []
    for path in real_site.pages:
        text = path.read_text(encoding="utf-8")
        if SCRIPT.search(text) and drawn.search(text):
            found.append(f"/{path.parent.relative_to(real_site.output)}/".replace("/./", "/"))
    assert found, kind
    return found


@pytest.fixture(scope="session")
def specimens(real_site):
    """Return the fewest pages that together have every kind of figure, and a long table."""
    traits = {}
    for address in pages_with(real_site):
        text = (real_site.output / address.strip("/") / "index.html").read_text(encoding="utf-8")
        traits[address] = set(re.findall(r'class="chart (chart-[a-z]+)', text))
        traits[address] |= {"long"} if text.count("<tr data-g") > 15 else set()
    left = set().union(*traits.values()) - traits[POST]
    chosen = [POST]
    while left:
        chosen.append(max(sorted(traits), key=lambda address: len(traits[address] & left)))
        left -= traits[chosen[-1]]
    return chosen


def test_reading_off_a_line_says_what_the_table_says_and_points_where_the_line_is(visit, real_site):
    page = visit(POST)
    origin = page.url.removesuffix(POST)
    looked_at = 0
    lines = pages_with(real_site, "chart-line")
    # Every post; of the pages of indicators, which are made by one template, a few.
    posts = [address for address in lines if address.startswith("/20")]
    others = [address for address in lines if address not in posts]
    for address in [*posts, *others[:: len(others) // 5]]:
        page.goto(origin + address)
        for figure in page.locator(".chart-line:has(input)").all():
            found = figure.evaluate(READ_OFF)
            looked_at += 1
            head, *rows = found["table"]
            known = [row for row in rows if any(map(number, row[1:])) or "0" in "".join(row[1:])]
            assert len(known) == len(found["steps"]), address
            start, length = moment(rows[0][0]), moment(rows[-1][0]) - moment(rows[0][0])
            columns = [
                n for n in range(1, len(head)) if any(number(row[n]) is not None for row in rows)
            ]
            (low, low_at), (high, high_at) = (
                (number(t), y) for t, y in (found["axis"][0], found["axis"][-1])
            )
            scale = found["height"] / 100 * (high_at - low_at) / (high - low)
            for row, step in zip(known, found["steps"], strict=True):
                values = "; ".join(
                    f"{name} {cell}" for name, cell in zip(head[1:], row[1:], strict=True)
                )
                assert step["said"] == step["shown"] == f"{row[0]}: {values}", address
                across = (moment(row[0]) - start) / length * found["width"]
                assert abs(step["x"] - across) < 2, (address, row)
                shown = [n for n in columns if number(row[n]) is not None]
                assert len(step["dots"]) == len(shown), (address, row)
                for n, (style, x, y) in zip(shown, step["dots"], strict=True):
                    assert style == found["styles"][columns.index(n)]
                    # Exactly on what is drawn …
                    assert any(
                        same == style
                        and abs(px / 100 * found["width"] - x) < 1
                        and abs(py / 100 * found["height"] - y) < 1
                        for same, px, py in found["points"]
                    ), (address, row)
                    # … and where the axis has the number of the table, which is rounded.
                    digits = (
                        len(row[n].partition(",")[2].rstrip("\xa0%rpv ")) if "," in row[n] else 0
                    )
                    height = low_at / 100 * found["height"] + (number(row[n]) - low) * scale
                    assert abs(height - y) < 2 + abs(scale) * 0.5 * 10**-digits, (address, row)
    assert looked_at >= 3
    assert not page.said


def test_the_keys_move_through_the_years(visit):
    page = visit(POST)
    slider = page.locator("input[type=range]").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if slider.evaluate("e => e === document.activeElement"):
            break
    figure = page.locator("figure", has=slider).first
    rows = figure.locator("tbody tr").evaluate_all(
        "rows => rows.map(r => [...r.cells].map(c => c.textContent))"
    )
    head = figure.locator("thead th").nth(1).text_content()
    page.keyboard.press("Home")
    for year, value in rows:
        assert slider.get_attribute("aria-valuetext") == f"{year}: {head} {value}"
        page.keyboard.press("ArrowRight")
    assert slider.get_attribute("aria-valuetext").startswith(rows[-1][0])


def test_the_pointer_looks_and_a_click_chooses_and_nothing_sticks(visit):
    page = visit(POST)
    plot, slider = page.locator(".chart-plot > svg").first, page.locator("input[type=range]").first
    output = page.locator(".chart-read output").first
    plot.scroll_into_view_if_needed()
    before = output.text_content()
    box = plot.bounding_box()
    page.mouse.move(box["x"] + 3, box["y"] + 20)
    first = output.text_content()
    assert first.startswith("2011: ")
    page.mouse.move(1, 1)
    assert output.text_content() == before
    page.mouse.click(box["x"] + 3, box["y"] + 20)
    page.mouse.move(1, 1)
    assert output.text_content() == first == slider.get_attribute("aria-valuetext")


def test_a_touch_reads_off_and_the_page_still_scrolls(visit):
    page = visit(POST, width=360, has_touch=True)
    plot = page.locator(".chart-plot > svg").first
    plot.scroll_into_view_if_needed()
    box = plot.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + 50)
    assert page.locator(".chart-read output").first.text_content()[:4] in {"2016", "2017"}
    assert plot.evaluate("e => getComputedStyle(e).touchAction") == "pan-y pinch-zoom"


def test_my_municipality_is_marked_everywhere_and_stands_in_the_address(visit, specimens):
    for address in specimens:
        page = visit(address)
        select = page.locator(".chart-choice select")
        assert select.count() <= 1
        if not select.count():
            continue
        names = select.locator("option").all_text_contents()[1:]
        assert names == sorted(names, key=folded), address
        select.focus()
        page.keyboard.press("End")
        key, name = select.evaluate("e => [e.value, e.selectedOptions[0].text]")
        assert page.evaluate("location.href").endswith(f"{address}#gemeinde={key}")
        _marked(page, key, name)
        page.reload()
        assert select.input_value() == key
        _marked(page, key, name)
        # Anchors lead where they lead, a stranger's key and what is no key change nothing.
        for fragment in (
            "seite--inhalt",
            "gemeinde=99999999",
            'gemeinde="]<b>',
            "gemeinde=",
            "%E0%A4%A",
        ):
            page.evaluate("fragment => { location.hash = fragment }", fragment)
            _marked(page, key, name)
        select.focus()
        page.keyboard.press("Home")
        assert page.evaluate("location.href").endswith(address)
        assert page.locator(".mine").count() == 0
        assert page.locator(".chart-choice [role=status]").text_content() == ""
        assert not page.said


def _marked(page, key, name):
    own = page.locator(f".chart [data-g='{key}']")
    assert own.count() == page.locator(".mine").count() > 0
    assert own.evaluate_all("all => all.every(e => e.matches('.mine'))")
    said = page.locator(".chart-choice [role=status]").text_content()
    places = page.locator(f".chart:has([data-g='{key}'])").count()
    assert said.startswith(f"{name} ist an {places if places > 1 else 'einer'} Stelle")
    assert own.evaluate_all(
        """all => all.filter(e => e.matches('path')).every(e =>
            [...e.ownerSVGElement.querySelectorAll('path')].at(-1).dataset.g === e.dataset.g)"""
    )


def test_a_rank_counts_the_municipalities_with_a_value(visit):
    page = visit(POST)
    rows = page.locator(".chart-bar tr[data-g]").evaluate_all(
        "rows => rows.map(r => [r.dataset.g, r.cells[r.cells.length - 1].textContent])"
    )
    key, own = rows[len(rows) // 2]
    page.evaluate("key => { location.hash = `gemeinde=${key}` }", key)
    rank = 1 + sum(number(text) > number(own) for _, text in rows)
    page.locator(f".mine[data-g='{key}']").first.wait_for(state="attached")
    said = page.locator(".chart-choice [role=status]").text_content()
    assert f"{own}, Rang {rank} von {len(rows)} " in said


def folded(text):
    """Return text as a German dictionary sorts it: «Döbeln» as «dobeln»."""
    plain = "".join(
        c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c)
    )
    return re.sub(r"[^\w ]", "", plain)


def in_order(rows, column, sign):
    """Return rows (key of the area, cells) as a reader expects them; a gap is always last."""
    if column > 1:
        return sorted(
            rows,
            key=lambda row: (number(row[column]) is None, sign * (number(row[column]) or 0)),
        )
    if rows[0][0]:
        return sorted(rows, key=lambda row: folded(row[1]), reverse=sign < 0)
    return rows[::sign]


def body(table):
    return table.locator("tbody tr").evaluate_all(
        "rows => rows.map(r => [r.dataset.g ?? '', ...[...r.cells].map(c => c.textContent)])"
    )


def test_tables_are_sorted_by_keyboard_numbers_as_numbers_and_gaps_last(visit, specimens):
    was_sorted = 0
    for address in specimens:
        page = visit(address)
        page.locator("details").evaluate_all("all => all.forEach(e => { e.open = true })")
        for table in page.locator(".chart table").all():
            rows, buttons = body(table), table.locator("th button")
            assert bool(buttons.count()) == (len(rows) >= 8), address
            for column in range(1, min(buttons.count(), 3) + 1):
                button, head = buttons.nth(column - 1), table.locator("thead th").nth(column - 1)
                for order, sign in (("ascending", 1), ("descending", -1)):
                    button.focus()
                    page.keyboard.press("Enter")
                    assert head.get_attribute("aria-sort") == order
                    assert table.locator("[aria-sort]").count() == 1
                    assert button.evaluate("e => e === document.activeElement")
                    said = page.locator(".chart [role=status]").all_text_contents()
                    word = "aufsteigend" if sign > 0 else "absteigend"
                    assert f"{head.text_content().strip()}: {word} sortiert" in said, address
                    wanted = [row[1] for row in in_order(rows, column, sign)]
                    assert [row[1] for row in body(table)] == wanted, (address, column, order)
                    was_sorted += 1
    assert was_sorted >= 10


def test_rows_are_found_counted_and_all_printed(visit, real_site):
    address = next(
        each
        for each in pages_with(real_site)
        if real_site.page(each).select_one(".chart tr:nth-child(15)")
    )
    page = visit(address)
    page.locator("details").evaluate_all("all => all.forEach(e => { e.open = true })")
    search = page.locator("input[type=search]").first
    table = page.locator(".chart table", has=page.locator("tr:nth-child(15)")).first
    rows = table.locator("tbody tr")
    word = rows.nth(3).locator("th").text_content()
    search.focus()
    page.keyboard.type(f" {word.upper()}")
    kept = [text for text in rows.all_text_contents() if word.casefold() in text.casefold()]
    visible = rows.locator("visible=true")
    assert visible.all_text_contents() == kept
    status = page.locator(".chart-find [role=status]").first
    assert status.text_content() == f"{len(kept)} von {rows.count()} Zeilen"
    page.emulate_media(media="print")
    assert visible.count() == rows.count()
    tools = page.locator(".chart :is(input, select), .chart-tool").locator("visible=true")
    assert tools.count() == 0
    page.emulate_media(media="screen")
    search.fill("")
    assert tools.count() > 0
    assert visible.count() == rows.count()
    assert status.text_content() == ""


def test_without_the_script_there_is_no_control_and_nothing_is_missing(visit, specimens):
    for address in specimens:
        page = visit(address, java_script_enabled=False)
        assert page.locator(CONTROLS).count() == 0
        for figure in page.locator("figure.chart").all():
            for summary in figure.locator("summary").all():
                summary.click()
            rows = figure.locator("tr")
            assert rows.count() == rows.locator("visible=true").count()
            assert figure.locator(":is(td, dd)").locator("visible=true").count() > 0, address


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, True)])
def test_axe_finds_nothing_while_the_controls_are_used(visit, specimens, axe, width, dark):
    specimens = specimens[:2]  # as they lie, every kind is judged in test_every_figure.py
    for address in specimens:
        page = visit(address, width=width, dark=dark)
        _use(page)
        result = axe(page)
        assert result.violations_count == 0, f"{address} {result.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        small = page.locator(CONTROLS).evaluate_all(
            """all => all.filter(e => e.matches('input, select, button') && e.checkVisibility())
                .filter(e => { const r = e.getBoundingClientRect(); return Math.min(r.width, r.height) < 24; })
                .map(e => e.outerHTML)"""
        )
        assert not small, address
        assert not page.said, address


def _use(page):
    page.locator("details").evaluate_all("all => all.forEach(e => { e.open = true })")
    select = page.locator(".chart-choice select")
    if select.count():
        select.select_option(index=1)
    for search in page.locator("input[type=search]").all()[:1]:
        search.fill("e")
    for button in page.locator(".chart th button").all()[:2]:
        button.click()
    for slider in page.locator("input[type=range]").all()[:1]:
        slider.press("ArrowLeft")


def test_using_a_figure_asks_nobody_and_stores_nothing(visit, specimens, real_site, address):
    for path in specimens:
        page = visit(path)
        page.wait_for_load_state("load")
        before = set(page.asked)
        _use(page)
        assert all(url.startswith(address) for url in page.asked)
        assert {url for url in page.asked if "favicon" not in url} <= before
        assert not page.context.cookies()
        assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    (file,) = real_site.output.glob("theme/js/figures*.js")
    script = file.read_text(encoding="utf-8")
    door = re.compile(
        r"storage|cookie|indexedDB|caches|fetch|XMLHttp|Beacon|Socket|import\b|Worker|innerHTML|eval|\.style\b",
        re.IGNORECASE,
    )
    assert not door.findall(script.replace("nothing is stored", ""))


def test_a_mark_is_seen_in_the_readers_own_colours(visit, specimens):
    for address in specimens:
        page = visit(address, forced_colors="active")
        select = page.locator(".chart-choice select")
        if select.count():
            select.select_option(index=1)
            styles = page.locator(".mine").evaluate_all(
                "all => all.map(e => [e.matches('path'), getComputedStyle(e)])"
                ".map(([p, s]) => p ? parseFloat(s.strokeWidth) : parseFloat(s.outlineWidth) * (s.outlineStyle === 'solid'))"
            )
            assert min(styles) >= 2, address
