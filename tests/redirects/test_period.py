import pytest

from plugins.redirects.period import Period


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2022-06-03", "3. Juni 2022"),
        ("2022-05", "Mai 2022"),
        ("2022-05~", "vermutlich Mai 2022"),
        ("2024", "2024"),
        ("2024-23~", "vermutlich Herbst 2024"),
        ("2022-06/2022-07", "Juni oder Juli 2022"),
        ("2024-02/2024-04~", "vermutlich Februar bis April 2024"),
        ("2023-12/2024-01~", "vermutlich Dezember 2023 oder Januar 2024"),
    ],
)
def test_it_says_as_much_as_is_known(text, said):
    assert str(Period(text)) == said


@pytest.mark.parametrize(
    "text", ["", "Mai 2022", "2022-13", "2022-00", "2022-05-32", "2022-06/", "2022-07/2022-06", "~"]
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match="^" + text.replace("-", "-") + "$"):
        Period(text)


def test_periods_sort_by_their_begin():
    known = ["2024-23~", "2024-12", "2024", "2022-06-03", "2022-06/2022-07~", "2024-02/2024-04~"]
    ordered = sorted(known, key=lambda text: Period(text).order)
    assert ordered == [
        "2022-06/2022-07~",
        "2022-06-03",
        "2024",
        "2024-02/2024-04~",
        "2024-23~",
        "2024-12",
    ]
