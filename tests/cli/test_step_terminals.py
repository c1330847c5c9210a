"""`step` in a terminal of 80 and of 60 columns, with and without color, driven line by line."""

import re
from pathlib import Path

import pytest
from program import ESCAPE, packed, run
from sessions import SIX, in_terminal

from allscape.session.store import load

pytestmark = pytest.mark.posix

LINES = ["no", "zzz", "yes", "undo", "redo", "w", "u", "change active_gvhd", "no", "h tki", "q"]


@pytest.mark.parametrize(
    ("width", "env"), [(80, {}), (60, {}), (60, {"NO_COLOR": "1"})], ids=["80", "60", "no color"]
)
def test_a_session_in_a_terminal(tmp_path: Path, width: int, env: dict[str, str]) -> None:
    env = {**env, "XDG_STATE_HOME": str(tmp_path)}
    shown = in_terminal(SIX, lines=LINES, env=env, width=width)
    assert (ESCAPE in shown) == ("NO_COLOR" not in env)
    plain = re.sub(rf"{ESCAPE}\[[0-9;]*m", "", shown)
    assert ESCAPE not in plain
    # A path is never broken, so that it can be copied.
    wide = [line for line in plain.splitlines() if len(line) > width]
    assert [line for line in wide if not line.rstrip().endswith(".jsonl")] == []
    assert "\n\n\n" not in plain
    assert [each[2:] for each in plain.splitlines() if each.startswith("> ")] == LINES
    assert "Not done: 'zzz' is neither a command nor a value" in " ".join(plain.split())
    # A line that is not followed leaves the question where it was; the rest is as over a pipe.
    (kept,) = (tmp_path / "allscape" / "sessions").glob("*.jsonl")
    assert packed(str(kept)) in packed(plain)
    state = load(kept).state
    assert state is not None
    assert state.profile.known()["organ_function_adequate"] is True


def test_plain_in_a_terminal_has_no_color(tmp_path: Path) -> None:
    env = {"XDG_STATE_HOME": str(tmp_path)}
    shown = in_terminal(SIX, "--plain", lines=["no", "q"], env=env)
    assert ESCAPE not in shown
    assert "You are here:" in shown


def test_where_no_session_can_be_kept_it_goes_on_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "allscape").touch()
    shown = in_terminal(SIX, lines=["no", "q"], env={"XDG_STATE_HOME": str(tmp_path)})
    assert "This session is not kept in a file." in shown
    assert "active_gvhd false." in shown


def test_the_end_of_the_input_ends_a_session(tmp_path: Path) -> None:
    shown = in_terminal(SIX, lines=["no", "\x04"], env={"XDG_STATE_HOME": str(tmp_path)})
    assert "Kept in" in shown
    again = run("step", "--last", env={"XDG_STATE_HOME": str(tmp_path)}, stdin="q\n")
    assert "active_gvhd false" in again.words
    (kept,) = (tmp_path / "allscape" / "sessions").glob("*.jsonl")
    assert len(load(kept).events) == 2
