"""The page of changes of the real site, and the log that it keeps."""

from pathlib import Path

from plugins.indicators.data.package import read_package
from plugins.indicators.history.log import LOG, read_log

ROOT = Path(__file__).parents[3]
DATA = ROOT / "content/daten"


def test_the_log_of_the_site_is_sound_and_begins_with_the_first_edition():
    log, faults = read_log((DATA / LOG).read_text("utf-8"), LOG)
    assert not faults
    assert [entry.day for entry in log] == sorted({entry.day for entry in log}, reverse=True)
    assert [bool(entry.first) for entry in log] == [False] * (len(log) - 1) + [True]
    package, _ = read_package(DATA, ROOT)
    assert all(item.kind == "entfallen" or item.key in package.indicators for item in log[0].items)


def test_every_day_of_the_log_stands_on_the_page_and_the_package_leads_there(real_site):
    log, _ = read_log((DATA / LOG).read_text("utf-8"), LOG)
    page = real_site.page("/daten/aenderungen/")
    days = [heading.time["datetime"] for heading in page.main("h2")]
    assert days == [entry.day for entry in log if entry.first or entry.items]
    series, values = log[-1].first
    text = page.main.get_text()
    assert f"{series}\xa0Reihen mit {values:,}\xa0Werten".replace(",", ".") in text
    assert real_site.page("/daten/").main.find("a", href="aenderungen/")


def test_a_series_tells_its_own_changes_only_if_it_has_any(real_site):
    log, _ = read_log((DATA / LOG).read_text("utf-8"), LOG)
    changed = {item.key for entry in log for item in entry.items if item.kind != "entfallen"}
    for folder in (real_site.output / "indikatoren").iterdir():
        if folder.is_dir():
            text = (folder / "index.html").read_text("utf-8")
            assert ('<h2 id="aenderungen">' in text) == (folder.name in changed), folder.name


def test_what_has_not_happened_is_said_in_one_sentence(real_site):
    log, _ = read_log((DATA / LOG).read_text("utf-8"), LOG)
    text = real_site.page("/daten/aenderungen/").main.get_text()
    assert ("Seitdem ist keine Änderung festgehalten." in text) == (len(log) == 1)
