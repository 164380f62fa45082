import json

import pytest

from plugins.forms.form import MissingFormPageError, Topic, sign_up_form, topics_of
from plugins.forms.settings import FormSettings

PAGE = "---\ntitel: Post vom Kreis\nstatus: veroeffentlicht\n---\nText.\n"
SETTINGS = FormSettings(service="https://kreis.example/post", version="v2", text="Ich bestelle.")


@pytest.fixture
def texts(county):
    """Return the texts of the invented county, with the page that holds the form."""
    return list(county.write({"content/seiten/post.md": PAGE}).read()[0])


def test_without_a_service_there_is_no_form(texts):
    assert sign_up_form(FormSettings(version="v2", text="Ich bestelle."), texts) is None


def test_the_topics_are_the_fields_by_their_short_names_in_their_order(county):
    first = "---\ntitel: TEILHABE für alle\nkurz: Teilhabe\nrang: 0\n---\nText.\n"
    texts = county.write({"content/felder/teilhabe.md": first}).read()[0]
    assert topics_of(texts) == (
        Topic("teilhabe", "Teilhabe"),
        Topic("alter", "Alter"),
        Topic("wohnen", "Wohnen"),
    )


def test_all_addresses_lie_below_the_path_of_the_service(texts):
    form = sign_up_form(SETTINGS, texts)
    assert (form.page, form.action, form.file) == (
        "/post/",
        "/post/anmelden/",
        "/post/formular.json",
    )


def test_the_service_reads_topics_and_wording_from_the_published_file(texts):
    form = sign_up_form(SETTINGS, texts)
    assert json.loads(form.published()) == {
        "themen": [
            {"kennung": "alter", "name": "Alter"},
            {"kennung": "wohnen", "name": "Wohnen"},
        ],
        "einwilligung": {"fassung": "v2", "text": "Ich bestelle."},
    }


def test_a_service_without_a_page_for_its_form_ends_the_build_with_a_reason(county):
    with pytest.raises(MissingFormPageError) as caught:
        sign_up_form(SETTINGS, county.read()[0])
    assert "content/seiten/post.md" in str(caught.value)
