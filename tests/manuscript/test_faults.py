from plugins.manuscript.faults import Fault, Faults

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
    assert FAULT.parts == ("gebiete: ", "Kreistadt", ", Land")


def test_of_a_long_line_only_the_neighbourhood_is_shown_and_the_mark_still_fits():
    line = "Wort " * 100 + "FALSCH" + " Wort" * 100
    shown, mark = str(Fault("a.md", 1, 501, "x", "", line, 6)).split("\n")[1:3]
    assert len(shown) < 110
    assert shown.index("FALSCH") == mark.index("^")
    assert shown.count("…") == 2


def test_hints_are_counted_and_said_to_stop_nothing():
    hints = Faults()
    hints.add(FAULT)
    assert hints.advise().splitlines()[0] == "Hinweise"
    assert hints.advise().endswith("\n\n1 Hinweis. Veröffentlicht wird trotzdem.")
    hints.add(Fault("a.md", 1, 1, "x"))
    assert hints.advise().endswith("2 Hinweise. Veröffentlicht wird trotzdem.")
    assert str(FAULT) in hints.advise()
