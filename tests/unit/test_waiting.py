"""The bar that is shown while something takes long, and only then, and only to a person."""

import io
import sys
from time import sleep

import pytest

from allscape.cli import waiting as module
from allscape.cli.options import Screen
from allscape.cli.waiting import waiting


class Stream(io.StringIO):
    """Standard error, a terminal or not."""

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self.terminal = terminal

    def isatty(self) -> bool:
        return self.terminal


@pytest.mark.parametrize(
    ("terminal", "plain", "after", "shown"),
    [(True, False, 0.0, True), (True, False, 60, False), (True, True, 0.0, False),
     (False, False, 0.0, False)],
)  # fmt: skip
def test_a_bar_is_shown_to_a_person_where_it_takes_long(
    terminal: bool, plain: bool, after: float, shown: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(module, "AFTER", after)
    monkeypatch.setattr(sys, "stderr", stream := Stream(terminal=terminal))
    with waiting("proving", Screen(plain=plain)):
        until = 200 if shown else 1
        while until and "proving" not in stream.getvalue():
            until -= 1
            sleep(0.01)
    assert ("proving" in stream.getvalue()) == shown
    assert bool(stream.getvalue()) == shown


def test_an_error_ends_the_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(module, "AFTER", 0.0)
    monkeypatch.setattr(sys, "stderr", stream := Stream(terminal=True))

    def stopped() -> None:
        with waiting("proving", Screen()):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    written = stream.getvalue()
    sleep(0.15)
    assert stream.getvalue() == written
