"""The form of any county: its own path, wording and topics, from settings alone."""

import json
import re

import pytest

from plugins.desk.check import check

PAGE = "---\ntitel: Post vom Kreis\nstatus: veroeffentlicht\n---\nText.\n"
PRIVACY = "---\ntitel: Datenschutz\nstatus: veroeffentlicht\n---\n## Post vom Kreis\n\nText.\n"
FORM = """
from plugins.forms.settings import FormSettings
FORMS = FormSettings(
    service="https://musterland.example/post",
    version="7",
    text="Mit „Newsletter bestellen“ willige ich ein.",
    privacy="/datenschutz/#post-vom-kreis",
)
"""


@pytest.fixture
def musterland(county, post):
    return county.write(
        {
            "content/beitraege/2025/da.md": post(),
            "content/seiten/post.md": PAGE,
            "content/seiten/datenschutz.md": PRIVACY,
        }
    )


def test_another_county_has_its_own_form_and_the_same_bytes_each_time(musterland, build):
    site = build(extra=FORM)
    assert site.run.returncode == 0, site.said
    said = json.loads((site.output / "post/formular.json").read_text(encoding="utf-8"))
    assert said["einwilligung"]["fassung"] == "7"
    assert [topic["kennung"] for topic in said["themen"]] == ["alter", "wohnen"]
    form = site.page("/2025/03/da/").find("form")
    assert form["action"] == "/post/anmelden/"
    assert form.select_one(".consent a")["href"] == "/datenschutz/#post-vom-kreis"
    # Musterland has no data here, so a page about them leads nowhere.
    assert {finding.file for finding in check(site.output)} <= {"indikatoren/index.html"}
    first = {path: path.read_bytes() for path in (site.output / "post").rglob("*.*")}
    for path, content in first.items():
        assert not re.search(rb"Mittelsachsen|mittelsachsen", content), path
    again = build(extra=FORM, PYTHONHASHSEED="7", TZ="Asia/Tokyo")
    assert {path: path.read_bytes() for path in (again.output / "post").rglob("*.*")} == first


def test_a_service_without_its_page_is_refused_in_german(county, post, build):
    county.write({"content/beitraege/2025/da.md": post()})
    site = build(extra=FORM)
    assert site.run.returncode != 0
    assert "Legen Sie content/seiten/post.md an" in site.said
    assert "Traceback" not in site.said


def test_a_passage_left_open_is_a_fault_with_its_place(musterland, build):
    musterland.write({"content/seiten/post.md": f"{PAGE}\n[[wenn: newsletter]]\n"})
    site = build(extra=FORM)
    assert site.run.returncode == 1
    assert "content/seiten/post.md:7:1: Dieser Abschnitt wird nicht geschlossen." in site.said
