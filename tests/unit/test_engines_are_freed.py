"""An engine that goes gives its memory back, and does not wait for the garbage collector."""

import subprocess
import sys
from pathlib import Path

import pytest
from made import edition_of

from allscape.engine import forward

STATM = Path("/proc/self/statm")

# In a process of its own: what other tests leave on the heap is not the engine's. The collector
# rests until the end: else its visits would decide how many engines are there at once.
GROWTH = """
import gc
from pathlib import Path
from allscape import Rulebook
from allscape.engine import forward

def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6

edition = Rulebook.load().edition()
gc.disable()
for _ in range(5):
    forward.ForwardEngine(edition)
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
    # Of the two megabytes that each of the forty takes, less than an eighth may stay.
    assert float(told.stdout) < 10


@pytest.mark.skipif(not forward.available(), reason="durable-rules is not installed here")
def test_what_is_made_next_frees_what_has_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    import durable_rules_engine

    freed, free = list[int](), durable_rules_engine.delete_ruleset
    monkeypatch.setattr(
        durable_rules_engine, "delete_ruleset", lambda each: (freed.append(each), free(each))
    )
    edition = edition_of({"s": {"age": "> 5"}})
    engine = forward.ForwardEngine(edition)
    assert engine._rulesets is not None
    mine = [each._handle for each in engine._rulesets._host._ruleset_list]
    del engine
    forward.ForwardEngine(edition)
    assert mine
    assert set(mine) <= set(freed)


def test_what_is_not_installed_is_not_available(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "durable.engine", None)
    assert forward.available() is False
