"""A call that fails: the documented code and words, nothing lost, nothing left behind."""

from pathlib import Path

import pytest
from faulted import COMMANDS, tried, whole

pytestmark = pytest.mark.posix

FEW = {
    "match": [("open", 1), ("read", 3), ("write", 1), ("print", 1)],
    "map": [("write", 2), ("rename", 2)],
    "step, new": [("write", 2), ("fsync", 4), ("print", 3), ("link", 2), ("write", 3)],
    "quiz": [("stat", 7), ("write", 1), ("mkdir", 2)],
    "handout, again": [("open", 6), ("write", 1), ("rename", 1)],
    "cohort, again": [("rename", 2), ("stat", 59), ("size", 100)],
    "new statement": [("stat", 13), ("fsync", 2), ("rename", 2)],
    "mutate": [("print", 1)],
    "new cases": [("open", 1), ("write", 2), ("size", 1)],
}
"""Calls that were once not looked after, and those that hurt most."""


@pytest.mark.parametrize("name", FEW)
def test_a_call_that_fails(name: str, tmp_path: Path) -> None:
    found, template = whole(name, tmp_path)
    for kind, turn in FEW[name]:
        for on in (False, True):
            done, wrong = tried(found, template, kind, turn, on=on)
            assert not wrong, (kind, turn, on, done)


@pytest.mark.long
@pytest.mark.parametrize("name", COMMANDS)
def test_every_call_that_fails(name: str, tmp_path: Path) -> None:
    found, template = whole(name, tmp_path)
    for kind, turn in found.turns():
        for on in (False, True):
            done, wrong = tried(found, template, kind, turn, on=on)
            assert not wrong, (kind, turn, on, done)
