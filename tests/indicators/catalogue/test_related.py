"""Texts about the same data belong together."""

from plugins.indicators.catalogue.related import related_by_data

TEXTS = ["neu", "mittel", "alt", "fremd"]


def related(*subjects):
    return related_by_data(TEXTS, str, [set(about) for about in subjects], most=2)


def test_most_in_common_comes_first_then_the_newest():
    assert related(("neu", "mittel", "alt"), ("mittel", "alt"))["alt"] == ["mittel", "neu"]
    assert related(("neu", "mittel", "alt"))["alt"] == ["neu", "mittel"]


def test_common_indicators_do_not_hide_the_text_that_shares_two():
    texts = [f"t{number}" for number in range(10)]
    subjects = [{"t0", "t1", "t2", "t3", "t8", "t9"}, {"t4", "t5", "t6", "t7", "t8", "t9"}]
    assert related_by_data(texts, str, subjects)["t9"] == ["t8", "t0", "t1"]


def test_a_text_is_not_its_own_company_and_unlisted_texts_are_none():
    assert related(("neu",), ("alt", "entwurf")) == {}


def test_there_are_at_most_so_many():
    assert len(related(TEXTS)["neu"]) == 2
