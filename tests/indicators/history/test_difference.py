"""Two versions → changes; the changes make the second of the first."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.indicators.history.difference import CellChange, apply, difference
from plugins.indicators.history.version import FACTS, SeriesVersion

CELLS = st.sampled_from(["1,", "2,", "2.5,", "2,p", ",.", ",x"])
SERIES = st.builds(
    SeriesVersion,
    st.sampled_from(["Eins", "Zwei"]),
    st.fixed_dictionaries({fact: st.sampled_from(["so", "anders"]) for fact in FACTS}),
    st.dictionaries(
        st.tuples(st.sampled_from("abc"), st.sampled_from(["2022", "2023"])), CELLS, max_size=6
    ),
)
VERSIONS = st.dictionaries(st.sampled_from(["k1", "k2", "k3", "k4"]), SERIES)


@given(VERSIONS, VERSIONS)
def test_the_changes_make_the_new_version_of_the_old(before, after):
    assert apply(difference(before, after), before) == after


@given(VERSIONS, VERSIONS)
def test_only_what_changed_is_told_and_all_of_it(before, after):
    changes = difference(before, after)
    assert (not changes) == (before == after)
    told = {name for each in changes for name in (each.key, each.former) if name}
    assert told == {
        key for key in before.keys() | after.keys() if before.get(key) != after.get(key)
    }
    for each in changes:
        assert all(cell.before != cell.after for cell in each.cells)
        assert each.kind != "umbenannt" or not each.cells


def test_what_happened_to_a_row_has_a_name():
    def kind(before, after):
        return CellChange("a", "2022", before, after).kind

    assert kind(None, ",.") == "hinzugekommen"
    assert kind("1,", None) == "entfernt"
    assert kind(",.", "1,p") == "nachgetragen"
    assert kind("1,p", ",.") == "zurueckgezogen"
    assert kind("1,p", "1,") == kind("1,p", "2,") == "endgueltig"
    assert kind("1,", "2,") == kind("1,p", "2,p") == kind(",.", ",x") == kind("1,", "1,p")
    assert kind("1,", "2,") == "berichtigt"
