"""A delivery is read outside the project, and only what may be public is written into it."""

from pathlib import Path

import pytest

from plugins.indicators.secrecy.delivery import take_over
from plugins.indicators.secrecy.errors import DeliveryError
from tests.indicators.secrecy.conftest import TOWNS, Lieferung, text, totals

KEYS = ("faelle", "faelle_m", "faelle_w", "anteil")
SMALL = (TOWNS[0], 2022)


def secret(made: Lieferung) -> set[tuple[str, tuple[str, int]]]:
    return {
        (key, place) for key in KEYS for place, value in made.published(key).items() if value == "g"
    }


def test_small_numbers_stay_secret_and_what_would_tell_them(women_and_men: Lieferung):
    said = women_and_men.take_over()
    hidden = secret(women_and_men)
    assert ("faelle_w", SMALL) in hidden
    assert ("anteil", SMALL) in hidden
    assert {place[1] for _, place in hidden} == {2022}
    assert women_and_men.published("faelle_m")[TOWNS[3], 2023] == "0"
    assert "faelle_w.csv: 2 von 16 Werten geheim" in said
    assert "1 kleine Zahl" in said
    assert not women_and_men.judged().errors


def test_all_other_lines_are_as_they_were_delivered(women_and_men: Lieferung):
    women_and_men.take_over()
    for key in KEYS:
        before = (women_and_men.folder / f"{key}.csv").read_text(encoding="utf-8").splitlines()
        after = women_and_men.text(key).splitlines()
        changed = [line for line in zip(before, after, strict=True) if line[0] != line[1]]
        assert all(new == f"{','.join(old.split(',')[:2])},,g" for old, new in changed), changed


def test_a_second_run_changes_nothing(women_and_men: Lieferung):
    women_and_men.take_over()
    first = {key: women_and_men.text(key) for key in KEYS}
    women_and_men.take_over()
    assert {key: women_and_men.text(key) for key in KEYS} == first


def test_what_was_secret_stays_secret_when_the_next_year_comes(women_and_men: Lieferung):
    women_and_men.take_over()
    before = secret(women_and_men)
    for key in KEYS:
        file = women_and_men.folder / f"{key}.csv"
        rows = file.read_text(encoding="utf-8").splitlines()
        more = [row.replace(",2023,", ",2024,") for row in rows if ",2023," in row]
        file.write_text("\n".join([*rows, *more, ""]), encoding="utf-8")
    women_and_men.take_over()
    assert secret(women_and_men) == before


def test_a_delivery_of_the_new_year_alone_does_not_lose_the_old_ones(women_and_men: Lieferung):
    women_and_men.take_over()
    before = {key: women_and_men.text(key) for key in KEYS}
    for key in KEYS:
        file = women_and_men.folder / f"{key}.csv"
        rows = file.read_text(encoding="utf-8").splitlines()
        file.write_text("\n".join(row for row in rows if ",2022," not in row), encoding="utf-8")
    with pytest.raises(DeliveryError) as caught:
        women_and_men.take_over()
    assert "In faelle_w.csv fehlt, was schon veröffentlicht ist: 2022." in str(caught.value)
    assert {key: women_and_men.text(key) for key in KEYS} == before


def test_a_folder_that_is_not_there_or_empty_is_told(women_and_men: Lieferung, tmp_path):
    with pytest.raises(DeliveryError, match="gibt es nicht"):
        take_over(women_and_men.site.root, tmp_path / "weg")
    (tmp_path / "leer").mkdir()
    with pytest.raises(DeliveryError, match="„leer“ liegt keine CSV-Datei"):
        take_over(women_and_men.site.root, tmp_path / "leer")


def test_a_series_without_a_rule_is_copied_byte_by_byte(lieferung: Lieferung):
    lieferung.add("pegel", totals({town: {2023: 1} for town in TOWNS}), geheimhaltung=None)
    lieferung.site.write()
    data = b"\xef\xbb\xbf" + text({("99001001", 2023): 1}).replace("\n", "\r\n").encode()
    (lieferung.folder / "pegel.csv").write_bytes(data)
    lieferung.take_over()
    assert (lieferung.site.folder / "pegel.csv").read_bytes() == data


def test_an_official_total_is_never_hidden(women_and_men: Lieferung):
    both = women_and_men.site.resources["faelle"]
    del both["geheimhaltung"]
    women_and_men.site.write()
    women_and_men.take_over()
    published = women_and_men.published("faelle")
    assert "g" not in published.values()
    assert women_and_men.published("faelle_w")[SMALL] == "g"
    assert women_and_men.published("faelle_m")[SMALL] == "g"
    assert not women_and_men.judged().errors


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda folder: (folder / "faelle_m.csv").unlink(), "gehört auch: faelle_m.csv"),
        (lambda folder: (folder / "faelle_m.csv").rename(folder / "faele.csv"), "Meinten Sie „faelle.csv“?"),
        (lambda folder: replace(folder / "faelle_m.csv", "99001001,2022,6,", "99001001,2022,7,"), "Die Teile ergeben zusammen"),
        (lambda folder: replace(folder / "faelle_m.csv", "99001001,2022,6,", "99001001,2022,6.5,"), "6.5 ist keine Anzahl."),
        (lambda folder: replace(folder / "faelle_m.csv", "99001001,2022,6,", "99001001,2022,,g"), "In die Lieferung gehört die Zahl."),
        (lambda folder: replace(folder / "faelle_m.csv", "99001001,2022,6,", "99001009,2022,6,"), "Gebiet „99001009“ steht nicht in der Gebietsliste."),
    ],
)  # fmt: skip
def test_a_faulty_delivery_writes_nothing(women_and_men: Lieferung, spoil, said):
    spoil(women_and_men.folder)
    with pytest.raises(DeliveryError) as caught:
        women_and_men.take_over()
    assert said in str(caught.value)
    assert not list(women_and_men.site.folder.glob("faelle*.csv"))


