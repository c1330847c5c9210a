"""A quiz killed after any question has lost nothing, and goes on with what was missed."""

import json
import os
import time
from pathlib import Path

import pytest
from program import environment, run, started

MOST_SECONDS = 120


def _lines(kept: Path) -> list[str]:
    return kept.read_text().splitlines() if kept.exists() else []


@pytest.mark.parametrize("answered", [1, 2, 3])
def test_a_killed_quiz_has_lost_nothing_that_was_answered(tmp_path: Path, answered: int) -> None:
    kept = tmp_path / "allscape" / "learned.jsonl"
    command = ["quiz", "--about", "ecog", "--count", "5"]
    env = environment({"XDG_STATE_HOME": str(tmp_path)})
    theirs, lines = os.pipe()
    with (
        Path(os.devnull).open("wb") as nowhere,
        started(*command, stdin=theirs, stdout=nowhere.fileno(), stderr=2, env=env) as quiz,
    ):
        os.close(theirs)
        for number in range(1, answered + 1):
            os.write(lines, b"a\n")
            until = time.monotonic() + MOST_SECONDS
            while len(_lines(kept)) < number and time.monotonic() < until:
                time.sleep(0.02)
        quiz.kill()
    os.close(lines)
    given = [json.loads(line) for line in _lines(kept)]
    assert len(given) == answered
    missed = [each["condition"] for each in given if not each["right"] and each["condition"]]
    run(*command, stdin="a\n", env={"XDG_STATE_HOME": str(tmp_path)})
    assert len(_lines(kept)) == answered + 1
    if missed:
        assert json.loads(_lines(kept)[-1])["condition"] in missed
