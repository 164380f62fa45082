"""What a page must be for everyone, asked of a page that is open in a real browser.

Tests ask one page of each kind, the audit asks every page. Each question returns what is wrong, as pairs of
rule and place; width, colours and media are set by the caller, and a question leaves the page as it found it.
"""

from functools import cache

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

Wrong = list[tuple[str, str]]

# All of WCAG 2.2 A and AA and the best practices; by default axe leaves the size of targets out.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")

# Of rows of tables that are made alike, five are judged: a table of sixty takes axe seconds.
_AXE = """async options => {
    const seen = new Map(), hidden = [];
    for (const row of document.querySelectorAll('figure tbody tr')) {
        const parts = [...row.querySelectorAll('*')].map(e => `${e.tagName} ${e.getAttribute('class')}`);
        const made = [row.closest('figure').className, row.className, ...parts].join();
        seen.set(made, (seen.get(made) ?? 0) + 1);
        if (seen.get(made) > 5 && row.style.display === '') {
            row.style.display = 'none';
            hidden.push(row);
        }
    }
    const result = await axe.run(document, options);
    hidden.forEach(row => { row.style.display = ''; });
    return result;
}"""

OPEN = "document.querySelectorAll('details').forEach(each => each.open = true)"

# What a reader may set for text (WCAG 1.4.12). A sheet made by a script is no inline style.
_SPACE = """wide => {
    if (!wide) { document.adoptedStyleSheets = []; return; }
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
        p { margin-bottom: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
}"""

_NAME = """const name = e => { const mark = e.id ? `#${e.id}` : [...e.classList].map(c => `.${c}`).join('');
    return `${e.tagName.toLowerCase()}${mark} „${(e.textContent || e.value || '').trim().replace(/\\s+/g, ' ').slice(0, 40)}“`; };"""

_OUTSIDE = f"""(slack = 0) => {{ {_NAME}
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width + slack) return [];
    const scrolls = e => {{ for (let p = e.parentElement; p; p = p.parentElement)
        if (getComputedStyle(p).overflowX !== 'visible' && p !== document.body && p !== document.documentElement) return true; }};
    const out = [...document.body.querySelectorAll('*')]
        .filter(e => e.getBoundingClientRect().right > width + 1 && !scrolls(e));
    const inmost = out.filter(e => !out.some(other => other !== e && e.contains(other)));
    return (inmost.length ? inmost : [document.body]).slice(0, 3).map(name);
}}"""

# Text cut off by a box that neither grows nor scrolls.
_CUT = f"""() => {{ {_NAME}
    return [...document.body.querySelectorAll('*')].filter(e => {{
        const s = getComputedStyle(e);
        return e.checkVisibility() && e.clientHeight > 2 && e.clientWidth > 2 && !e.closest('svg')
            && (['hidden', 'clip'].includes(s.overflowY) && e.scrollHeight > e.clientHeight + 2
                || ['hidden', 'clip'].includes(s.overflowX) && e.scrollWidth > e.clientWidth + 2);
    }}).slice(0, 3).map(name);
}}"""

_SMALL = f"""() => {{ {_NAME}
    return [...document.querySelectorAll('body *')]
        .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
        .filter(e => e.getClientRects().length)
        .filter(e => {{
            // A drawing that scales its text shows here, too.
            const scale = e.getScreenCTM ? Math.abs(e.getScreenCTM().d) || 1 : 1;
            return parseFloat(getComputedStyle(e).fontSize) * scale < 12;
        }}).slice(0, 3).map(name);
}}"""

# Every stop of the keyboard has an outline (or the label around it has), and nothing that sticks covers it.
_STOPS = f"""() => {{ {_NAME}
    const wrong = [], was = document.activeElement;
    const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
        .filter(e => e.tabIndex >= 0 && !e.disabled && e.type !== 'hidden' && e.checkVisibility({{ visibilityProperty: true }}));
    const outlined = e => {{ const s = getComputedStyle(e); return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; }};
    for (const e of stops) {{
        e.focus();
        if (document.activeElement !== e) {{ wrong.push(['focus-unreachable', name(e)]); continue; }}
        if (!outlined(e) && !(e.parentElement && outlined(e.parentElement))) wrong.push(['focus-visible', name(e)]);
        const box = e.getBoundingClientRect();
        let hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        for (; hit && !hit.contains(e); hit = hit.parentElement)
            if (!e.contains(hit) && ['fixed', 'sticky'].includes(getComputedStyle(hit).position)) {{ wrong.push(['focus-obscured', name(e)]); break; }}
    }}
    was?.blur?.();
    document.activeElement.blur();
    scrollTo(0, 0);
    return wrong;
}}"""

_SKIP = """() => {
    const first = document.querySelector('a[href], button, input, select, textarea, [tabindex="0"]');
    const target = first?.hash && document.getElementById(decodeURIComponent(first.hash.slice(1)));
    return target && target.matches('main') ? [] : [first?.outerHTML.slice(0, 80) ?? 'keine Marke'];
}"""

# In the reader's own colours a control keeps an edge, and nothing insists on colours of its own.
_EDGES = f"""() => {{ {_NAME}
    const edge = e => {{ const s = getComputedStyle(e); return ['Top', 'Bottom'].some(side =>
        s[`border${{side}}Style`] !== 'none' && parseFloat(s[`border${{side}}Width`]) >= 1); }};
    return [...document.querySelectorAll('button:not(figure *), .button, input:not([type=hidden], [type=radio], [type=checkbox], [type=range]), select, textarea')]
        .filter(e => e.checkVisibility() && !edge(e)).slice(0, 3).map(name);
}}"""

