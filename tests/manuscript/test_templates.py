"""Two environments with the same templates compile each of them once, and see when one has changed."""

from jinja2 import DictLoader, Environment

from plugins.manuscript.templates import CompiledOnce


def environments(sources):
    kept = CompiledOnce()
    return [Environment(loader=DictLoader(sources), bytecode_cache=kept, autoescape=True) for _ in "ab"]  # fmt: skip


def test_a_template_is_compiled_once_for_all(monkeypatch):
    first, second = environments({"seite": "Guten {{ wort }}"})
    assert first.get_template("seite").render(wort="Tag") == "Guten Tag"
    monkeypatch.setattr(second, "compile", None)  # asked, it would fail
    assert second.get_template("seite").render(wort="Abend") == "Guten Abend"


def test_a_changed_template_is_compiled_again():
    sources = {"seite": "alt"}
    first, second = environments(sources)
    assert first.get_template("seite").render() == "alt"
    sources["seite"] = "neu"
    assert second.get_template("seite").render() == "neu"
