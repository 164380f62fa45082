"""What a status code says of a mailbox."""

import pytest

from plugins.newsletter.intake.status import find, is_about_us, is_hard, more_exact


@pytest.mark.parametrize("status", ["5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"])
def test_a_mailbox_that_never_will_take_a_mail_is_hard(status):
    assert is_hard(status)


@pytest.mark.parametrize(
    "status", ["5.0.0", "5.1.0", "5.2.2", "5.4.1", "5.7.1", "4.1.1", "4.2.1", ""]
)
def test_every_other_refusal_is_for_this_time(status):
    assert not is_hard(status)


@pytest.mark.parametrize("status", ["5.7.1", "4.7.0", "5.6.7", "5.2.3", "5.3.4"])
def test_policy_content_and_size_judge_the_sender(status):
    assert is_about_us(status)


@pytest.mark.parametrize("status", ["5.2.2", "4.4.1", "5.3.0", "5.1.1", "5.0.0", ""])
def test_all_else_judges_the_mailbox(status):
    assert not is_about_us(status)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("smtp; 550 5.1.1 <x>: unknown", "5.1.1"),
        ("550-5.1.10 unknown", "5.1.10"),
        ("Sorry, no mailbox here by that name. (#5.1.1)", "5.1.1"),
        ("5.1.1.", "5.1.1"),
        ("connect to 10.5.1.1: refused", ""),
        ("5.1.1.7 said no", ""),
        ("am 5.10.2026", ""),
        ("3.1.1", ""),
        ("", ""),
    ],
)
def test_the_code_is_found_in_a_servers_words(words, status):
    assert find(words) == status


@pytest.mark.parametrize(
    ("said", "diagnostic", "status"),
    [
        ("5.0.0", "550 5.1.1 unknown", "5.1.1"),
        ("5.1.2", "550 5.1.1 unknown", "5.1.2"),  # it says something itself
        ("5.0.0", "452 4.2.2 full", "5.0.0"),  # the other is no finer, it contradicts
        ("5.0.0", "550 unknown", "5.0.0"),
        ("", "550 5.1.1 unknown", "5.1.1"),
    ],
)
def test_a_diagnostic_makes_a_status_more_exact(said, diagnostic, status):
    assert more_exact(said, diagnostic) == status
