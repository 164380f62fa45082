"""`inv data.history` on real repositories: what each day changed, whatever git went through."""

import os
import shutil
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from plugins.indicators.history.errors import (
    HistoryStrange,
    HistoryTooShort,
    LogUnreadable,
    NoHistory,
)


def days(house):
    return [entry.day for entry in house.log]


def test_the_first_day_is_the_first_edition_and_one_entry(house):
    house.add("zahl", "99001001,2023,1,").commit("2025-03-01T20:00:00+0100")
    said = house.record()
    (entry,) = house.log
    assert (entry.day, entry.first, entry.items) == ("2025-03-01", (2, 4), ())
    assert "1. März 2025" in said


def test_a_new_series_a_new_year_a_correction_and_a_late_value(house):
    house.series["quote"][0] = "99001001,2022,11.5,"
    house.series["quote"][2:] = ["99001002,2022,7,", "99001002,2023,6,", "99001001,2024,30,"]
    house.add("zahl", "99001001,2022,1,", "99001001,2023,2,").commit("2025-04-02")
    house.record()
    quote, zahl = house.log[0].items
    assert house.log[0].day == "2025-04-02"
    assert {kind: (rows.count, rows.times, rows.listed) for kind, rows in quote.rows.items()} == {
        "hinzugekommen": (1, "2024", ()),
        "nachgetragen": (1, "2022", (("99001002", "2022", ",.", "7,"),)),
        "berichtigt": (1, "2022", (("99001001", "2022", "10,", "11.5,"),)),
        "endgueltig": (1, "2023", (("99001002", "2023", "5,p", "6,"),)),
    }
    assert (zahl.kind, zahl.rows["hinzugekommen"].times) == ("neu", "2022 bis 2023")


def test_of_many_corrections_a_handful_is_listed_and_all_are_counted(house):
    house.add("zahl", *(f"99001001,{year},1," for year in range(2000, 2020))).commit("2025-03-01")
    house.add("zahl", *(f"99001001,{year},2," for year in range(2000, 2020))).commit("2025-03-02")
    house.record()
    rows = house.log[0].items[0].rows["berichtigt"]
    assert (rows.count, rows.times, len(rows.listed)) == (20, "2000 bis 2019", 5)


def test_what_was_taken_back_is_counted_and_not_told_again(house):
    house.series["quote"][0] = "99001001,2022,,."
    del house.series["quote"][1]
    house.commit("2025-03-02")
    house.record()
    rows = house.log[0].items[0].rows
    assert {kind: (each.count, each.listed) for kind, each in rows.items()} == {
        "zurueckgezogen": (1, ()),
        "entfernt": (1, ()),
    }
    assert "20" not in house.log_file.read_text("utf-8").split('"zeilen"')[1].replace("202", "")


@pytest.mark.parametrize("ruled", [0, 1], ids=["then", "now"])
def test_of_a_series_that_keeps_secrets_no_value_is_told_again(house, ruled):
    rule = {"mindestens": 3, "null_zeigen": True, "grund": "Wenige."}
    for day, value in enumerate((417, 418)):
        more = {"geheimhaltung": rule} if day == ruled else {}
        house.add("faelle", f"99001001,2023,{value},", **more).commit(f"2025-03-0{day + 1}")
    house.record()
    (item,) = house.log[0].items
    assert item.rows["berichtigt"].count == 1
    assert "417" not in house.log_file.read_text("utf-8")


def test_a_withdrawn_series_is_told(house):
    house.add("zahl", "99001001,2023,1,").commit("2025-03-01")
    house.drop("zahl").commit("2025-03-02")
    house.record()
    assert [(each.key, each.kind) for each in house.log[0].items] == [("zahl", "entfallen")]


def test_what_readers_must_know_of_a_series_is_told_and_mere_words_are_not(house):
    house.resources["quote"] |= {"methode": "Geschätzt.", "title": "Neu", "hinweise": ["Achtung."]}
    house.commit("2025-03-02")
    house.resources["quote"] |= {"title": "Noch neuer", "felder": ["wohnen"]}
    house.commit("2025-03-03")
    house.record()
    assert days(house) == ["2025-03-02", "2025-03-01"]
    assert house.log[0].items[0].facts == (("methode", "Gezählt.", "Geschätzt."),)


def test_order_and_notation_are_no_change(house):
    before = house.series["quote"]
    house.series["quote"] = [*reversed(before[2:]), "99001001,2023,20.0,", "99001001,2022,010,"]
    house.commit("2025-03-02")
    house.record()
    assert days(house) == ["2025-03-01"]


