"""Progress: a bar for a person, a line now and then for a log, nothing for nothing."""

import io

from plugins.newsletter.operation.progress import EVERY_MAILS, shown


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_lines_come_every_so_many_mails():
    out = io.StringIO()
    with shown(2 * EVERY_MAILS + 1, out, lambda: 0) as show:
        for done in range(2 * EVERY_MAILS + 2):
            show(done)
    assert out.getvalue().splitlines() == [
        "500 von 1.001 Mails bearbeitet.",
        "1.000 von 1.001 Mails bearbeitet.",
    ]


def test_lines_come_every_so_many_seconds_when_mails_are_slow():
    out, ticks = io.StringIO(), iter(range(0, 1000, 10))
    with shown(5, out, lambda: next(ticks)) as show:
        for done in range(6):
            show(done)
    assert out.getvalue().splitlines() == ["3 von 5 Mails bearbeitet."]


def test_a_terminal_gets_a_bar_and_no_lines():
    out = Terminal()
    with shown(10, out) as show:
        show(10)
    assert "10/10" in out.getvalue()
    assert "bearbeitet" not in out.getvalue()


def test_nothing_is_shown_for_nothing():
    out = Terminal()
    with shown(0, out) as show:
        show(0)
    assert out.getvalue() == ""
