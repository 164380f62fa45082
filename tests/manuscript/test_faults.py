from plugins.manuscript.faults import Fault, Faults, fault_box

FAULT = Fault(
    "content/a.md",
    12,
    10,
    "Gebiet „Kreistadt“ gibt es nicht.",
    "Meinten Sie „Kreisstadt“?",
    "gebiete: Kreistadt, Land",
    9,
)


def test_a_fault_reads_as_place_message_mark_and_advice():
    assert str(FAULT).split("\n") == [
        "content/a.md:12:10: Gebiet „Kreistadt“ gibt es nicht.",
        "     12 | gebiete: Kreistadt, Land",
        "        |          ^^^^^^^^^",
        "        = Meinten Sie „Kreisstadt“?",
    ]


def test_the_mark_stands_under_its_word_behind_a_tab():
    fault = Fault("a.md", 1, 2, "x", "", "\tWort", 4)
    assert str(fault).split("\n")[2] == "        | \t^^^^"


def test_a_fault_of_the_whole_file_shows_no_line():
    assert str(Fault("a.md", 0, 0, "Die Datei ist leer.")) == "a.md: Die Datei ist leer."


def test_the_list_is_in_the_order_of_files_and_lines_without_doubles():
    faults = Faults()
    late, early = Fault("b.md", 2, 1, "x"), Fault("a.md", 10, 1, "y")
    for fault in (late, early, late, Fault("a.md", 9, 1, "z")):
        faults.add(fault)
    assert [(f.path, f.line) for f in faults] == [("a.md", 9), ("a.md", 10), ("b.md", 2)]
    assert faults.report().endswith("\n3 Fehler in 2 Dateien.")


def test_one_fault_is_counted_in_the_singular():
    faults = Faults()
    faults.add(FAULT)
    assert faults.report().endswith("1 Fehler in 1 Datei.")


def test_the_three_parts_of_the_excerpt_make_the_line_again():
    assert (FAULT.before, FAULT.marked, FAULT.after) == ("gebiete: ", "Kreistadt", ", Land")


def test_the_box_escapes_what_the_editor_typed():
    html = fault_box([Fault("a.md", 1, 1, "Das <b> & „x“", "so")])
    assert "Das &lt;b&gt; &amp; „x“ so" in html
    assert "<b>" not in html
