"""An engine that goes gives its memory back."""

import gc
from pathlib import Path

import pytest

from allscape import Rulebook
from allscape.engine import forward

STATM = Path("/proc/self/statm")


def resident() -> float:
    """Return the resident memory of this process in megabytes."""
    return int(STATM.read_text().split()[1]) * 4096 / 1e6


@pytest.mark.skipif(not forward.available(), reason="durable-rules is not installed here")
@pytest.mark.skipif(not STATM.exists(), reason="memory is read from /proc")
def test_engines_that_go_leave_nothing_behind() -> None:
    edition = Rulebook.load().edition()
    for _ in range(5):
        forward.ForwardEngine(edition)
    gc.collect()
    before = resident()
    for _ in range(40):
        forward.ForwardEngine(edition)
    gc.collect()
    # An engine takes about two megabytes.
    assert resident() - before < 20
