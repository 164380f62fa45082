"""A version says the same whatever order and notation its files have."""

import json
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.history.version import fingerprint, read_version

HEAD = "gebiet,zeit,wert,status"


def files(house, rows, **metadata):
    house.add("quote", *rows, **metadata)
    package = json.dumps({"resources": [house.resources["quote"]]}).encode()
    table = "\n".join([HEAD, *rows, ""]).encode()
    return {"datapackage.json": package, "quote.csv": table}.get


@given(
    st.dictionaries(
        st.integers(1900, 2100),
        st.decimals(-(10**6), 10**6, places=2),
        min_size=1,
    ),
    st.randoms(use_true_random=False),
)
def test_a_number_is_the_same_however_it_is_written(values, random):
    def version(write):
        rows = [f"99001001,{year},{write(value)}," for year, value in values.items()]
        random.shuffle(rows)
        return read_version(files(House(), rows))

    first, second = version(lambda v: f"{v:f}"), version(lambda v: f"{v:f}0")
    assert fingerprint(first) == fingerprint(second)
    assert first == second
    cells = first["quote"].cells
    assert {int(time): Decimal(cell[:-1]) for (_, time), cell in cells.items()} == values


def test_what_the_check_would_refuse_was_never_read_by_anybody(house):
    rows = ["99001001,2022,10,", "99001001,2023,zehn,", "99001001,2022,11,"]
    version = read_version(files(house, rows))
    assert version["quote"].cells == {("99001001", "2022"): "10,"}
    assert read_version(files(house, rows, sources=None)) == {}
    assert read_version({"datapackage.json": b"{"}.get) is None
    assert read_version({}.get) == {}


class House:
    """Just the metadata of one series."""

    def __init__(self):
        self.resources = {}

    def add(self, key, *_, **more):
        words = ("title", "kurztitel", "messgroesse", "definition", "methode", "einheit", "stand")
        self.resources[key] = (
            dict.fromkeys(words, "so")
            | {
                "art": "indikator",
                "name": key,
                "path": f"{key}.csv",
                "nachkommastellen": 2,
                "additiv": False,
                "sources": [],
                "licenses": [],
                "lizenz_geprueft": True,
                "dimension": "D",
                "felder": [],
            }
            | more
        )