def test_another_file_name_is_no_change_another_key_is_told(house):
    house.series |= {"zahl": ["99001001,2023,1,"]}
    house.add("zahl", "99001001,2023,1,").commit("2025-03-01")
    (house.root / "content/daten/zahl.csv").unlink()
    house.resources["zahl"]["path"] = "anders.csv"
    house.commit("2025-03-02")
    rows = house.series["quote"]
    house.drop("quote").add("anteil", *rows).commit("2025-03-03")
    house.record()
    assert days(house) == ["2025-03-03", "2025-03-01"]
    (item,) = house.log[0].items
    assert (item.key, item.kind, item.former, item.rows) == ("anteil", "umbenannt", "quote", {})


def test_a_day_is_a_day_of_the_site_and_what_it_takes_back_itself_is_not_told(house):
    house.add("zahl", "99001001,2023,9,").commit("2025-03-04T22:50:00+0000")
    house.add("zahl", "99001001,2023,1,").commit("2025-03-04T23:30:00+0000")
    house.add("zahl", "99001001,2023,2,").commit("2025-03-05T08:00:00+0100")
    house.add("zahl", "99001001,2023,9,").commit("2025-03-05T09:00:00+0100")
    house.record()
    assert days(house) == ["2025-03-04", "2025-03-01"]


def test_what_is_dated_tomorrow_counts_today(house):
    house.add("zahl", "99001001,2023,1,").commit("2098-01-01")
    house.add("zahl", "99001001,2023,2,").commit("2025-04-01")
    house.record()
    assert days(house) == [datetime.now(ZoneInfo("Europe/Berlin")).date().isoformat(), "2025-03-01"]


def test_names_of_files_and_packages_may_be_as_strange_as_they_like(house):
    (house.root / "content/daten/Alte Liste (März).csv").write_text("x")
    (house.root / os.fsdecode(b"content/daten/M\xe4rz.csv")).write_text("x")
    house.commit("2025-03-02")
    for day, package in (("03", "null"), ("04", "7"), ("05", '{"resources": 7}')):
        (house.root / "content/daten/datapackage.json").write_text(package, "utf-8")
        house.write, kept = (lambda: house), house.write
        house.commit(f"2025-03-{day}")
        house.write = kept
    house.add("zahl", "99001001,2023,1,").commit("2025-03-06")
    house.record()
    assert days(house)[0] == "2025-03-06"


def test_a_day_in_a_detached_worktree_is_read_like_any_other(house, tmp_path, run_git):
    tree = tmp_path / "zweiter Ordner"
    run_git(house.root, "worktree", "add", "--quiet", "--detach", str(tree))
    assert "1. März 2025" in house.record(tree)
    assert (tree / "content/daten/aenderungen.json").is_file()


