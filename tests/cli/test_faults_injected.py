"""A call that fails: the documented code and words, nothing lost, nothing left behind."""

import re
import shutil
from pathlib import Path

import pytest
from failing import Failing
from faulted import COMMANDS, tried, whole
from program import BAD_CASE, DONE, OUR_FAULT, refuses, run

pytestmark = pytest.mark.posix

FEW = {
    "match": [("open", 1), ("read", 3), ("write", 1), ("print", 1)],
    "map": [("write", 2), ("link", 2)],
    "step, new": [("write", 2), ("fsync", 4), ("print", 3), ("link", 2), ("write", 3)],
    "quiz": [("stat", 7), ("write", 1), ("mkdir", 2)],
    "handout, again": [("open", 5), ("write", 1), ("rename", 1)],
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


WRITING = [name for name, command in COMMANDS.items() if "-" in command.args or "new" in name]


@pytest.mark.sampled(8)
@pytest.mark.parametrize("name", WRITING)
def test_no_room_is_the_same_refusal_everywhere(name: str, tmp_path: Path) -> None:
    found, template = whole(name, tmp_path)
    for kind in ("write", "print"):
        done, wrong = tried(found, template, kind, 1, on=True)
        assert not wrong, (kind, done)
        assert done.code in {OUR_FAULT, found.done.code}


def test_where_answers_cannot_be_kept_they_are_given_all_the_same(tmp_path: Path) -> None:
    for name in ("quiz", "quiz, again", "lesson"):
        (tmp_path / name).mkdir()
        _, template = whole(name, tmp_path / name)
        failing = ("mkdir", "stat") if name != "quiz, again" else ("stat",)
        for kind in failing:
            place = tmp_path / name / kind
            shutil.copytree(template, place)
            state = str(place / "state")
            kept = place / "state" / "allscape" / "learned.jsonl"
            if kind == "stat":
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.touch()
            was = kept.exists() and kept.read_bytes()
            command = COMMANDS[name]
            done = run(
                *command.args.split(), "--rules", "rules", stdin=command.stdin, cwd=place,
                env={"XDG_STATE_HOME": state}, failing=Failing([state], kind, 1, on=True),
            )  # fmt: skip
            assert done.code == DONE, done
            assert re.search(r"learned\.jsonl: cannot be \w+: .*: no answer is kept", done.err)
            assert "Kept in" not in done.out
            assert "Kept with" not in done.out
            assert (kept.exists() and kept.read_bytes()) == was


def test_sessions_that_cannot_be_read_are_not_said_to_be_none(tmp_path: Path) -> None:
    folder = tmp_path / "allscape" / "sessions"
    folder.mkdir(parents=True)
    failing = Failing([str(tmp_path)], "list", 1, on=True)
    done = run("step", "--last", env={"XDG_STATE_HOME": str(tmp_path)}, failing=failing)
    refuses(done, BAD_CASE, f"{folder}: cannot be read: input/output error")


@pytest.mark.long
@pytest.mark.parametrize("name", COMMANDS)
def test_every_call_that_fails(name: str, tmp_path: Path) -> None:
    found, template = whole(name, tmp_path)
    for kind, turn in found.turns():
        for on in (False, True):
            done, wrong = tried(found, template, kind, turn, on=on)
            assert not wrong, (kind, turn, on, done)
