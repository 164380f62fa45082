"""Settings come from the project's own file, or from the one that the environment names."""

from pathlib import Path

import pytest

from plugins.newsletter.errors import SettingsUnusable
from plugins.newsletter.operation.settings_file import load_settings

ROOT = Path(__file__).parents[3]
GOOD = """
from plugins.newsletter.settings import NewsletterSettings
NEWSLETTER = NewsletterSettings(
    feed="alle.atom.xml", title="Musterland", site="https://kreis.example",
    sender="neues@kreis.example", list_id="neues.kreis.example", imprint=("Kreis Musterland",),
    imprint_link="https://kreis.example/impressum/",
    privacy_link="https://kreis.example/datenschutz/",
)
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "pelicanconf.py").write_text(GOOD)
    return tmp_path


def refusal(project: Path, text: str) -> str:
    (project / "pelicanconf.py").write_text(text)
    with pytest.raises(SettingsUnusable) as raised:
        load_settings(project, {})
    assert raised.value.exit_code == 78
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_without_a_word_it_is_pelicanconf(project):
    assert load_settings(project, {}).title == "Musterland"


def test_the_environment_may_name_another_file(project):
    (project / "publishconf.py").write_text(GOOD.replace('"Musterland"', '"Öffentlich"'))
    assert load_settings(project, {"NEWSLETTER_SETTINGS": "publishconf.py"}).title == "Öffentlich"


def test_the_environment_may_name_another_database(project):
    address = "postgresql://newsletter:geheim@localhost/newsletter"
    assert load_settings(project, {"NEWSLETTER_DATABASE": address}).database == address


def test_the_settings_of_this_house_can_be_loaded():
    assert load_settings(ROOT, {}).feed.endswith(".atom.xml")


def test_a_typo_is_named_with_its_line(project):
    said = refusal(project, GOOD.replace("list_id", "listid"))
    assert "„pelicanconf.py“ sind unbrauchbar (Zeile 3)" in said
    assert "listid" in said


def test_a_value_that_cannot_work_is_named(project):
    said = refusal(project, GOOD.replace("https://kreis.example/impressum/", "impressum"))
    assert "imprint_link must be like https://example.org" in said


@pytest.mark.parametrize("text", ["NEWSLETTER = (", "NEWSLETTER = 1 / 0", "import gibtesnicht"])
def test_every_slip_of_the_pen_is_a_sentence(project, text):
    assert "(Zeile 1)" in refusal(project, text)


def test_missing_particulars_of_the_publisher_are_told_in_their_own_words(project):
    assert refusal(project, 'raise SystemExit("Es fehlen\\n  telefon = …")') == (
        "Es fehlen telefon = …"
    )


def test_settings_of_another_kind_are_refused(project):
    assert "fehlt NEWSLETTER = NewsletterSettings(…)" in refusal(project, "NEWSLETTER = {}")


def test_a_missing_file_says_where_it_was_looked_for(tmp_path):
    with pytest.raises(SettingsUnusable, match=r"„pelicanconf\.py“ fehlen im Ordner"):
        load_settings(tmp_path, {})
