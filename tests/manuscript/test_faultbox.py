from plugins.manuscript.faultbox import MARK, fault_box, fault_list, hint_list, show_faults
from plugins.manuscript.faults import Fault

FAULT = Fault("a.md", 3, 6, "Das Feld „<x>“ gibt es nicht.", "Nehmen Sie & „y“.", "art: <x> da", 3)


def test_the_box_escapes_what_the_editor_typed():
    html = fault_box([Fault("a.md", 1, 1, "Das <b> & „x“", "so")])
    assert "Das &lt;b&gt; &amp; „x“ so" in html
    assert "<b>" not in html


def test_the_list_shows_place_sentence_and_the_marked_part():
    html = fault_list([FAULT])
    assert "Ein Fehler ist noch zu beheben" in html
    assert "<code>a.md:3:6</code>" in html
    assert "<pre>art: <u>&lt;x&gt;</u> da</pre>" in html
    assert "<x>" not in html


def test_a_long_list_is_folded():
    assert "<details open>" in fault_list([FAULT] * 5)
    assert "<details>" in fault_list([FAULT] * 6)


def test_every_page_with_a_place_for_it_shows_the_list(tmp_path):
    (tmp_path / "a.html").write_text(f"<body>{MARK}<p>x</p>", encoding="utf-8")
    (tmp_path / "b.html").write_text("<body><p>x</p>", encoding="utf-8")
    show_faults(tmp_path, [FAULT])
    assert "Ein Fehler ist" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert (tmp_path / "b.html").read_text(encoding="utf-8") == "<body><p>x</p>"
    (tmp_path / "a.html").write_text(MARK, encoding="utf-8")
    show_faults(tmp_path, [])
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == ""


def test_hints_stand_below_the_faults_and_say_that_they_stop_nothing(tmp_path):
    page = tmp_path / "a.html"
    page.write_text(MARK, encoding="utf-8")
    show_faults(tmp_path, [FAULT], [Fault("b.md", 2, 1, "Passt das?")])
    html = page.read_text(encoding="utf-8")
    assert html.index("Ein Fehler ist") < html.index("Ein Hinweis zum Nachsehen")
    assert "<code>b.md:2:1</code><p>Passt das?</p>" in html
    assert "Die Website erscheint trotzdem." in html
    page.write_text(MARK, encoding="utf-8")
    show_faults(tmp_path, [], [FAULT])
    assert "zu beheben" not in page.read_text(encoding="utf-8")


def test_several_hints_are_counted_and_many_are_folded():
    assert "2 Hinweise zum Nachsehen" in hint_list([FAULT] * 2)
    assert "<details>" in hint_list([FAULT] * 6)
