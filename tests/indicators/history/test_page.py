"""What readers read of the log: sentences, names, numbers, and nothing that is kept back."""

from datetime import date

from plugins.indicators.data.secrecy import Secrecy
from plugins.indicators.history.log import Entry, Item, Rows
from plugins.indicators.history.page import changes_by_indicator, show_log

AHAUSEN, FOREST = "99001001", "99001002"
VALUES = {AHAUSEN: {"2022": "4.4712", "2023": "."}, FOREST: {"2022": "5", "2023": "6p"}}


def correction(*listed, count=1):
    rows = {"berichtigt": Rows(count, "2022", count, listed)}
    return Item("quote", "Alter Titel", "geaendert", reason="Zahlendreher.", rows=rows)


def shown(package, *items):
    (day,) = show_log((Entry("2025-03-02", "m", items=items),), package, "reihen")
    return day


def test_a_corrected_value_is_told_with_area_time_and_as_many_digits_as_tell_it_apart(make_package):
    listed = [
        (AHAUSEN, "2022", "4.4698,", "4.4712,"),
        (FOREST, "2022", "7,", "5,"),
        (FOREST, "2023", ",.", "6,p"),
    ]
    (item,) = shown(make_package(VALUES), correction(*listed, count=1200)).changed
    (rows,) = item.rows
    assert (item.title, item.address) == ("Die Quote", "/reihen/quote/")
    assert rows.sentence == "Berichtigt: 1.200\xa0Werte für 2022 (1.200\xa0Gebiete)."
    assert rows.rest == 1197
    assert rows.values == (
        ("Ahausen", "2022", "4,470\xa0%", "4,471\xa0%"),
        ("Südwald", "2022", "7,0\xa0%", "5,0\xa0%"),
        ("Südwald", "2023", "unbekannt oder geheim", "6,0\xa0%\xa0p"),
    )


def test_what_the_data_do_not_name_any_more_is_not_named_here_either(make_package):
    withdrawn = (AHAUSEN, "2023", "3,", "4,")
    without_row = (AHAUSEN, "2010", "3,", "4,")
    only_signs = (AHAUSEN, "2023", ",/", ",.")
    item = correction(withdrawn, without_row, only_signs, count=3)
    (rows,) = shown(make_package(VALUES), item).changed[0].rows
    assert rows.values == (("Ahausen", "2023", "nicht sicher genug", "unbekannt oder geheim"),)
    guarded = make_package(VALUES, secrecy=Secrecy(3, shows_zero=True, reason="Schutz"))
    (rows,) = shown(guarded, correction((FOREST, "2022", "7,", "5,"))).changed[0].rows
    assert (rows.values, rows.sentence) == ((), "Berichtigt: 1\xa0Wert für 2022 (1\xa0Gebiet).")


def test_new_and_gone_series_and_the_first_edition_are_told_each_in_their_place(make_package):
    entries = (
        Entry("2025-03-03", "c"),
        Entry("2025-03-02", "b", "Neu gezählt.", items=(Item("alt", "Die Alte", "entfallen"),)),
        Entry("2025-03-01", "a", first=(106, 14120)),
    )
    later, first = show_log(entries, make_package(VALUES), "reihen")
    assert [(each.title, each.address) for each in later.gone] == [("Die Alte", "")]
    assert (later.day, later.anchor) == (date(2025, 3, 2), "tag-2025-03-02")
    assert later.reason == "Neu gezählt."
    assert first.first == "106\xa0Reihen mit 14.120\xa0Werten"


def test_a_day_that_stands_there_twice_has_two_addresses_and_the_first_keeps_its_own(make_package):
    first = Entry("2025-03-01", "a", first=(1, 2))
    later = Entry("2025-03-01", "b", items=(Item("quote", "Q", "neu"),))
    for log in ([first], [later, first]):
        anchors = [day.anchor for day in show_log(log, make_package(VALUES), "reihen")]
        assert anchors == ["tag-2025-03-01-2", "tag-2025-03-01"][-len(log) :]


def test_a_series_knows_its_own_changes_under_its_former_key_too(make_package):
    package = make_package(VALUES)
    log = (
        Entry("2025-03-04", "d", items=(Item("quote", "Q", "umbenannt", former="anteil"),)),
        Entry(
            "2025-03-03",
            "c",
            items=(Item("anteil", "Q", "geaendert", facts=(("methode", "So.", "Anders."),)),),
        ),
        Entry("2025-03-02", "b", items=(Item("anteil", "Q", "neu"), Item("andere", "A", "neu"))),
        Entry("2025-03-01", "a", first=(1, 1)),
    )
    found = changes_by_indicator(show_log(log, package, "reihen"), log)
    assert [" ".join(item.sentences) for _, item in found["quote"]] == [
        "In Adressen und Dateien hieß die Reihe bisher „anteil“.",
        "Geändert: Methode.",
        "Neue Reihe.",
    ]
    assert found.keys() == {"quote", "andere"}
