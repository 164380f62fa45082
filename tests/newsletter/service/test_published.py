"""The service knows form and pages by what the site published, through every build."""

import json
import os
from dataclasses import replace

import pytest

from plugins.newsletter.errors import SettingsUnusable
from plugins.newsletter.service.published import Form, Published

ORDER = ["senioren", "wohnen", "arbeit"]


@pytest.fixture
def published(site, settings, tmp_path) -> Published:
    return Published(settings, tmp_path)


def rewrite(file, text: str) -> None:
    before = file.stat().st_mtime_ns
    file.write_text(text, encoding="utf-8")
    os.utime(file, ns=(before + 1, before + 1))


def test_topics_stand_in_the_order_of_the_form(published):
    form = published.form()
    assert list(form.topics) == ORDER
    assert form.topics["senioren"] == "Ältere Menschen"
    assert (form.version, form.wording) == ("2026-11-22", "Ja, ich möchte den Newsletter.")


def test_a_new_build_is_seen_at_once(published, site):
    published.form()
    said = {"themen": [], "einwilligung": {"fassung": "2", "text": "Neu."}}
    rewrite(site / "formular.json", json.dumps(said))
    assert published.form() == Form({}, "2", "Neu.")
    assert "Abmelden" in published.page("abmelden")
    rewrite(site / "abmelden/index.html", "<html>Anders</html>")
    assert published.page("abmelden") == "<html>Anders</html>"


@pytest.mark.parametrize(
    "half",
    [
        "", "{", "[]", "null", "[" * 100_000, '{"themen": [], "einwilligung": {}}', "\ud800",
        '{"themen": [{}], "einwilligung": {"fassung": "1", "text": "x"}}',
        '{"themen": [], "einwilligung": {"fassung": "1", "text": " "}}',
        '{"themen": [], "einwilligung": {"fassung": "", "text": "x"}}',
        '{"themen": 7, "einwilligung": {"fassung": "1", "text": "x"}}',
    ],
)  # fmt: skip
def test_the_last_good_form_stays_while_another_is_being_written(published, site, half):
    before = published.form()
    (site / "formular.json").write_bytes(half.encode(errors="surrogatepass"))
    assert published.form() == before
    (site / "formular.json").unlink()
    assert published.form() == before


@pytest.mark.parametrize("half", ["<html><body>", "", "<!--einstellungen--></html>", "<!--/einstellungen--><!--einstellungen--></html>"])  # fmt: skip
def test_the_last_good_frame_stays_while_another_is_being_written(published, site, half):
    before = published.frame()
    assert before[0].endswith("<h1>Ihr Newsletter</h1>")
    assert before[1].startswith("</main>")
    (site / "einstellungen/index.html").write_text(half)
    assert published.frame() == before


def test_the_last_good_page_stays_while_another_is_being_written(published, site):
    before = published.page("stoerung")
    rewrite(site / "stoerung/index.html", "<!doctype html><html><head><title>Stö")
    assert published.page("stoerung") == before
    rewrite(site / "stoerung/index.html", "<html>Wieder da</HTML>\n")
    assert "Wieder da" in published.page("stoerung")


def test_a_site_without_them_is_the_operators_to_mend(settings, tmp_path):
    published = Published(settings, tmp_path)
    for ask in (published.form, published.frame, lambda: published.page("stoerung")):
        with pytest.raises(SettingsUnusable, match="bauen Sie die Website"):
            ask()


def test_the_folder_follows_the_path_of_the_service(site, settings, tmp_path):
    site.rename(tmp_path / "output/grüße")
    moved = replace(settings, service="https://blog.kreis.example/gr%C3%BC%C3%9Fe/")
    assert Published(moved, tmp_path).path == "/gr%C3%BC%C3%9Fe"
    assert list(Published(moved, tmp_path).form().topics) == ORDER
