from collections.abc import Callable

from plugins.indicators.data.indicator import Break, Indicator

Make = Callable[..., Indicator]


def test_times_before_a_break_do_not_compare(make_indicator: Make):
    indicator = make_indicator(breaks=(Break("2021", "Neu gezählt."),))
    assert indicator.comparable("2022", ("2019", "2020", "2021", "2022", "2023")) == ("2021",)
    assert indicator.comparable("2020", ("2019", "2020", "2021")) == ("2019",)


def test_a_month_compares_with_the_same_month_of_other_years(make_indicator: Make):
    times = ("2022-01", "2022-09", "2023-01", "2023-09")
    assert make_indicator().comparable("2023-09", times) == ("2022-09",)


def test_nothing_compares_with_the_first_time(make_indicator: Make):
    assert make_indicator().comparable("2020", ("2020", "2021")) == ()
