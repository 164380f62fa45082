from decimal import Decimal
from typing import Any

import pytest

from plugins.indicators.data.secrecy import Secrecy, find_unfit, read_secrecy

RULE = {"mindestens": 3, "null_zeigen": True, "grund": "Es sind zu wenige."}


def resource(**rule: Any) -> dict[str, Any]:
    return {"additiv": True, "nachkommastellen": 0, "geheimhaltung": RULE | rule}


def test_a_rule_hides_what_is_below_it_and_zero_only_if_it_says_so():
    shown, hidden = (read_secrecy(RULE | {"null_zeigen": each}) for each in (True, False))
    assert isinstance(shown, Secrecy)
    assert isinstance(hidden, Secrecy)
    assert [shown.hides(Decimal(each)) for each in range(4)] == [False, True, True, False]
    assert [hidden.hides(each) for each in range(4)] == [True, True, True, False]
    assert (shown.width, hidden.width) == (2, 3)


def test_without_a_rule_nothing_is_secret():
    assert read_secrecy(None) is None
    assert not [*find_unfit({})]


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (
            resource(mindestens=2),
            "braucht „geheimhaltung“ unter „mindestens“ eine ganze Zahl ab 3.",
        ),
        (resource(mindestens="3"), "eine ganze Zahl ab 3"),
        (resource(null_zeigen="nein"), "„null_zeigen“ mit true oder false"),
        (resource(grund=""), "fehlt in „geheimhaltung“ das Wort „grund“"),
        (resource() | {"additiv": False}, "Die gibt es nur bei Anzahlen."),
        (resource() | {"nachkommastellen": 1}, "Die gibt es nur bei Anzahlen."),
    ],
)
def test_a_rule_that_cannot_be_applied_is_a_fault(made: dict[str, Any], said: str):
    (problem,) = find_unfit(made)
    assert said in problem
    assert not [*find_unfit(resource())]
