"""What somebody orders, and how the tables keep it."""

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from plugins.newsletter.consent.choices import Choice, from_text, to_text
from plugins.newsletter.errors import WrongUse
from plugins.newsletter.store.states import Frequency


@examples(max_examples=30)
@given(st.none() | st.frozensets(st.text(min_size=1), min_size=1))
def test_topics_come_back_from_the_tables_as_they_went_in(topics):
    assert from_text(to_text(topics)) == topics


def test_all_topics_are_an_empty_text_and_some_a_list_in_order():
    assert to_text(None) == ""
    assert to_text(frozenset({"wohnen", "älter"})) == '["wohnen", "älter"]'


@pytest.mark.parametrize("topics", [(), ("*",), ("alter", "")])
def test_a_choice_needs_topics_with_names(topics):
    with pytest.raises(WrongUse, match="Thema"):
        Choice(frozenset(topics), Frequency.WEEKLY)
