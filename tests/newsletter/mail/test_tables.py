"""Tables as text."""

from bs4 import BeautifulSoup

from plugins.newsletter.mail.tables import table_lines


def lines_of(html: str, width: int = 72) -> list[str]:
    table = BeautifulSoup(f"<table>{html}</table>", "html.parser").table
    assert table is not None
    return table_lines(table, width, lambda cell: " ".join(cell.get_text().split()))


TWO_YEARS = (
    "<caption>Ab 65</caption><tr><th>Ort</th><th>2011</th><th>2022</th></tr>"
    "<tr><th>Musterstadt</th><td>9,4 %</td><td>27,9 %</td></tr><tr><th>Kreis</th><td>24,0 %</td></tr>"
)


def test_columns_are_aligned_and_numbers_stand_to_the_right():
    assert lines_of(TWO_YEARS) == [
        "Ab 65",
        "",
        "Ort            2011    2022",
        "-----------  ------  ------",
        "Musterstadt   9,4 %  27,9 %",
        "Kreis        24,0 %",
    ]


def test_a_table_that_is_too_wide_names_the_head_beside_each_value():
    assert lines_of(TWO_YEARS, 20) == [
        "Ab 65",
        "",
        "Ort: Musterstadt",
        "2011: 9,4 %",
        "2022: 27,9 %",
        "",
        "Ort: Kreis",
        "2011: 24,0 %",
    ]


def test_long_cells_are_wrapped():
    lines = lines_of(
        f"<tr><th>Ort</th><th>Text</th></tr><tr><td>Dorf</td><td>{'Wort ' * 30}</td></tr>"
    )
    assert max(map(len, lines)) <= 72
    assert lines[0] == "Ort: Dorf"
    assert lines[2].startswith("  Wort")


def test_a_table_without_a_head_is_one_line_for_each_row_where_it_is_too_wide():
    assert lines_of("<tr><td>Montag</td><td>9 bis 12 Uhr</td></tr>", 10) == [
        "Montag, 9",
        "  bis 12",
        "  Uhr",
    ]


def test_an_empty_table_is_nothing():
    assert lines_of("<tr><td></td></tr>") == []
