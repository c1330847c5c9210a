"""What every test may use: the packaged rulebook, a copy of it to spoil, Hypothesis settings."""

import gc
import os
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from allscape import Rulebook
from allscape.rulebook.load import packaged
from remembered import remember
from strategies import often

# What tests keep of a rulebook is theirs alone.
_CACHE = tempfile.TemporaryDirectory(prefix="allscape-tests-")
os.environ["XDG_CACHE_HOME"] = _CACHE.name

remember()

# A slow machine is not a fault, and what fails here has to fail everywhere.
settings.register_profile(
    "default",
    deadline=None,
    derandomize=True,
    max_examples=often(50),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("search", parent=settings.get_profile("default"), derandomize=False)
settings.load_profile(os.environ.get("ALLSCAPE_HYPOTHESIS", "default"))


def pytest_xdist_auto_num_workers() -> int:
    """Return one worker more than there are cores: tests wait for terminals and for clocks."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip on Windows what only POSIX has; leave most of what is sampled to the long run."""
    seen = Counter[str]()
    for each in items:
        sampled = each.get_closest_marker("sampled")
        if sampled and not each.get_closest_marker("spark"):
            name = each.nodeid.partition("[")[0]
            if seen[name] % sampled.args[0]:
                each.add_marker(pytest.mark.long)
            seen[name] += 1
    if sys.platform == "win32":
        for each in items:
            if each.get_closest_marker("posix"):
                each.add_marker(pytest.mark.skip(reason="Windows has no such thing"))


def pytest_collection_finish() -> None:
    """Keep what is loaded by now out of the garbage collector's way: it is here to stay."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def book() -> Rulebook:
    """Return the rulebook that the program comes with."""
    return Rulebook.load()


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Return a copy of the packaged rules, to be changed at will."""
    return shutil.copytree(packaged(), tmp_path / "rules")
