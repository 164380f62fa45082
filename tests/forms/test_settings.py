import pytest

from plugins.forms.settings import FormSettings

SOUND = {"version": "2026-11-22", "text": "Ich bestelle."}


def test_the_path_is_that_of_the_service():
    form = FormSettings(service="https://kreis.example/newsletter", **SOUND)
    assert form.path == "/newsletter"


def test_without_a_service_there_is_no_path():
    assert FormSettings(**SOUND).path == ""


@pytest.mark.parametrize(
    "service",
    [
        "http://kreis.example/newsletter",
        "https:///newsletter",
        "https://kreis.example",
        "https://kreis.example/newsletter/",
        "https://kreis.example/News letter",
    ],
)
def test_a_service_has_https_a_host_and_a_path_without_a_slash_at_its_end(service):
    with pytest.raises(ValueError) as caught:
        FormSettings(service=service, **SOUND)
    assert "https://example.org/newsletter" in str(caught.value)


@pytest.mark.parametrize(
    "wrong", [{"version": ""}, {"version": "zweite Fassung"}, {"text": " "}, {"text": "a\nb"}]
)
def test_a_wording_is_one_paragraph_and_its_version_one_word(wrong):
    with pytest.raises(ValueError) as caught:
        FormSettings(**SOUND | wrong)
    assert next(iter(wrong)) in str(caught.value)
