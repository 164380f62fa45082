from typing import Any

from plugins.indicators.check.report import brief_report, full_report

NBSP = "\N{NO-BREAK SPACE}"


def test_a_clean_package_is_told_in_one_line(daten: Any):
    said = brief_report(daten.inspect())
    assert said == (f"Daten geprüft: 3{NBSP}Indikatoren, 336{NBSP}Beobachtungen, keine Fehler.")


def test_a_build_tells_errors_and_counts_hints(daten: Any):
    daten.cells["faelle"]["r1", 2010] = "2003,"
    daten.resources["menschen"]["definition"] = ""
    said = brief_report(daten.inspect())
    assert "Region Nord, 2010: Die 2 Gemeinden ergeben zusammen" in said
    assert f"1{NBSP}Hinweis (zeigt: inv data.check)." in said
    assert "definition" not in said


def test_the_full_report_tells_everything_and_ends_with_a_table(daten: Any):
    daten.cells["faelle"]["r1", 2010] = "2003,"
    daten.resources["menschen"]["definition"] = ""
    daten.resources["quote"]["lizenz_geprueft"] = False
    found = daten.inspect()
    said = full_report(found)
    assert said.index("Fehler (") < said.index("Hinweise (1)") < said.index("Lizenz noch nicht")
    assert f"bei 1 von 3{NBSP}Indikatoren:\nquote" in said
    table = [line.rsplit(maxsplit=1) for line in said.splitlines()[-7:-1]]
    assert table == [
        ["Indikatoren", "3"],
        ["Beobachtungen", "336"],
        ["Gebiete", "8"],
        ["Fehler", str(len(found.errors))],
        ["Hinweise", "1"],
        ["Lizenz ungeprüft", "1"],
    ]
