from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.data.observations import Observation
from plugins.indicators.data.rows import cell_at, read_observations
from plugins.manuscript.faults import Fault

PATH = "content/daten/quote.csv"
AREAS = ("99001", "99001001")
HEAD = "gebiet,zeit,wert,status\n"


def faults(*rows: str) -> list[Fault]:
    return read_observations(HEAD + "\n".join(rows), PATH, AREAS)[1]


def places(*rows: str) -> list[str]:
    return [fault.place for fault in faults(*rows)]


def test_a_row_is_a_value_or_a_sign():
    known, wrong = read_observations(
        HEAD + "99001,2023,10.5,\n99001,2024,,x\n99001001,2024,3,p\n", PATH, AREAS
    )
    assert not wrong
    assert known.at("99001", "2023") == Observation(Decimal("10.5"))
    assert known.at("99001", "2024") == Observation(None, "x")
    assert known.at("99001001", "2024") == Observation(Decimal(3), "p")
    assert known.at("99001001", "2023") is None
    assert known.times() == ("2023", "2024")
    assert known.times({"99001001"}) == ("2024",)


@pytest.mark.parametrize("text", ["\ufeff" + HEAD + "99001,2023,1,\n", HEAD + "99001,2023,1,\r\n"])
def test_a_byte_order_mark_and_windows_lines_do_no_harm(text: str):
    known, wrong = read_observations(text.replace("\n", "\r\n"), PATH, AREAS)
    assert not wrong
    assert known.at("99001", "2023") == Observation(Decimal(1))


@pytest.mark.parametrize(
    ("row", "column", "length", "message"),
    [
        ("99009,2023,1,", 1, 5, "Gebiet „99009“ steht nicht in der Gebietsliste."),
        ("99001,23,1,", 7, 2, "„23“ ist keine Zeit."),
        ('99001,2023,"10,5",', 12, 4, "„10,5“ ist keine Zahl."),
        ("99001,2023,NaN,", 12, 3, "„NaN“ ist keine Zahl."),
        ("99001,2023,Infinity,", 12, 8, "„Infinity“ ist keine Zahl."),
        ("99001,2023,1_000,", 12, 5, "„1_000“ ist keine Zahl."),
        ("99001,2023,1e30,", 12, 4, "„1e30“ hat zu viele Stellen."),
        ("99001,2023,0.12345678901,", 12, 13, "„0.12345678901“ hat zu viele Stellen."),
        ("99001,2023,,", 13, 1, "Hier steht kein Wert. Es fehlt ein Zeichen dafür."),
        ("99001,2023,,?", 13, 1, "Hier steht kein Wert. „?“ ist kein Zeichen dafür."),
        ("99001,2023,1,x", 14, 1, "Ein Wert und das Zeichen „x“ schließen sich aus."),
        ("99001,2023,1", 12, 1, "Die Zeile hat 3 Spalten."),
    ],
)
def test_a_faulty_row_is_named_with_its_place(row: str, column: int, length: int, message: str):
    (fault,) = faults("99001,2022,1,", row)
    assert (fault.place, fault.length) == (f"{PATH}:3:{column}", length)
    assert fault.message == message
    assert fault.excerpt == row


def test_a_decimal_comma_says_what_to_write():
    assert "Dezimalzeichen ist der Punkt." in faults('99001,2023,"10,5",')[0].advice
    assert "Dezimalzeichen ist der Punkt." in faults("99001,2023,10,5,")[0].advice


def test_a_doubled_key_names_the_first_line():
    (fault,) = faults("99001,2023,1,", "99001,2024,1,", "99001,2023,2,")
    assert fault.place == f"{PATH}:4:1"
    assert "stehen schon in Zeile 2" in fault.message


def test_all_faults_come_at_once_and_good_rows_stay():
    known, wrong = read_observations(
        HEAD + "99009,2023,x,\n99001,2023,1,\n99001,20,1,\n", PATH, AREAS
    )
    assert [fault.place for fault in wrong] == [f"{PATH}:2:1", f"{PATH}:2:12", f"{PATH}:4:7"]
    assert known.at("99001", "2023")


@pytest.mark.parametrize(("text", "place"), [("", PATH), ("ags;jahr\n", f"{PATH}:1:1")])
def test_a_file_without_its_head_is_one_fault(text: str, place: str):
    known, wrong = read_observations(text, PATH, AREAS)
    assert [fault.place for fault in wrong] == [place]
    assert not known.by_key


def test_an_empty_table_is_no_fault():
    known, wrong = read_observations(HEAD, PATH, AREAS)
    assert (known.times(), wrong) == ((), [])


@given(st.text(max_size=200))
def test_any_text_is_read_or_answered(text: str):
    known, wrong = read_observations(HEAD + text, PATH, AREAS)
    assert known.by_key or wrong or not text.strip()


def test_values_of_any_size_are_exact():
    known, _ = read_observations(
        HEAD + "99001,2022,0.000001,\n99001,2023,9999999999.9,\n", PATH, AREAS
    )
    assert [seen.value for seen in known.by_key.values()] == [
        Decimal("0.000001"),
        Decimal("9999999999.9"),
    ]


CELLS = st.sampled_from(
    [
        "10.5,",
        "-3,p",
        ",x",
        ",…",
        "1e3,",
        '"7",',
        '"1,5",',
        "NaN,",
        "5,x",
        ",",
        "",
        "1_0,",
        ".5,",
        "1e30,",
        "0.12345678901,",
    ]
)
ROWS = st.lists(
    st.builds(
        "{},{},{}".format,
        st.sampled_from(["99001", "99001001", '"99001"', "99009", ""]),
        st.sampled_from(["2023", "2024", "2024-09", "2024-13", "24"]),
        CELLS,
    )
)


@given(ROWS)
def test_the_swift_way_and_the_careful_way_read_the_same(rows: list[str]):
    swift = read_observations(HEAD + "\n".join(rows), PATH, AREAS)
    # One quoted row more makes the whole file a case for the careful way.
    careful = read_observations(HEAD + "\n".join([*rows, '"99001","1900","1",""']), PATH, AREAS)
    assert dict(careful[0].by_key) == {
        **swift[0].by_key,
        ("99001", "1900"): Observation(Decimal(1)),
    }
    assert careful[1] == swift[1]


@pytest.mark.parametrize(
    ("value", "exact"), [("1000000000", 10**9), ("0.000001", Decimal("1e-6")), ("-0.0", 0)]
)
def test_small_and_large_values_are_read(value: str, exact: int):
    known, wrong = read_observations(f"{HEAD}99001,2023,{value},\n", PATH, AREAS)
    assert not wrong
    seen = known.at("99001", "2023")
    assert seen
    assert seen.value == exact


def test_all_missing_and_all_equal_are_fine():
    rows = [f"99001,{year},,.\n99001001,{year},7,\n" for year in range(2000, 2020)]
    known, wrong = read_observations(HEAD + "".join(rows), PATH, AREAS)
    assert not wrong
    assert len(known) == 40


def test_a_place_is_found_behind_quoted_cells():
    assert cell_at('"99001","2023",5,', 2) == (16, 1)
    assert cell_at("99001,2023,,x", 3) == (13, 1)