def replace(file: Path, old: str, new: str) -> None:
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new), encoding="utf-8")


def test_full_numbers_inside_the_public_folder_are_refused(women_and_men: Lieferung):
    inside = women_and_men.site.root / "lieferung"
    women_and_men.folder.rename(inside)
    with pytest.raises(DeliveryError, match="nicht im Ordner der Website"):
        take_over(women_and_men.site.root, inside)


def test_what_is_public_already_is_told_instead_of_hidden(women_and_men: Lieferung):
    for file in women_and_men.folder.glob("*.csv"):
        (women_and_men.site.folder / file.name).write_bytes(file.read_bytes())
    with pytest.raises(DeliveryError, match="schon veröffentlicht"):
        women_and_men.take_over()
    assert "99001001,2022,1," in women_and_men.text("faelle_w")


def test_a_change_is_secret_where_it_tells_a_secret(lieferung: Lieferung):
    course = {town: {2021: 20, 2022: 21, 2023: 22, 2024: 23} for town in TOWNS}
    course[TOWNS[0]][2022] = 2
    cells = totals(course)
    lieferung.add("faelle", cells)
    change = {
        (area, year): value - cells[area, year - 1]
        for (area, year), value in cells.items()
        if year > 2021
    }
    lieferung.add(
        "veraenderung", change, veraenderung_von="faelle", additiv=False, geheimhaltung=None
    )
    lieferung.site.write()
    for key in lieferung.site.cells:
        (lieferung.site.folder / f"{key}.csv").unlink()
    lieferung.take_over()
    hidden = [
        year
        for (area, year), value in lieferung.published("veraenderung").items()
        if (area, value) == (TOWNS[0], "g")
    ]
    assert hidden == [2022, 2023]
    assert not lieferung.judged().errors


@pytest.mark.parametrize("years", [2, 3])
def test_it_is_found_out_since_when_a_change_is_one(lieferung: Lieferung, years: int):
    course = {
        town: {year: 40 + 3 * n + (year - 2014) ** 2 for year in range(2014, 2024)}
        for n, town in enumerate(TOWNS)
    }
    course[TOWNS[0]][2018] = 1
    cells = totals(course)
    lieferung.add("faelle", cells)
    change = {
        (area, year): f"{100 * (value - then) / then:.1f}"
        for (area, year), value in cells.items()
        if (then := cells.get((area, year - years)))
    }
    lieferung.add(
        "veraenderung", change, veraenderung_von="faelle", additiv=False, geheimhaltung=None
    )
    lieferung.site.write()
    for key in lieferung.site.cells:
        (lieferung.site.folder / f"{key}.csv").unlink()
    lieferung.take_over()
    hidden = {place for place, value in lieferung.published("veraenderung").items() if value == "g"}
    assert {(TOWNS[0], 2018), (TOWNS[0], 2018 + years)} <= hidden
    assert (TOWNS[0], 2023) not in hidden
    assert not lieferung.judged().errors


def test_an_interrupted_delivery_leaves_all_files_as_they_were(
    women_and_men: Lieferung, monkeypatch: pytest.MonkeyPatch
):
    women_and_men.take_over()
    there = {file: file.read_bytes() for file in women_and_men.site.folder.iterdir()}
    for key in KEYS:
        file = women_and_men.folder / f"{key}.csv"
        file.write_bytes(file.read_bytes() + b"\n")
    write, left = Path.write_bytes, [2]

    def fails(file: Path, data: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OSError("no space left on device")
        return write(file, data)

    monkeypatch.setattr(Path, "write_bytes", fails)
    with pytest.raises(OSError, match="no space"):
        women_and_men.take_over()
    assert {file: file.read_bytes() for file in women_and_men.site.folder.iterdir()} == there


def test_a_slip_in_a_link_is_told_for_it_would_protect_nothing(women_and_men: Lieferung):
    women_and_men.site.resources["faelle"]["summe_aus"] = [["faelle_m", "faele_w"]]
    (women_and_men.site.folder / "datapackage.json").unlink()
    women_and_men.site.write()
    with pytest.raises(DeliveryError, match="Meinten Sie „faelle_w“"):
        women_and_men.take_over()
    assert any("„summe_aus“" in str(fault) for fault in women_and_men.judged().errors)