def test_a_folder_of_somebody_else_is_refused_with_a_way_out(house, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    with pytest.raises(NoHistory, match=f'safe.directory "{house.root.as_posix()}"') as refused:
        house.record()
    assert refused.value.exit_code == 2


def test_a_branch_counts_on_the_day_it_came_in(house, run_git):
    run_git(house.root, "switch", "--quiet", "--create", "neu")
    house.add("zahl", "99001001,2023,1,").commit("2025-03-02")
    run_git(house.root, "switch", "--quiet", "main")
    (house.root / "LIESMICH").write_text("Etwas anderes")
    run_git(house.root, "add", "--all")
    run_git(house.root, "commit", "--quiet", "--message=x", day="2025-03-03T12:00:00+0100")
    merge = ("merge", "--quiet", "--no-ff", "--message=Zusammen", "neu")
    run_git(house.root, *merge, day="2025-03-09T12:00:00+0100")
    house.record()
    assert days(house) == ["2025-03-09", "2025-03-01"]
    assert house.log[0].items[0].key == "zahl"


def test_a_correction_asks_for_its_reason_until_it_has_one(house):
    house.series["quote"][0] = "99001001,2022,11.5,"
    house.commit("2025-04-02")
    ask = "Warum wurde berichtigt? Schreiben Sie den Grund dazu: Die quote (2. April 2025)."
    assert ask in house.record()
    assert ask in house.record()
    house.give_reason(0, "Zwei Ziffern waren vertauscht.", item=0)
    assert "Grund" not in house.record()


def test_a_new_year_needs_no_reason(house):
    house.series["quote"].append("99001001,2024,30,")
    house.commit("2025-04-02")
    assert "Grund" not in house.record()


def test_a_reason_stays_on_every_further_run(house):
    house.add("zahl", "99001001,2023,1,").commit("2025-03-02")
    house.add("zahl", "99001001,2023,2,").commit("2025-03-03")
    house.record()
    house.give_reason(0, "Zwei Ziffern waren vertauscht.", item=0)
    house.give_reason(2, "Der Anfang.")
    house.add("zahl", "99001001,2023,3,").commit("2025-03-04")
    house.record()
    assert "ist auf dem neuesten Stand.\n" in house.record()
    assert [entry.reason for entry in house.log] == ["", "", "", "Der Anfang."]
    assert house.log[1].items[0].reason == "Zwei Ziffern waren vertauscht."


def test_a_reason_stays_while_its_day_goes_on(house):
    house.add("zahl", "99001001,2023,1,").commit("2025-03-02")
    house.record()
    house.give_reason(0, "Endlich geliefert.", item=0)
    house.add("zahl", "99001001,2023,2,").add("mehr", "99001001,2023,1,")
    house.commit("2025-03-02T18:00:00+0100").record()
    assert days(house) == ["2025-03-02", "2025-03-01"]
    assert [each.reason for each in house.log[0].items] == ["Endlich geliefert.", ""]


def test_a_reason_without_a_place_is_told(house):
    house.add("zahl", "99001001,2023,1,").commit("2025-03-02")
    house.record()
    house.give_reason(0, "Endlich geliefert.", item=0)
    house.drop("zahl").commit("2025-03-02T18:00:00+0100")
    assert "keinen Eintrag mehr: Endlich geliefert." in house.record()
    assert days(house) == ["2025-03-01"]


def test_what_was_told_outlives_a_history_that_begins_anew(house, run_git):
    house.add("zahl", "99001001,2023,1,").commit("2025-03-02")
    house.record()
    told = house.log
    shutil.rmtree(house.root / ".git")
    run_git(house.root, "init", "--quiet", "--initial-branch=main")
    house.commit("2026-01-07T09:00:00+0100")
    house.record()
    assert house.log == told
    house.add("zahl", "99001001,2023,2,").commit("2026-01-07T10:00:00+0100").record()
    assert (days(house)[0], house.log[1:]) == ("2026-01-07", told)


def test_a_history_that_knows_nothing_of_the_log_changes_nothing(house, run_git):
    house.record()
    before = house.log_file.read_text("utf-8")
    shutil.rmtree(house.root / ".git")
    run_git(house.root, "init", "--quiet", "--initial-branch=main")
    house.add("zahl", "99001001,2023,1,").commit("2026-01-07")
    with pytest.raises(HistoryStrange) as refused:
        house.record()
    assert refused.value.exit_code == 4
    assert house.log_file.read_text("utf-8") == before
    mark = str(refused.value).rpartition("„")[0].rpartition("„")[2].partition("“")[0]
    house.log_file.write_text(before.replace(house.log[0].mark, mark), "utf-8")
    assert "auf dem neuesten Stand" in house.record()


def test_a_shallow_clone_is_enough_if_it_reaches_the_log(house, tmp_path, run_git):
    house.add("zahl", "99001001,2023,1,").commit("2025-03-02")
    clone = tmp_path / "flach"
    run_git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{house.root}", str(clone))
    with pytest.raises(HistoryTooShort, match="unshallow") as refused:
        house.record(clone)
    assert refused.value.exit_code == 3
    house.record()
    shutil.copy(house.log_file, clone / "content/daten")
    assert "auf dem neuesten Stand" in house.record(clone)


def test_what_is_not_committed_is_counted_and_not_told(house):
    house.record()
    before = house.log
    house.add("zahl", "99001001,2023,1,").write()
    said = house.record()
    assert "2 Dateien in content/daten sind geändert, aber noch nicht eingecheckt" in said
    assert house.log == before


def test_a_day_whose_package_could_not_be_read_is_passed_over(house):
    house.add("zahl", "99001001,2023,1,").write()
    package = house.root / "content/daten/datapackage.json"
    package.write_text("{", "utf-8")
    house.resources, kept = {}, house.resources
    house.write = lambda: house
    house.commit("2025-03-02")
    del house.write
    house.resources = kept
    house.commit("2025-03-03").record()
    assert days(house) == ["2025-03-03", "2025-03-01"]


def test_a_broken_log_is_never_written_over(house):
    house.log_file.write_text('{"eintraege": [', "utf-8")
    with pytest.raises(LogUnreadable, match="kein gültiges JSON") as refused:
        house.record()
    assert refused.value.exit_code == 5
    assert house.log_file.read_text("utf-8") == '{"eintraege": ['


def test_without_git_repository_or_commit_there_is_one_sentence(
    house, tmp_path, run_git, monkeypatch
):
    empty = tmp_path / "leer"
    (empty / "content/daten").mkdir(parents=True)
    with pytest.raises(NoHistory, match="kein git-Repository") as refused:
        house.record(empty)
    assert refused.value.exit_code == 2
    run_git(empty, "init", "--quiet")
    with pytest.raises(NoHistory, match="noch nichts eingecheckt"):
        house.record(empty)
    run_git(empty, "commit", "--quiet", "--allow-empty", "--message=leer")
    with pytest.raises(NoHistory, match="In content/daten ist noch nichts eingecheckt"):
        house.record(empty)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoHistory, match="Das Programm git fehlt"):
        house.record()