_MOVING = f"""() => {{ {_NAME}
    const seconds = text => Math.max(...text.split(',').map(t => parseFloat(t) * (t.trim().endsWith('ms') ? .001 : 1)));
    const moves = s => s.animationName !== 'none' && seconds(s.animationDuration) > .01
        || seconds(s.transitionDuration) > .01 || s.scrollBehavior === 'smooth';
    return [...document.querySelectorAll('*')]
        .filter(e => ['', '::before', '::after'].some(part => moves(getComputedStyle(e, part || undefined))))
        .slice(0, 3).map(name);
}}"""

_PAPER = f"""() => {{ {_NAME}
    return [...document.querySelectorAll('nav, .skip, form, video')]
        .filter(e => e.checkVisibility() && e.getBoundingClientRect().height > 0).slice(0, 3).map(name);
}}"""


@cache
def axe_script() -> str:
    """Return axe's script, half a megabyte."""
    return Axe().axe_script


def run_axe(page: Page, *kinds: str, without: tuple[str, ...] = ()) -> AxeResults:
    """Return axe's judgement on a page as it stands; only of `kinds` every element is told."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_script())
    options = {
        "runOnly": TAGS,
        "resultTypes": kinds or ["violations"],
        "rules": {rule: {"enabled": False} for rule in without},
    }
    return AxeResults(page.evaluate(_AXE, options))


def axe(page: Page, without: tuple[str, ...] = ()) -> Wrong:
    """Ask axe-core for violations of WCAG 2.2 A, AA and best practice."""
    return [
        (rule["id"], f"{' '.join(map(str, node['target']))} {node.get('failureSummary', '')[:200]}")
        for rule in run_axe(page, without=without).response["violations"]
        for node in rule["nodes"]
    ]


def width(page: Page) -> Wrong:
    """Ask whether something makes the page scroll sideways."""
    return [("reflow", each) for each in page.evaluate(_OUTSIDE)]


def zoomed(page: Page, percent: int) -> None:
    """Set the size of text as a reader does in the browser's settings."""
    page.evaluate(f"document.documentElement.style.fontSize = '{percent}%'")


def spacing(page: Page) -> Wrong:
    """Ask whether text with the spacing of WCAG 1.4.12 is cut off or sticks out."""
    before = page.evaluate(_CUT)
    page.evaluate(_SPACE, True)  # noqa: FBT003 - an argument of the script
    cut = [each for each in page.evaluate(_CUT) if each not in before]
    outside = page.evaluate(_OUTSIDE)
    page.evaluate(_SPACE, False)  # noqa: FBT003 - an argument of the script
    return [("text-spacing", each) for each in (*outside, *cut)]


def keyboard(page: Page) -> Wrong:
    """Ask whether every stop of the keyboard is seen and the first one leads to the content."""
    page.keyboard.press("Tab")  # from now on the browser shows where the focus is
    found: Wrong = [(rule, each) for rule, each in page.evaluate(_STOPS)]
    if page.locator("header").count():
        found += [("skip-link", each) for each in page.evaluate(_SKIP)]
    return found


def size(page: Page) -> Wrong:
    """Ask for text below 12 px."""
    return [("text-size", each) for each in page.evaluate(_SMALL)]


def own_colours(page: Page) -> Wrong:
    """Ask whether controls and focus are seen in the reader's own colours."""
    page.emulate_media(forced_colors="active")
    found: Wrong = [("forced-colors", each) for each in page.evaluate(_EDGES)]
    page.keyboard.press("Tab")
    found += [("forced-colors", each) for _, each in page.evaluate(_STOPS)]
    page.emulate_media(forced_colors="none")
    return found


def stillness(page: Page) -> Wrong:
    """Ask whether anything moves for readers who asked for no motion."""
    page.emulate_media(reduced_motion="reduce")
    found: Wrong = [("reduced-motion", each) for each in page.evaluate(_MOVING)]
    page.emulate_media(reduced_motion="no-preference")
    return found


def paper(page: Page) -> Wrong:
    """Ask whether menus and forms are printed, or something sticks out of a sheet of A4."""
    page.set_viewport_size({"width": 794, "height": 1123})
    page.emulate_media(media="print")
    found: Wrong = [
        ("print", each) for each in (*page.evaluate(_PAPER), *page.evaluate(_OUTSIDE, 1))
    ]
    page.emulate_media(media="screen")
    return found


def privacy(page: Page, origin: str) -> Wrong:
    """Ask whom the page asked, what it said on the console, and what it stored (see `listen`)."""
    stored = page.evaluate("localStorage.length + sessionStorage.length")
    return [
        *(("third-party", url) for url in page.asked if not url.startswith(origin)),
        *(("console", said) for said in page.said),
        *(("cookie", cookie["name"]) for cookie in page.context.cookies()),
        *([("storage", f"{stored} Einträge")] if stored else []),
    ]


def scripts(page: Page) -> Wrong:
    """Ask whether a page without figures, search or comparison loads a script."""
    loaded = page.locator("script[src]").count()
    wanted = page.locator("figure.chart, [type=search], [role=search], form.compare").count()
    return [("script", page.url)] if loaded and not wanted else []


def listen(page: Page) -> Page:
    """Make a page note what it says on the console and whom it asks."""
    page.said, page.asked = [], []
    page.on("console", lambda message: page.said.append(message.text))
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("request", lambda request: page.asked.append(request.url))
    return page
