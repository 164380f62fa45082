import json

import pytest

from plugins.reviews.updates import data_updates


def test_the_data_of_a_year_are_listed_by_their_day(tmp_path):
    package = tmp_path / "datapackage.json"
    resources = [
        {"title": "B", "stand": "2024-05-02"},
        {"title": "A", "stand": "2024-01-14"},
        {"title": "C", "stand": "2023-12-31"},
        {"title": "D", "stand": "2024-03"},
        {"title": "E", "stand": "2024"},
        {"title": "ohne"},
    ]
    package.write_text(json.dumps({"resources": resources}), encoding="utf-8")
    assert data_updates(package, 2024) == [
        ("E", "2024"),
        ("A", "14. Januar 2024"),
        ("D", "März 2024"),
        ("B", "2. Mai 2024"),
    ]


@pytest.mark.parametrize(
    "stand",
    ["2024-13", "2024-00", "2024-02-31", "2024-Q1", "2024-W01-1", "2024-3-6", "2024-05-02T10:00"],
)
def test_what_is_no_day_month_or_year_is_shown_as_it_stands(tmp_path, stand):
    package = tmp_path / "datapackage.json"
    resources = [{"title": "A", "stand": stand}]
    package.write_text(json.dumps({"resources": resources}), encoding="utf-8")
    assert data_updates(package, 2024) == [("A", stand)]


@pytest.mark.parametrize("text", [None, "kein JSON", "[]"])
def test_without_a_readable_package_there_are_none(tmp_path, text):
    package = tmp_path / "datapackage.json"
    if text is not None:
        package.write_text(text, encoding="utf-8")
    assert data_updates(package, 2024) == []
