"""An engine that goes gives its memory back."""

import subprocess
import sys
from pathlib import Path

import pytest

from allscape.engine import forward

STATM = Path("/proc/self/statm")

# In a process of its own: what other tests leave on the heap is not the engine's.
GROWTH = """
import gc
from pathlib import Path
from allscape import Rulebook
from allscape.engine import forward

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

edition = Rulebook.load().edition()
for _ in range(5):
    forward.ForwardEngine(edition)
gc.collect()
before = resident()
for _ in range(40):
    forward.ForwardEngine(edition)
gc.collect()
print(resident() - before)
"""


@pytest.mark.skipif(not forward.available(), reason="durable-rules is not installed here")
@pytest.mark.skipif(not STATM.exists(), reason="memory is read from /proc")
def test_engines_that_go_leave_nothing_behind() -> None:
    told = subprocess.run(
        [sys.executable, "-c", GROWTH], capture_output=True, text=True, check=True
    )
    # An engine takes about two megabytes.
    assert float(told.stdout) < 20
